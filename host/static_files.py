"""The built site's files, how long they may be cached, and the headers they are sent with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from flask import Request, Response, send_file

from localoffer.pages.editor_page import ADDRESS as EDITOR
from localoffer.precompressed import ENCODINGS, Encoding
from localoffer.serving.compression import gzipped, set_gzip_headers, wants_gzip
from localoffer.serving.editor_policy import editor_headers
from localoffer.serving.security_headers import security_headers
from localoffer.serving.site_context import SiteContext

#: Media types of the files that a site holds; whatever else lies there is offered for download.
_MEDIA_TYPES = {
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

#: What a message may write behind an address, and is no part of it.
_BEHIND_AN_ADDRESS = "/.,;:!?)]}>*_\"'’” \u00a0"

_DOWNLOAD = "application/octet-stream"
_COMPRESSIBLE = (".atom", ".css", ".html", ".ico", ".js", ".json", ".svg", ".txt", ".vtt", ".xml")

#: Where forms may be sent: ``mailto:`` is for those that write a mail.
_FORM_TARGETS = "'self' mailto:"

HEADERS = security_headers(_FORM_TARGETS)

#: An asset's name holds a digest of its content: a changed one has another name.
_FOR_EVER = "public, max-age=31536000, immutable"

_A_DAY = "public, max-age=86400"
_REVALIDATE = "no-cache"


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The site's folder. It may be a link that each build points elsewhere: it is followed anew."""

    site: Path

    def answer(self, address: str, request: Request, base_path: str) -> Response:
        """Return the file at an address (without its first "/"), or the site's own 404 page.

        ``base_path`` is the path that the site lies below, such as ``/local-offer``, or nothing.
        """
        top = self.site.resolve()
        path = _path_at(top, address)
        if path and path.is_dir() and address and not address.endswith("/"):
            location = _with_slash(path.relative_to(top), request, base_path)
            return Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": location})
        if path and path.is_dir():
            path = _path_at(top, f"{address}index.html")
        if path is None or not path.is_file():
            return self._meant(top, address, request, base_path) or self.missing(request)
        return file_response(path, request, cache_control=_cache_control(address))

    def _meant(self, top: Path, address: str, request: Request, base_path: str) -> Response | None:
        """Return the way to the page that was meant by an address copied from a message."""
        path = _path_at(top, meant_address(address))
        if path is None or path == top or not (path / "index.html").is_file():
            return None
        location = _with_slash(path.relative_to(top), request, base_path)
        return Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": location})

    def missing(self, request: Request) -> Response:
        """Return the site's page for addresses that do not exist."""
        page = self.site.resolve() / "404.html"
        if page.is_file():
            return file_response(page, request, cache_control=_REVALIDATE, status=404)
        return Response("This page is not here.", 404, mimetype="text/plain")


def meant_address(address: str) -> str:
    """Return an address in small letters, without the full stop or bracket of a message behind it.

    The script ``not_found/lead_on.js`` does the same where no program answers.
    """
    return address.lower().rstrip(_BEHIND_AN_ADDRESS)


def _path_at(top: Path, address: str) -> Path | None:
    """Return the file or folder at an address; None where it is hidden, odd or outside the site."""
    if any(part.startswith(".") for part in address.split("/")):
        return None
    try:
        path = (top / address).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # none, too long a name, links in a ring, a NUL
        return None
    is_odd = path.is_file() and address.endswith("/")
    return path if path.is_relative_to(top) and not is_odd else None


def _with_slash(folder: Path, request: Request, base_path: str) -> str:
    query = request.query_string.decode("latin-1")
    return f"{base_path}/{quote(folder.as_posix())}/" + (f"?{query}" if query else "")


def _cache_control(address: str) -> str:
    if address.startswith("assets/"):
        return _FOR_EVER
    return _A_DAY if address.startswith("pictures/") else _REVALIDATE


