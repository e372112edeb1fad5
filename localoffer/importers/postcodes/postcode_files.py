"""The files of a published table of postcodes: one file, a folder or a zip, none too big."""

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from localoffer.problems import LocalOfferError, UsageError

#: ONSPD as one file is 1.3 GB; what is three times as large is no table of postcodes.
MAX_BYTES = 4_000_000_000

#: Tables of postcodes pack ten to one. What grows more than this is made to fill a disk.
_MAX_GROWTH = 200
_SMALL = 10_000_000
_LONGEST_LINE = 100_000
_CHUNK = 1 << 20
_AGAIN = "Download it again."
_AS_PUBLISHED = "Name Code-Point Open or ONSPD as published: the zip, its folder or a CSV of it."

#: How files begin that are no CSV, and what they are.
_FOREIGN = (
    (b"%PDF", "is a PDF"),
    (b"SQLite format 3", "is a GeoPackage; download the CSV instead"),
    (b"\x1f\x8b", "is packed with gzip; unpack it first"),
    (b"\xff\xfe", "is saved as UTF-16; save it as CSV in UTF-8"),
    (b"\xfe\xff", "is saved as UTF-16; save it as CSV in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "is a spreadsheet; save it as CSV"),
    (b"{", "is JSON; download the CSV instead"),
    (b"<", "is a web page or XML; download the CSV instead"),
)


class SourceError(LocalOfferError):
    """The source cannot be read; the message says what it is and what to do."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a source: its name within it, its size in bytes, and how to open it."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]

    @property
    def is_piece(self) -> bool:
        """Whether it repeats a part of ONSPD's one large file."""
        return "multi_csv" in self.name.lower().split("/")[:-1]


@contextmanager
def opened(source: Path) -> Iterator[Sequence[SourceFile]]:
    """Give the files that may be tables, in the order of their names; raise ``SourceError``."""
    if str(source).startswith(("http:", "https:")):
        message = f"{source.name} is on the web. Download it, and name the file here."
        raise UsageError(message)
    if not source.exists():
        message = f"There is no file or folder {source}. {_AS_PUBLISHED}"
        raise UsageError(message)
    try:
        if source.is_dir():
            yield _sized(source.name, _of_folder(source))
        elif _head(source).startswith(b"PK"):
            with zipfile.ZipFile(source) as packed:
                yield _sized(source.name, _of_zip(source.name, packed))
        else:
            part = SourceFile(source.name, source.stat().st_size, lambda: source.open("rb"))
            yield _sized(source.name, [part])
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError):
        message = f"{source.name} is a broken zip: a part of it is missing or damaged. {_AGAIN}"
        raise SourceError(message) from None
    except RuntimeError:  # it is encrypted, or packed in a way that Python does not know
        message = f"{source.name} cannot be unpacked here. Unpack it and name its folder."
        raise SourceError(message) from None
    except OSError as error:
        reason = error.strerror or "it is damaged"
        message = f"{error.filename or source} cannot be read ({reason}). {_AGAIN}"
        raise SourceError(message) from None


def first_line(part: SourceFile) -> bytes:
    """Return a file's first line that is not empty.

    Raises:
        SourceError: it is no text, and what it seems to be.
    """
    with part.open() as stream:
        head = stream.read(_LONGEST_LINE)
    for start, problem in _FOREIGN:
        if head.lstrip().startswith(start):
            message = f"{part.name} {problem}. {_AS_PUBLISHED}"
            raise SourceError(message)
    if b"\0" in head:
        message = f"{part.name} is not a file of text. {_AS_PUBLISHED}"
        raise SourceError(message)
    return next(filter(None, (line.strip() for line in head.splitlines())), b"")


def lines(part: SourceFile, report_bytes: Callable[[int], None]) -> Iterator[bytes]:
    """Yield a file's lines; report how many bytes were read.

    Raises:
        SourceError: a line is too long for a table of postcodes.
    """
    remainder = b""
    with part.open() as stream:
        while chunk := stream.read(_CHUNK):
            report_bytes(len(chunk))
            text = (remainder + chunk).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            complete, _, remainder = text.rpartition(b"\n")
            if len(remainder) > _LONGEST_LINE:
                message = f"{part.name} has a line of more than {_LONGEST_LINE:,} letters. {_AGAIN}"
                raise SourceError(message)
            yield from complete.split(b"\n")
    yield remainder


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(4)


def _of_folder(folder: Path) -> list[SourceFile]:
    files = sorted(file for file in folder.rglob("*") if _is_csv(file.name) and file.is_file())
    return [
        SourceFile(file.relative_to(folder).as_posix(), file.stat().st_size, _opener(file))
        for file in files
    ]


def _opener(file: Path) -> Callable[[], IO[bytes]]:
    return lambda: file.open("rb")


def _of_zip(name: str, packed: zipfile.ZipFile) -> list[SourceFile]:
    members = sorted(packed.infolist(), key=lambda info: info.filename)
    if any(info.filename == "[Content_Types].xml" for info in members):
        message = f"{name} is a spreadsheet. Save it as CSV."
        raise SourceError(message)
    tables = [info for info in members if _is_csv(info.filename.rpartition("/")[2])]
    for info in tables:
        if info.file_size > max(_SMALL, info.compress_size * _MAX_GROWTH):
            message = (
                f"{info.filename} in {name} would grow from {info.compress_size:,} bytes to "
                f"{info.file_size:,}, so it is no table of postcodes. {_AGAIN}"
            )
            raise SourceError(message)
    return [SourceFile(info.filename, info.file_size, _unpacker(packed, info)) for info in tables]


def _unpacker(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: packed.open(info)


def _is_csv(name: str) -> bool:
    return name.lower().endswith(".csv") and not name.startswith(".")


def _sized(name: str, parts: list[SourceFile]) -> list[SourceFile]:
    """Return the parts.

    Raises:
        SourceError: there is nothing to read, or too much.
    """
    if not parts:
        message = f"{name} holds no file whose name ends in .csv. {_AS_PUBLISHED}"
        raise SourceError(message)
    if not any(part.size for part in parts):
        message = f"{name} is empty. {_AGAIN}"
        raise SourceError(message)
    if sum(part.size for part in parts if not part.is_piece) > MAX_BYTES:
        message = f"{name} holds more than {MAX_BYTES // 10**9} GB of tables. {_AS_PUBLISHED}"
        raise SourceError(message)
    return parts
