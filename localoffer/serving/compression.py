"""Gzip for responses, where the reader's browser asks for it and it is worth it."""

import gzip

from werkzeug.wrappers import Request, Response

#: Bytes from which packing pays: what is smaller fits one network packet anyway.
_LEAST_BYTES = 1_400
_LEVEL = 6


def gzipped(content: bytes) -> bytes:
    """Return content gzipped: the same bytes each time."""
    return gzip.compress(content, _LEVEL, mtime=0)


def wants_gzip(request: Request, size: int) -> bool:
    """Return whether a response of ``size`` bytes is to be gzipped for this request."""
    return size >= _LEAST_BYTES and request.accept_encodings.quality("gzip") > 0


def set_gzip_headers(response: Response, *, is_gzipped: bool) -> None:
    """Tell caches that this response exists gzipped and plain, and which of the two it is."""
    response.headers["Vary"] = "Accept-Encoding"
    if is_gzipped:
        response.headers["Content-Encoding"] = "gzip"
