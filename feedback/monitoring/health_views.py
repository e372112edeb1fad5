"""``/healthz``, ``/readyz`` and ``/metrics``: for a monitor on the same machine."""

from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from feedback.app_context import AppContext
from feedback.monitoring.metrics import CONTENT_TYPE, metrics_text
from feedback.monitoring.service_status import ServiceStatus, read_status
from feedback.store.engine import try_to_write
from feedback.store.opened_files import StoreFilesError
from localoffer.serving.error_log import note

#: Whether the process answers, whether it can take what families send, and the counts.
HEALTH_ADDRESSES: Final = ("/healthz", "/readyz", "/metrics")

_NOT_WRITABLE: Final = (
    "Nothing can be written to the database. Are the file and its folder the service's own, and the"
    " disk not read-only? Mend that, then restart the service."
)

#: With less room than this SQLite cannot keep a comment.
_LEAST_FREE_BYTES: Final = 500_000

#: Any of these says that a server of ours passed on the request of somebody else.
_PASSED_ON = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


@dataclass(frozen=True, slots=True)
class HealthViews:
    """Answers monitors in plain text, with no word of anybody's."""

    app: AppContext

    def live(self, _: Request) -> Response:
        """Say that the process answers; nothing else is asked."""
        return _plain("ok")

    def ready(self, _: Request) -> Response:
        """Say whether what families send can be taken: 200, or 503 and why not."""
        status = self._status()
        if isinstance(status, str):
            return _unready(status)
        if status.store is None:
            return _unready("The database has not the tables of this version.")
        if not status.has_site:
            return _unready("There is no built site to make pages with.")
        if self.app.engine.dialect.name == "sqlite" and status.free_bytes < _LEAST_FREE_BYTES:
            return _unready("The disk of the database is full. Make room: it goes on by itself.")
        return _plain("ready") if self._may_write() else _unready(_NOT_WRITABLE)

    def metrics(self, request: Request) -> Response:
        """Return the counts for Prometheus.

        Raises:
            werkzeug.exceptions.NotFound: the request comes from elsewhere than this machine.
        """
        if not _is_of_this_machine(request):
            raise NotFound
        status = self._status()
        if isinstance(status, str):
            return _unready(status)
        return Response(metrics_text(status), content_type=CONTENT_TYPE)

    def _may_write(self) -> bool:
        """Return whether a transaction that writes can begin."""
        try:
            try_to_write(self.app.engine)
        except SQLAlchemyError as error:
            note("feedback", error)
            return False
        return True

    def _status(self) -> ServiceStatus | str:
        """Return the state of the service, or why it cannot be told."""
        try:
            return read_status(self.app)
        except StoreFilesError as error:
            return str(error)
        except SQLAlchemyError as error:
            note("feedback", error)
            return "The database cannot be reached."


def _is_of_this_machine(request: Request) -> bool:
    """Return whether a request came straight from this machine, through no server in front."""
    if any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _plain(words: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(f"{words}\n", status, content_type="text/plain; charset=utf-8")


def _unready(words: str) -> Response:
    return _plain(words, HTTPStatus.SERVICE_UNAVAILABLE)
