"""The security headers, given to whatever is answered, whichever way it took."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localoffer.serving.security_headers import security_headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_HEADERS = tuple(security_headers("'self'").items())


@dataclass(frozen=True, slots=True)
class HeaderMiddleware:
    """Adds the security headers to every response of ``application``."""

    application: "WSGIApplication"

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""

        def start_with_headers(
            status: str, headers: list[tuple[str, str]], *error: Any
        ) -> Callable[[bytes], object]:
            return start(status, [*headers, *_HEADERS], *error)

        return self.application(environ, start_with_headers)
