"""The service: who answers which address."""

from collections.abc import Callable

from flask import Flask, Request, Response, request

from host import trouble
from host.below import Below
from host.dates import Dates
from host.edition import Editions
from host.files import Files
from host.found import Found
from host.headers import with_headers
from host.meeting import Meeting
from host.settings import Settings


def make_app(settings: Settings) -> Flask:
    """Return the service: the site's files and its search. It sets no cookie and keeps no log."""
    app = Flask("host", static_folder=None, template_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    editions, files = Editions(settings), Files(settings.site)
    editions.newest()
    for address, answer in _pages(editions, files).items():
        app.add_url_rule(address, address, _answering(answer))

    def file(address: str = "") -> Response:
        """Answer with a file of the site."""
        return files.answer(address, request, editions.path())

    def unforeseen(error: Exception) -> Response:
        """Answer whatever went wrong."""
        return trouble.answer(error, request, editions.trouble())

    for address in ("/", "/<path:address>"):
        app.add_url_rule(address, view_func=file)
    app.register_error_handler(Exception, unforeseen)
    app.after_request(with_headers)
    app.wsgi_app = Below(app.wsgi_app, editions.path)  # type: ignore[assignment, method-assign]
    return app


def _pages(editions: Editions, files: Files) -> dict[str, Callable[[Request], Response]]:
    """Return who answers each address that is no file; pages do so without their last "/" too."""
    dates = Dates(editions, files)
    pages = {
        "/search": Found(editions, files).answer,
        "/provision/for-a-meeting": Meeting(editions, files).answer,
        "/ehc-dates": dates.answer,
    }
    with_slash = {f"{address}/": answer for address, answer in pages.items()}
    return {**pages, **with_slash, "/ehc-dates/dates.ics": dates.calendar}


def _answering(answer: Callable[[Request], Response]) -> Callable[[], Response]:
    return lambda: answer(request)
