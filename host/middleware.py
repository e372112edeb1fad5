"""A site that lies below a path, such as ``https://www.example.org/local-offer``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


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
