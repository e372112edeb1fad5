"""Precompressed files: beside each text, the same as web servers may send it, gzip or brotli.

nginx (``gzip_static``, ``brotli_static``), the service and GitLab Pages send ``page.html.br`` or
``page.html.gz`` to a browser that asks for ``page.html`` and takes that encoding.
"""

import gzip
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal

#: Bytes from which compressing pays: what is smaller fits one network packet anyway.
LEAST_BYTES: Final = 1_400

#: Of a hundred bytes so many may be left, or the plain file is sent as it is.
_MOST_PERCENT: Final = 90

#: Files that are text; pictures, sound and most fonts are compressed by their own format.
_TEXTS: Final = frozenset({
    ".atom", ".css", ".csv", ".html", ".ico", ".ics",
    ".js", ".json", ".svg", ".txt", ".vtt", ".xml",
})  # fmt: skip

_GZIP_LEVEL: Final = 9
_BROTLI_QUALITY: Final = 11


@dataclass(frozen=True, slots=True)
class Encoding:
    """A content encoding: its name in ``Accept-Encoding`` (RFC 9110), and how its files end."""

    name: Literal["br", "gzip"]
    ending: str
    compress: Callable[[bytes], bytes]

    def beside(self, path: Path) -> Path:
        """Return where a file lies in this encoding."""
        return path.with_name(f"{path.name}{self.ending}")


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, _GZIP_LEVEL, mtime=0)


def _brotli(content: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - the extra "brotli": not all have it

    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)
    return packed


BROTLI: Final = Encoding("br", ".br", _brotli)
GZIP: Final = Encoding("gzip", ".gz", _gzip)

#: All encodings, the smallest result first.
ENCODINGS: Final = (BROTLI, GZIP)


def installed_encodings() -> tuple[Encoding, ...]:
    """Return the encodings that this machine can make: without the extra "brotli", gzip alone."""
    try:
        import brotli  # noqa: F401, PLC0415 - asked for here, used above
    except ModuleNotFoundError:
        return (GZIP,)
    return ENCODINGS


def compressed(path: str, content: bytes, encodings: Sequence[Encoding]) -> dict[str, bytes]:
    """Return the files to lay beside a file, by path: none where little would be gained.

    The same content gives the same bytes each time: no time and no name is in them.
    """
    if len(content) < LEAST_BYTES or PurePosixPath(path).suffix not in _TEXTS:
        return {}
    made = {f"{path}{one.ending}": one.compress(content) for one in encodings}
    most = len(content) * _MOST_PERCENT // 100
    return {name: packed for name, packed in made.items() if len(packed) <= most}
