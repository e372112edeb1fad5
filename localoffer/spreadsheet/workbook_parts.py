"""The parts of a workbook's file before they are read: what could do harm is refused."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

from localoffer.problems import UsageError

#: Bytes of all parts unpacked, and their number. A workbook of a thousand services has a tenth.
_MOST_BYTES: Final = 150_000_000
_MOST_PARTS: Final = 2_000

#: What an encrypted workbook and an .xls begin with (Compound File Binary, MS-CFB 2.2).
_COMPOUND = b"\xd0\xcf\x11\xe0"
_SAVE = "Open it and save it as an Excel workbook (.xlsx)."
_OTHERS: Final = {
    ".xls": f"is an old Excel workbook. {_SAVE}",
    ".xlsm": f"is a workbook with macros, which are never run here. {_SAVE}",
    ".xltx": f"is a template. {_SAVE}",
    ".xlsb": f"is a binary workbook. {_SAVE}",
    ".ods": f"is an OpenDocument spreadsheet. {_SAVE}",
    ".numbers": "is a Numbers spreadsheet. Export it as an Excel workbook (.xlsx).",
    ".pdf": "is a PDF, and no spreadsheet. Name the workbook itself.",
}
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_JOINED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"[A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7})\""
)
_MOST_ROWS: Final = 1_048_576


def require_workbook(file: Path) -> None:
    """Make sure that a file is a workbook that can be opened without harm.

    Raises:
        UsageError: it is none, is too large, or holds what no workbook needs.
    """
    other = _OTHERS.get(file.suffix.lower())
    if other:
        raise UsageError(f"{file} {other}")
    if not zipfile.is_zipfile(file):
        with file.open("rb") as stream:
            is_compound = stream.read(4) == _COMPOUND
        why = "has a password, or is an old Excel workbook" if is_compound else "is no workbook"
        raise UsageError(f"{file} {why}. {_SAVE} Nothing was changed.")
    try:
        with zipfile.ZipFile(file) as archive:
            _require_small(file, archive)
            for part in archive.namelist():
                _require_plain(file, part, archive.read(part))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise UsageError(f"{file} is damaged ({error}). {_SAVE} Nothing was changed.") from None


def joined_rows_in(file: Path, part: str) -> frozenset[int]:
    """Return the numbers of the rows of a sheet that have cells joined into one.

    ``part`` is the path of the sheet inside the workbook.
    """
    with zipfile.ZipFile(file) as archive:
        found = _JOINED.findall(archive.read(part.removeprefix("/")))
    return frozenset(
        row
        for first, last in found
        for row in range(int(first), min(int(last), int(first) + 1000, _MOST_ROWS) + 1)
    )


def _require_small(file: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS:
        message = (
            f"{file} unpacks to {size / 1e6:,.0f} MB in {len(parts):,} parts: more than records "
            "need. Copy the sheets into a new workbook, without pictures. Nothing was changed."
        )
        raise UsageError(message)


def _require_plain(file: Path, part: str, content: bytes) -> None:
    if not part.lower().endswith((".xml", ".rels", ".vml")):
        return
    if _DECLARATION.search(content) or content.startswith(_WIDE):
        message = f"{file} declares entities of its own ({part}), as no workbook of Excel does. "
        raise UsageError(f"{message}{_SAVE} Nothing was changed.")
