"""What every view and command of the service needs: settings, database, keys, site context."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import time

from flask import Response
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from feedback.intake.new_networks import NewNetworks
from feedback.keys import Keys
from feedback.repeated_errors import RepeatedErrors
from feedback.settings import FeedbackSettings
from feedback.store.database_fault import database_fault
from feedback.store.opened_files import StoreFilesError
from localoffer.pages.page import Page
from localoffer.render.page_file import render
from localoffer.serving.error_log import described
from localoffer.serving.site_context import SiteContext


class NoSiteContext(Exception):  # noqa: N818 - not an error of ours: the content cannot be checked yet
    """No page can be made: the site was never built, or its content has had errors since."""


@dataclass(frozen=True, slots=True)
class AppContext:
    """The settings, the database, the keys, where the site context comes from, and the clock.

    ``newest`` returns the context of the newest build, or None where there is none. ``clock``
    returns seconds since 1970. ``errors`` keeps the log from repeating itself; ``networks`` notes
    those that are new in an hour.
    """

    settings: FeedbackSettings
    engine: Engine
    keys: Keys
    newest: Callable[[], SiteContext | None]
    clock: Callable[[], float] = time
    errors: RepeatedErrors = field(default_factory=RepeatedErrors)
    networks: NewNetworks = field(default_factory=NewNetworks)

    @property
    def site_context(self) -> SiteContext:
        """The context of the newest build of the site.

        Raises:
            NoSiteContext: the site was never built, or its content has had errors since.
        """
        site_context = self.newest()
        if site_context is None:
            raise NoSiteContext
        return site_context

    def page(self, page: Page, status: int = 200) -> Response:
        """Return a page as a response that no cache may store.

        Raises:
            NoSiteContext: there is no site context to render it with.
        """
        content = render(page, self.site_context.environment)
        response = Response(content, status, mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response

    def note(self, error: Exception) -> None:
        """Write an error to the log, at most once in a while for each cause; never its words.

        Of the database's errors the log says what mends them.
        """
        if not isinstance(error, SQLAlchemyError):
            self.errors.tell(described(error))
        elif isinstance(error, StoreFilesError):
            self.errors.tell(str(error))
        else:
            self.errors.tell(database_fault(error, self.engine.url), described(error))

    def now(self) -> int:
        """Return the current time, in seconds since 1970."""
        return int(self.clock())
