"""The built site's files, how long they may be cached, and the headers they are sent with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from flask import Request, Response, send_file

from localoffer.serving.compression import packed, say_packed, wants_gzip
from localoffer.serving.security_headers import safety_headers
from localoffer.serving.site_context import SiteContext

#: The kinds of file that a site holds; whatever else lies there is only offered for download.
_TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}

_OTHER = "application/octet-stream"
_SHRINKING = (".atom", ".css", ".html", ".ico", ".js", ".json", ".svg", ".txt", ".vtt", ".xml")

#: ``mailto:`` is for forms that write a mail.
_FORMS = "'self' mailto:"

HEADERS = safety_headers(_FORMS)

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
        return file_response(found, request, keep=_keep(address))

    def missing(self, request: Request) -> Response:
        """Return the site's page for addresses that do not exist."""
        own = self.site.resolve() / "404.html"
        if own.is_file():
            return file_response(own, request, keep=_ASK_FIRST, status=404)
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


def page_response(content: bytes, request: Request, *, status: int = 200) -> Response:
    """Return a page made for this request; it is not to be kept by anyone between."""
    wanted = wants_gzip(request, len(content))
    body = packed(content) if wanted else content
    response = Response(body, status, mimetype=_TYPES[".html"])
    say_packed(response, is_packed=wanted)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def file_response(path: Path, request: Request, *, keep: str, status: int = 200) -> Response:
    """Return a file, or 304 where the reader has it; ``keep`` says how long it may be kept."""
    kind, found = _TYPES.get(path.suffix, _OTHER), path.stat()
    shrinks = path.suffix in _SHRINKING
    wanted = shrinks and wants_gzip(request, found.st_size)
    tag = f"{found.st_mtime_ns:x}-{found.st_size:x}"
    if wanted:
        body = _packed(path, found.st_mtime_ns, found.st_size)
        response = Response(body, mimetype=kind)
        response.last_modified = found.st_mtime  # type: ignore[assignment]
        response.set_etag(f"{tag}-gz")
    else:
        response = send_file(path, kind, conditional=False, etag=tag)
        del response.headers["Content-Disposition"]
    if shrinks:
        say_packed(response, is_packed=wanted)
    response.headers["Cache-Control"] = keep
    response.status_code = status
    if status == HTTPStatus.OK:
        ranges = None if wanted else found.st_size
        response.make_conditional(request, accept_ranges=not wanted, complete_length=ranges)
    return response


@lru_cache(maxsize=512)
def _packed(path: Path, _changed: int, _size: int) -> bytes:
    return packed(path.read_bytes())


def with_headers(response: Response, around: SiteContext | None) -> Response:
    """Return the answer with the headers of safety."""
    response.headers.update(_headers_of(around.offer.site.feedback.address if around else None))
    return response


@lru_cache(maxsize=1)
def _headers_of(heard: str | None) -> Mapping[str, str]:
    """Return the headers of a site whose comments are heard at ``heard``, maybe elsewhere.

    That hears from which site a form comes (as every other site then does), and from no page.
    """
    if not heard or heard.startswith("/"):
        return HEADERS
    return safety_headers(f"{_FORMS} {heard}", "strict-origin")
