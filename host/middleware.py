"""WSGI middleware: a site that lies below a path, and two applications beside each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Hands requests below ``path`` (with its last "/") to ``other``, whole addresses and all."""

    application: "WSGIApplication"
    path: str
    other: "WSGIApplication"

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        is_other = environ.get("PATH_INFO", "").startswith(self.path)
        return (self.other if is_other else self.application)(environ, start)


@dataclass(frozen=True, slots=True)
class BelowPath:
    """Takes the site's path off an address before the application sees it.

    A web server in front may have taken it off already: then nothing is left to do.
    """

    application: "WSGIApplication"
    path: Callable[[], str]

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        asked, path = environ.get("PATH_INFO", ""), self.path()
        if path and f"{asked}/".startswith(f"{path}/"):
            environ = {**environ, "PATH_INFO": asked.removeprefix(path) or "/"}
        return self.application(environ, start)
