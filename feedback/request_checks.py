"""What every request passes before anybody answers it, and every answer on its way out."""

from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock

from flask import Request, Response, abort
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from feedback.app_context import AppContext
from feedback.intake.length import MAX_PARTS
from feedback.intake.origin import from_our_site
from feedback.store.migrate import upgrade
from feedback.store.rate_counts import HOUR
from localoffer.serving.error_log import note
from localoffer.serving.security_headers import security_headers

_HEADERS = security_headers("'self'")

#: Where forms show again what was typed: there ``taking`` looks at the origin.
_ORIGIN_CHECKED = ("/feedback/desk/", "/feedback/confirm/")

_URL_ENCODED = "application/x-www-form-urlencoded"

#: When to try again what could not be written down, in seconds.
_RETRY_SECONDS = "60"


@dataclass(slots=True)
class RequestChecks:
    """Lets requests in once the database has its tables."""

    app: AppContext
    _is_upgraded: bool = False
    _lock: Lock = field(default_factory=Lock)

    def try_upgrade(self) -> None:
        """Bring the database up to date, or leave that to a later request where it is away."""
        try:
            self._upgrade()
        except (SQLAlchemyError, OSError) as error:
            note("feedback", error)

    def check(self, request: Request) -> None:
        """Let a request pass, or raise what ``trouble`` answers.

        Where the database is away, whoever needs it says so: a form keeps what was typed.
        """
        if not self._is_upgraded:
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
            abort(413)  # reading many thousand boxes takes a second

    def add_headers(self, response: Response) -> Response:
        """Return an answer with the headers of safety; nobody between keeps a copy of it."""
        response.headers.extend(_HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            wait = HOUR - self.app.now() % HOUR
            response.headers.setdefault("Retry-After", str(wait))
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers.setdefault("Retry-After", _RETRY_SECONDS)
        return response

    def _upgrade(self) -> None:
        with self._lock:
            if not self._is_upgraded:
                upgrade(self.app.engine)
                self._is_upgraded = True


def _is_whole(request: Request) -> bool:
    """Return whether all of a form came: of half a comment nobody can tell that it is half.

    A server hands on what came before a connection broke, or raises where it came in pieces.
    """
    try:
        received = len(request.get_data())
    except HTTPException:
        raise
    except Exception:  # noqa: BLE001 - each server has errors of its own for what it cannot read
        return False
    return received >= (request.content_length or 0)
