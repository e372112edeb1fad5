"""The Flask application of the service. Importing this module does nothing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from flask import Flask, Request, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.error_pages import ErrorPages
from feedback.form_posts import FormPosts, RequestSteps
from feedback.header_middleware import HeaderMiddleware
from feedback.intake.length import MAX_BYTES, MAX_PARTS
from feedback.keys import Keys
from feedback.mail.background_sending import BackgroundSending
from feedback.monitoring.health_views import HEALTH_ADDRESSES
from feedback.request_checks import RequestChecks
from feedback.routes import (
    FeedbackRoute,
    account_routes,
    confirm_routes,
    form_routes,
    health_routes,
    moderation_routes,
)
from feedback.settings import FeedbackSettings
from feedback.store.engine import make_engine
from localoffer.serving.compression import gzipped, set_gzip_headers, wants_gzip
from localoffer.serving.site_context import SiteContext, site_context_cache

#: What the addresses of the service begin with.
PREFIXES: Final = ("/feedback/", *HEALTH_ADDRESSES)


def make_app(
    settings: FeedbackSettings, newest: Callable[[], SiteContext | None] | None = None
) -> Flask:
    """Return the application for these settings.

    ``newest`` returns the newest site context; without it the application keeps its own.
    """
    engine = make_engine(settings.database)
    keys = Keys.of(settings.keys)
    newest = newest or site_context_cache(settings.folders, "feedback").newest
    return app_of(AppContext(settings, engine, keys, newest))


def app_of(context: AppContext) -> Flask:
    """Return the application that works with this context.

    Where the database is not there yet, it is migrated as soon as it is; until then, readers get
    a page that says so.
    """
    app = Flask("feedback", static_folder=None, template_folder=None)
    app.config.update(
        PROVIDE_AUTOMATIC_OPTIONS=False,
        MAX_CONTENT_LENGTH=MAX_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_BYTES,
        MAX_FORM_PARTS=MAX_PARTS,
    )
    app.url_map.strict_slashes = app.url_map.merge_slashes = False  # else redirects to any Host
    for route in _routes(context):
        name = f"{route.method} {route.address}"
        app.add_url_rule(route.address, name, _view(route), methods=[route.method])
    checks = RequestChecks(context)
    checks.try_upgrade()
    context.newest()  # before a server forks, so that its workers share the memory
    steps = _steps(context, checks)
    app.before_request(lambda: steps.check(request))
    app.after_request(lambda response: steps.finish(request, response))
    app.register_error_handler(Exception, steps.handle_error)
    app.extensions["feedback"] = context
    posts = HeaderMiddleware(FormPosts(app.wsgi_app, _post_views(context), steps))
    app.wsgi_app = ProxyFix(posts, context.settings.proxies, 0, 0, 0, 0)  # type: ignore[method-assign]
    return app


def _steps(context: AppContext, checks: RequestChecks) -> RequestSteps:
    background_sending = BackgroundSending(context)

    def finish(request: Request, response: Response) -> Response:
        background_sending.begin_after(request, response)
        checks.add_headers(response)
        _gzip(request, response)
        return response

    return RequestSteps(checks.check, ErrorPages(context).handle, finish)


def _post_views(context: AppContext) -> Mapping[str, Callable[[Request], Response]]:
    """Return the view of each form that is posted to an address without parts that differ."""
    routes = (route for route in form_routes(context) if route.method == "POST")
    return {route.address: route.handler for route in routes if "<" not in route.address}


def _routes(context: AppContext) -> Iterator[FeedbackRoute]:
    yield from form_routes(context)
    yield from account_routes(context)
    yield from moderation_routes(context)
    yield from confirm_routes(context)
    yield from health_routes(context)


def _gzip(request: Request, response: Response) -> None:
    """Gzip a reader's page.

    Moderators' pages are left alone: the size of a compressed page can give away what others wrote
    in it (breachattack.com).
    """
    if request.path.startswith("/feedback/desk/") or response.is_streamed:
        return
    content = response.get_data()
    is_gzipped = wants_gzip(request, len(content))
    if is_gzipped:
        response.set_data(gzipped(content))
    set_gzip_headers(response, is_gzipped=is_gzipped)


def _view(route: FeedbackRoute) -> Callable[..., Response]:
    return lambda **arguments: route.handler(request, **arguments)
