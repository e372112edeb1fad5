"""The service: which view answers which address."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flask import Flask, Request, Response, request

from host.edit_views import add_edit_views
from host.errors import error_response
from host.health_view import HealthView
from host.middleware import BasePathMiddleware, Dispatcher
from host.settings import HostSettings
from host.site_edition import SiteEdition, site_edition_cache
from host.static_files import StaticFiles, set_security_headers
from host.views import DatesView, MeetingView, SearchView
from localoffer.serving.site_context import SiteContextCache

if TYPE_CHECKING:
    from feedback.settings import FeedbackSettings


def make_app(settings: HostSettings, feedback: "FeedbackSettings | None" = None) -> Flask:
    """Return the service: the site's files, its search and, given settings for it, its feedback.

    It keeps no log of requests; only moderators get a cookie.
    """
    app = Flask("host", static_folder=None, template_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    editions = site_edition_cache(settings)
    editions.newest()
    _add_views(app, editions, StaticFiles(settings.site))
    if settings.editor:
        add_edit_views(app, settings)
    app.register_error_handler(Exception, partial(_answer_error, editions))
    app.after_request(
        lambda response: set_security_headers(response, editions.newest(), request.path)
    )
    if feedback:
        from feedback.app import PREFIXES  # noqa: PLC0415 - not all have it
        from feedback.app import make_app as make_feedback  # noqa: PLC0415

        mounted = make_feedback(feedback, editions.newest).wsgi_app
        app.wsgi_app = Dispatcher(app.wsgi_app, PREFIXES, mounted)  # type: ignore[assignment, method-assign]
    app.wsgi_app = BasePathMiddleware(app.wsgi_app, partial(_base_path, editions))  # type: ignore[assignment, method-assign]
    return app


def _base_path(editions: SiteContextCache[SiteEdition]) -> str:
    """Return the path that the site lies below, such as ``/local-offer``, or nothing."""
    return editions.last.base.path if editions.last else ""


def _answer_error(editions: SiteContextCache[SiteEdition], error: Exception) -> Response:
    return error_response(error, request, editions.last.error_page if editions.last else None)


def _add_views(app: Flask, editions: SiteContextCache[SiteEdition], files: StaticFiles) -> None:
    """Let views answer their addresses, and the site's files all others."""
    for address, view in _views(editions, files).items():
        app.add_url_rule(address, address, _with_request(view))

    def file(address: str = "") -> Response:
        return files.answer(address, request, _base_path(editions))

    for address in ("/", "/<path:address>"):
        app.add_url_rule(address, view_func=file)


def _views(
    editions: SiteContextCache[SiteEdition], files: StaticFiles
) -> dict[str, Callable[[Request], Response]]:
    """Return the view of each address that is no file; pages have one without the last "/" too."""
    dates = DatesView(editions, files)
    pages = {
        "/search": SearchView(editions, files).answer,
        "/provision/for-a-meeting": MeetingView(editions, files).answer,
        "/ehc-dates": dates.answer,
    }
    with_slash = {f"{address}/": view for address, view in pages.items()}
    health = HealthView(editions)
    monitored = {"/healthz": health.live, "/readyz": health.ready}
    return {**pages, **with_slash, **monitored, "/ehc-dates/dates.ics": dates.calendar}


def _with_request(view: Callable[[Request], Response]) -> Callable[[], Response]:
    return lambda: view(request)
