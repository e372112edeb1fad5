"""An application that answers all addresses below one of its own, beside another for the rest."""

from collections.abc import Iterable
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
