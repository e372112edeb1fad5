"""Answers gzipped on their way out, where the reader's browser asks for it and it is worth it."""

import gzip

from werkzeug.wrappers import Request, Response

#: Fewer bytes than fit one network packet are not worth the work.
_WORTH_IT = 1_400
_LEVEL = 6


def packed(content: bytes) -> bytes:
    """Return content gzipped: the same bytes whenever it is done."""
    return gzip.compress(content, _LEVEL, mtime=0)


def wants_gzip(request: Request, size: int) -> bool:
    """Whether so many bytes are worth packing for whoever asks."""
    return size >= _WORTH_IT and request.accept_encodings.quality("gzip") > 0


def say_packed(response: Response, *, is_packed: bool) -> None:
    """Tell caches that there are two kinds of this answer, and which one this is."""
    response.headers["Vary"] = "Accept-Encoding"
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
