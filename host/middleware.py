"""WSGI middleware: a site that lies below a path, and two applications on one site.

Why not Werkzeug's: docs/decisions/0023-own-middleware.md.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Hands requests whose address begins with one of ``prefixes`` to ``mounted``.

    Unlike Werkzeug's ``DispatcherMiddleware`` it leaves the address whole.
    """

    application: "WSGIApplication"
    prefixes: tuple[str, ...]
    mounted: "WSGIApplication"

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        is_mounted = environ.get("PATH_INFO", "").startswith(self.prefixes)
        return (self.mounted if is_mounted else self.application)(environ, start)


@dataclass(frozen=True, slots=True)
class BasePathMiddleware:
    """Takes the site's base path (``/local-offer``, or nothing) off an address.

    A web server in front may have taken it off already: then nothing is left to do.
    """

    application: "WSGIApplication"
    base_path: Callable[[], str]

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        address, base_path = environ.get("PATH_INFO", ""), self.base_path()
        if base_path and f"{address}/".startswith(f"{base_path}/"):
            environ = {**environ, "PATH_INFO": address.removeprefix(base_path) or "/"}
        return self.application(environ, start)
