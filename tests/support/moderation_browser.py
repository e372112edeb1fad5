"""Moderation in a real browser: a service on a port of its own, with somebody signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

from cheroot.wsgi import Server
from playwright.sync_api import Browser, Page
from werkzeug.middleware.shared_data import SharedDataMiddleware

from feedback.accounts.session import start_session
from feedback.app import app_of
from feedback.store.engine import writing
from tests.support.moderation import ModerationSite, moderation_site


@contextmanager
def served(folder: Path) -> Iterator[tuple[ModerationSite, str]]:
    """Serve a new moderation site; yield it and its origin."""
    site = moderation_site(folder)
    server = Server(("127.0.0.1", 0), None)
    server.prepare()
    origin = f"http://127.0.0.1:{server.bind_addr[1]}"
    settings = replace(site.service.settings, origins=frozenset({origin}))
    site.service = replace(site.service, settings=settings)
    assets = {"/assets": str(settings.folders.site / "assets")}
    server.wsgi_app = SharedDataMiddleware(app_of(site.service).wsgi_app, assets)
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield site, origin
    finally:
        server.stop()
        thread.join()


def signed_in(
    browser: Browser, site: ModerationSite, origin: str, name: str = "ruth", **how: object
) -> Page:
    """Open a page of somebody's browser."""
    with writing(site.service.engine) as connection:
        token = start_session(connection, site.accounts[name].id, site.service.now())
    context = browser.new_context(base_url=origin, **how)  # type: ignore[arg-type]
    context.add_cookies([{"name": "desk", "value": token, "url": origin}])
    return context.new_page()
