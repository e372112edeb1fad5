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
from feedback.monitoring.service_status import read_status
from feedback.store.database_fault import database_fault
from feedback.store.engine import try_to_write

#: Whether the process answers, whether it can take what families send, and the counts.
HEALTH_ADDRESSES: Final = ("/healthz", "/readyz", "/metrics")

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
        status = read_status(self.app)
        if status.fault:
            self.app.errors.tell(status.fault)
            return _unready(status.fault)
        if not status.has_site:
            return _unready("There is no built site to make pages with.")
        if self.app.engine.dialect.name == "sqlite" and status.free_bytes < _LEAST_FREE_BYTES:
            return _unready("The disk of the database is full. Make room: it goes on by itself.")
        fault = self._why_not_writable()
        return _unready(fault) if fault else _plain("ready")

    def metrics(self, request: Request) -> Response:
        """Return the counts for Prometheus.

        Raises:
            werkzeug.exceptions.NotFound: the request comes from elsewhere than this machine.
        """
        if not _is_of_this_machine(request):
            raise NotFound
        status = read_status(self.app)
        return Response(metrics_text(status), content_type=CONTENT_TYPE)

    def _why_not_writable(self) -> str:
        """Return why no transaction that writes can begin; empty where one can."""
        try:
            try_to_write(self.app.engine)
        except SQLAlchemyError as error:
            self.app.note(error)
            return database_fault(error, self.app.engine.url)
        return ""


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
