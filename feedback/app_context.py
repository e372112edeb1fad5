"""What every room of the service works with, and how it makes a page."""

from collections.abc import Callable
from dataclasses import dataclass
from time import time

from flask import Response
from sqlalchemy import Engine

from feedback.keys import Keys
from feedback.settings import FeedbackSettings
from localoffer.pages.page import Page
from localoffer.render.page_file import render
from localoffer.serving.site_context import SiteContext


class NoSiteContext(Exception):  # noqa: N818 - not a fault of ours: the content cannot be checked yet
    """There is no page to show: the site was never built, or its content has errors."""


@dataclass(frozen=True, slots=True)
class AppContext:
    """The settings, the database, the keys, what pages are made from, and the clock."""

    settings: FeedbackSettings
    engine: Engine
    keys: Keys
    newest: Callable[[], SiteContext | None]
    clock: Callable[[], float] = time

    @property
    def site_context(self) -> SiteContext:
        """What pages are made from, or ``NoSiteContext``."""
        site_context = self.newest()
        if site_context is None:
            raise NoSiteContext
        return site_context

    def page(self, page: Page, status: int = 200) -> Response:
        """Return a page, made for this request and kept by nobody between."""
        content = render(page, self.site_context.environment)
        response = Response(content, status, mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response

    def now(self) -> int:
        """Return the moment, in seconds since 1970."""
        return int(self.clock())
