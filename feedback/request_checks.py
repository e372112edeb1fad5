"""Checks before every request, and when to come again on every response."""

from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock

from flask import Request, abort
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_content_length

from feedback.accounts.field_lengths import refuse_long_fields
from feedback.accounts.login_pages import SIGN_IN
from feedback.accounts.return_to import ACCOUNT
from feedback.app_context import AppContext
from feedback.intake.length import MAX_PARTS
from feedback.intake.origin import from_our_site
from feedback.monitoring.health_views import HEALTH_ADDRESSES
from feedback.monitoring.unopened_secrets import count_unopened
from feedback.store.rate_counts import HOUR
from feedback.store.set_up import bring_up
from localoffer.problems import UsageError

#: Checked here; forms check the origin in ``intake``, where a refusal shows again what was typed.
_ORIGIN_CHECKED = ("/feedback/desk/", "/feedback/confirm/")

#: Forms that hold passwords.
_LENGTHS_CHECKED = (SIGN_IN, ACCOUNT)

_URL_ENCODED = "application/x-www-form-urlencoded"

#: The Retry-After of a 503, in seconds.
_RETRY_SECONDS = "60"


@dataclass(slots=True)
class RequestChecks:
    """Lets requests through once the database has its tables, and checks those that post."""

    app: AppContext
    _is_upgraded: bool = False
    _lock: Lock = field(default_factory=Lock)

    def try_upgrade(self) -> None:
        """Migrate the database; where that cannot be done, a later request tries again."""
        try:
            self._upgrade()
        except UsageError as error:
            self.app.errors.tell(str(error))
        except (SQLAlchemyError, OSError) as error:
            self.app.note(error)

    def check(self, request: Request) -> None:
        """Return if a request may go on to its view.

        Where the database cannot be reached the view says so, since a form keeps what was typed.

        Raises:
            werkzeug.exceptions.HTTPException: the form is cut short (400), comes from another
                site (403), has too many fields, or one that is too long for signing in (413).
        """
        if not self._is_upgraded and request.path not in HEALTH_ADDRESSES:
            self.try_upgrade()
        if request.method != "POST":
            return
        if not _is_whole(request):
            abort(400)
        if not request.path.startswith(_ORIGIN_CHECKED):
            return
        if not from_our_site(request.headers, self.app.settings.origins):
            abort(403)
        if request.mimetype == _URL_ENCODED and request.get_data().count(b"&") >= MAX_PARTS:
            abort(413)  # parsing many thousand fields takes a second
        if request.path.startswith(_LENGTHS_CHECKED):
            refuse_long_fields(request)

    def add_headers(self, response: Response) -> None:
        """Tell caches not to store a response, and how long to wait where there is no way now."""
        response.headers.setdefault("Cache-Control", "no-store")
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            wait = HOUR - self.app.now() % HOUR
            response.headers.setdefault("Retry-After", str(wait))
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers.setdefault("Retry-After", _RETRY_SECONDS)

    def _upgrade(self) -> None:
        with self._lock:
            if not self._is_upgraded:
                settings = self.app.settings
                state = settings.folders.state
                bring_up(self.app.engine, state, may_make=settings.makes_store)
                self._is_upgraded = True
                self._note_unopened()

    def _note_unopened(self) -> None:
        """Say in the log, as the service starts, that a key is missing or was exchanged."""
        if warning := count_unopened(self.app).warning:
            self.app.errors.tell(warning)
        self.app.engine.dispose()  # a server may fork afterwards


def _is_whole(request: Request) -> bool:
    """Return whether a form arrived whole: nobody could tell by reading it that half is missing.

    Where a connection breaks, some servers hand on what came before, others raise.
    """
    try:
        received = len(request.get_data())
    except HTTPException:
        raise
    except Exception:  # noqa: BLE001 - each server has errors of its own for what it cannot read
        return False
    return received >= (get_content_length(request.environ) or 0)
