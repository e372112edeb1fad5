"""How bytes are sent: their type, gzipped where asked and worth it, never twice to a reader."""

from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Request, Response, send_file

from localoffer.serving.compression import packed, say_packed, wants_gzip

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


def page(content: bytes, request: Request, *, status: int = 200) -> Response:
    """Return a page made for this request; it is not to be kept by anyone between."""
    wanted = wants_gzip(request, len(content))
    body = packed(content) if wanted else content
    response = Response(body, status, mimetype=_TYPES[".html"])
    say_packed(response, is_packed=wanted)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def file(path: Path, request: Request, *, keep: str, status: int = 200) -> Response:
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
