"""The register's files as published: a CSV, or a zip that holds it, in one of two encodings.

"Get information about schools" writes Windows-1252; what people save again is often UTF-8.
"""

import codecs
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from localoffer.problems import LocalOfferError

#: The whole register is some 60 MB; what is ten times as large is something else.
MAX_BYTES = 600_000_000
_MAX_GROWTH = 200
_SMALL = 10_000_000
_CHUNK = 1 << 20
_HEAD = 1024
_AGAIN = "download the CSV from Get information about schools again"

#: How files begin that are no CSV, and what they are.
_FOREIGN = (
    (b"<", "a web page, perhaps the register's sign-in or error page, and not its CSV"),
    (b"%PDF", "a PDF and not the register's CSV"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook and not the register's CSV"),
    (b"\x1f\x8b", "packed with gzip, which is not read here"),
    (b"\xff\xfe", "saved as UTF-16 and not as the register publishes it"),
    (b"\xfe\xff", "saved as UTF-16 and not as the register publishes it"),
    (b"{", "JSON and not the register's CSV"),
    (b"[", "JSON and not the register's CSV"),
)

ReportBytes = Callable[[int], None]


class RegisterError(LocalOfferError):
    """The register cannot be read; the message is one sentence on why and what to do."""

    def __init__(self, name: str, problem: str, fix: str = _AGAIN) -> None:
        super().__init__(f"{name} {problem}, so nothing was changed: {fix}.")


@dataclass(frozen=True, slots=True)
class CsvFile:
    """One file of a source: its name, its size in bytes, and how to open it."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]


@contextmanager
def opened(source: Path) -> Iterator[list[CsvFile]]:
    """Open a CSV, or the CSV files in a zip.

    Raises:
        RegisterError: there is none, it is too big, or it cannot be read.
    """
    if str(source).startswith(("http:", "https:")):
        raise RegisterError(str(source), "is on the web", "download it, and name the file")
    if not source.is_file():
        problem = "is a folder" if source.is_dir() else "is not there"
        raise RegisterError(
            str(source), problem, "name the register's CSV, or the zip that holds it"
        )
    try:
        with source.open("rb") as stream:
            packed = stream.read(2) == b"PK"
        if packed:
            with zipfile.ZipFile(source) as archive:
                yield _of_zip(source.name, archive)
        else:
            size = source.stat().st_size
            yield [_sized(CsvFile(source.name, size, lambda: source.open("rb")))]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise RegisterError(source.name, "is a damaged zip") from None
    except RuntimeError:  # it is encrypted
        fix = "unpack it, and name the CSV"
        raise RegisterError(source.name, "is locked with a password", fix) from None
    except OSError as error:
        reason = error.strerror or "it is damaged"
        raise RegisterError(str(source), f"cannot be read ({reason})") from None


def encoding_of(file: CsvFile, report_bytes: ReportBytes) -> str:
    """Return ``utf-8-sig`` or ``cp1252``.

    Raises:
        RegisterError: it is no text, or breaks off.
    """
    decoder, encoding, quotes = codecs.getincrementaldecoder("utf-8")(), "utf-8-sig", 0
    with file.open() as stream:
        while chunk := stream.read(_CHUNK):
            report_bytes(len(chunk))
            quotes += chunk.count(b'"')
            if b"\0" in chunk:
                raise RegisterError(file.name, "is not a file of text")
            encoding = encoding if _decodes(decoder, chunk) else "cp1252"
    if quotes % 2:
        raise RegisterError(file.name, "breaks off: a quotation mark in it never closes")
    return encoding if _decodes(decoder, b"", final=True) else "cp1252"


def lines(file: CsvFile, encoding: str, report_bytes: ReportBytes) -> Iterator[str]:
    """Yield a file's lines with their line ends; report their length as they pass."""
    with TextIOWrapper(file.open(), encoding, errors="replace", newline="") as text:
        for line in text:
            report_bytes(len(line))
            yield line


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def require_csv(file: CsvFile) -> None:
    """Make sure that a file does not begin as something else than a CSV.

    Raises:
        RegisterError: it does, and what it seems to be.
    """
    with file.open() as stream:
        head = stream.read(_HEAD).removeprefix(codecs.BOM_UTF8).lstrip()
    if not head:
        raise RegisterError(file.name, "is empty")
    for start, description in _FOREIGN:
        if head.startswith(start):
            raise RegisterError(file.name, f"is {description}")
    if b"\0" in head:
        raise RegisterError(file.name, "is not a file of text")


def _of_zip(name: str, archive: zipfile.ZipFile) -> list[CsvFile]:
    members = archive.infolist()
    if any(member.filename == "[Content_Types].xml" for member in members):
        raise RegisterError(name, "is an Excel workbook and not the register's CSV")
    tables = [member for member in members if member.filename.lower().endswith(".csv")]
    if not tables:
        raise RegisterError(name, "holds no CSV")
    for member in tables:
        if member.file_size > max(_SMALL, member.compress_size * _MAX_GROWTH):
            raise RegisterError(name, f"would grow to {member.file_size:,} bytes")
    return [
        _sized(
            CsvFile(
                member.filename.rpartition("/")[2], member.file_size, _unpacker(archive, member)
            )
        )
        for member in tables
    ]


def _unpacker(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(member)


def _sized(file: CsvFile) -> CsvFile:
    if not file.size:
        raise RegisterError(file.name, "is empty")
    if file.size > MAX_BYTES:
        raise RegisterError(file.name, f"holds more than {MAX_BYTES // 10**6} MB")
    return file