def page_response(content: bytes, request: Request, *, status: int = 200) -> Response:
    """Return a page made for this request, which no cache between may keep."""
    is_gzipped = wants_gzip(request, len(content))
    body = gzipped(content) if is_gzipped else content
    response = Response(body, status, mimetype=_MEDIA_TYPES[".html"])
    set_gzip_headers(response, is_gzipped=is_gzipped)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def file_response(
    path: Path, request: Request, *, cache_control: str, status: int = 200
) -> Response:
    """Return a file, or 304 where the reader has it already.

    Raises:
        OSError: the file cannot be read.
    """
    media_type, stat = _MEDIA_TYPES.get(path.suffix, _DOWNLOAD), path.stat()
    is_compressible = path.suffix in _COMPRESSIBLE
    if encoding := _encoding_beside(path, request):
        return _precompressed_response(path, encoding, request, cache_control, status)
    is_gzipped = is_compressible and wants_gzip(request, stat.st_size)
    tag = f"{stat.st_mtime_ns:x}-{stat.st_size:x}"
    if is_gzipped:
        body = _gzipped_file(path, stat.st_mtime_ns, stat.st_size)
        response = Response(body, mimetype=media_type)
        response.last_modified = stat.st_mtime  # type: ignore[assignment]
        response.set_etag(f"{tag}-gz")
    else:
        response = send_file(path, media_type, conditional=False, etag=tag)
        del response.headers["Content-Disposition"]
    if is_compressible:
        set_gzip_headers(response, is_gzipped=is_gzipped)
    response.headers["Cache-Control"] = cache_control
    response.status_code = status
    if status == HTTPStatus.OK:
        ranges = None if is_gzipped else stat.st_size
        response.make_conditional(request, accept_ranges=not is_gzipped, complete_length=ranges)
    return response


def _encoding_beside(path: Path, request: Request) -> Encoding | None:
    """Return the encoding that the reader likes best of those that the build laid beside a file."""
    accepted = request.accept_encodings
    beside = [
        encoding
        for encoding in ENCODINGS
        if path.suffix in _COMPRESSIBLE
        and accepted.quality(encoding.name) > 0
        and _is_file(encoding.beside(path))
    ]
    return max(beside, key=lambda encoding: accepted.quality(encoding.name), default=None)


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _precompressed_response(
    path: Path, encoding: Encoding, request: Request, cache_control: str, status: int
) -> Response:
    """Return a file as it lies compressed beside it: a form with a tag and parts of its own."""
    beside = encoding.beside(path)
    stat = beside.stat()
    tag = f"{stat.st_mtime_ns:x}-{stat.st_size:x}-{encoding.name}"
    response = send_file(beside, _MEDIA_TYPES[path.suffix], conditional=False, etag=tag)
    del response.headers["Content-Disposition"]
    response.headers["Content-Encoding"] = encoding.name
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = cache_control
    response.status_code = status
    if status == HTTPStatus.OK:
        response.make_conditional(request, accept_ranges=True, complete_length=stat.st_size)
    return response


@lru_cache(maxsize=512)
def _gzipped_file(path: Path, _changed: int, _size: int) -> bytes:
    return gzipped(path.read_bytes())


def set_security_headers(
    response: Response, context: SiteContext | None, address: str = "/"
) -> Response:
    """Return the response with the security headers of its site; the editor has its own."""
    site = context.offer.site if context else None
    response.headers.update(_headers_of(site.feedback.address if site else None))
    if site and site.editor and address.startswith(EDITOR):
        response.headers.update(editor_headers(site.editor))
    return response


@lru_cache(maxsize=1)
def _headers_of(feedback_address: str | None) -> Mapping[str, str]:
    """Return the headers of a site whose forms go to a feedback service, maybe on another host.

    That service needs the ``Origin`` of a form: browsers send it only under ``strict-origin``,
    which tells every other site the origin too, but never the page.
    """
    if not feedback_address or feedback_address.startswith("/"):
        return HEADERS
    return security_headers(f"{_FORM_TARGETS} {feedback_address}", "strict-origin")
