"""The built site's files, and nothing outside its folder."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from flask import Request, Response

from host import sent

#: Assets are named by what is in them: a changed one has another name.
_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
_ASK_FIRST = "no-cache"


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The site's folder. It may be a link that a new build changes: it is followed each time."""

    site: Path

    def answer(self, address: str, request: Request, below: str) -> Response:
        """Return the file at an address (without its first "/"), or the site's own 404 page.

        ``below`` is the path that the whole site lies at, such as ``/local-offer``, or empty.
        """
        top = self.site.resolve()
        found = _found(top, address)
        if found and found.is_dir() and address and not address.endswith("/"):
            place = _with_slash(found.relative_to(top), request, below)
            return Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": place})
        if found and found.is_dir():
            found = _found(top, f"{address}index.html")
        if found is None or not found.is_file():
            return self.missing(request)
        return sent.file(found, request, keep=_keep(address))

    def missing(self, request: Request) -> Response:
        """Return the site's page for addresses that do not exist."""
        own = self.site.resolve() / "404.html"
        if own.is_file():
            return sent.file(own, request, keep=_ASK_FIRST, status=404)
        return Response("This page is not here.", 404, mimetype="text/plain")


def _found(top: Path, address: str) -> Path | None:
    """Return the file or folder at an address; None where it is hidden, odd or outside the site."""
    if any(part.startswith(".") for part in address.split("/")):
        return None
    try:
        found = (top / address).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # none, too long a name, links in a ring, a NUL
        return None
    is_odd = found.is_file() and address.endswith("/")
    return found if found.is_relative_to(top) and not is_odd else None


def _with_slash(folder: Path, request: Request, below: str) -> str:
    query = request.query_string.decode("latin-1")
    return f"{below}/{quote(folder.as_posix())}/" + (f"?{query}" if query else "")


def _keep(address: str) -> str:
    if address.startswith("assets/"):
        return _FOR_EVER
    return _A_DAY if address.startswith("pictures/") else _ASK_FIRST
