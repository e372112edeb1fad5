"""The service: who answers which address."""

from collections.abc import Callable

from flask import Flask, Request, Response, request

from feedback.app import make_app as make_feedback
from feedback.settings import FeedbackSettings
from host import errors
from host.middleware import BelowPath, Dispatcher
from host.settings import HostSettings
from host.site_edition import SiteEditionCache
from host.static_files import StaticFiles, with_headers
from host.views import DatesView, MeetingView, SearchView


def make_app(settings: HostSettings, feedback: FeedbackSettings | None = None) -> Flask:
    """Return the service: the site's files, its search and, where it has settings, its feedback.

    It keeps no log; only the desk of moderators sets a cookie.
    """
    app = Flask("host", static_folder=None, template_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    editions, files = SiteEditionCache(settings), StaticFiles(settings.site)
    editions.newest()
    for address, answer in _pages(editions, files).items():
        app.add_url_rule(address, address, _answering(answer))

    def file(address: str = "") -> Response:
        """Answer with a file of the site."""
        return files.answer(address, request, editions.path())

    def unforeseen(error: Exception) -> Response:
        """Answer whatever went wrong."""
        return errors.answer(error, request, editions.trouble())

    for address in ("/", "/<path:address>"):
        app.add_url_rule(address, view_func=file)
    app.register_error_handler(Exception, unforeseen)
    app.after_request(lambda response: with_headers(response, editions.surroundings()))
    if feedback:
        heard = make_feedback(feedback, editions.surroundings).wsgi_app
        app.wsgi_app = Dispatcher(app.wsgi_app, "/feedback/", heard)  # type: ignore[assignment, method-assign]
    app.wsgi_app = BelowPath(app.wsgi_app, editions.path)  # type: ignore[assignment, method-assign]
    return app


def _pages(
    editions: SiteEditionCache, files: StaticFiles
) -> dict[str, Callable[[Request], Response]]:
    """Return who answers each address that is no file; pages do so without their last "/" too."""
    dates = DatesView(editions, files)
    pages = {
        "/search": SearchView(editions, files).answer,
        "/provision/for-a-meeting": MeetingView(editions, files).answer,
        "/ehc-dates": dates.answer,
    }
    with_slash = {f"{address}/": answer for address, answer in pages.items()}
    return {**pages, **with_slash, "/ehc-dates/dates.ics": dates.calendar}


def _answering(answer: Callable[[Request], Response]) -> Callable[[], Response]:
    return lambda: answer(request)
