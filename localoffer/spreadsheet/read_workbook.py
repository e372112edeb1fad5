"""A workbook of Excel as a spreadsheet in memory: values alone, no formula or macro is ever run."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from localoffer.problems import UsageError
from localoffer.spreadsheet.tables import (
    EXPORTED,
    CellError,
    CellValue,
    ExportedRecord,
    Formula,
    Spreadsheet,
    Table,
    exported_record,
    table_of,
)
from localoffer.spreadsheet.workbook_parts import joined_rows_in, require_workbook
from localoffer.spreadsheet.write_workbook import CHOICES, GUIDE

#: Rows and columns of a sheet that are looked at.
_MOST_ROWS: Final = 50_000
_MOST_COLUMNS: Final = 2_000

#: A letter as a workbook may write it (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
_LETTER = re.compile(r"_x([0-9A-Fa-f]{4})_")

_DAMAGED = (
    InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, ParseError,
    zipfile.BadZipFile, zlib.error, EOFError, OverflowError,
)  # fmt: skip


def read_workbook(file: Path) -> Spreadsheet:
    """Return the sheets of a workbook, and what was exported to it.

    Raises:
        UsageError: it cannot be read whole.
    """
    require_workbook(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with file.open("rb") as opened, closing(load_workbook(opened, read_only=True)) as book:
                return _spreadsheet(file, book)
        except _DAMAGED as error:
            message = f"{file} cannot be read ({type(error).__name__}: {str(error)[:60]}). "
            fix = "Open it, save it as an Excel workbook (.xlsx), and try again."
            raise UsageError(f"{message}{fix} Nothing was changed.") from None


def unescaped(text: str) -> str:
    """Return the text of a cell with letters in the place of their codes (``_x000D_``)."""
    return _LETTER.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _spreadsheet(file: Path, book: Any) -> Spreadsheet:
    pages = [page for page in book.worksheets if page.title not in (CHOICES, GUIDE, EXPORTED)]
    tables = [_table(file, page) for page in pages]
    known: tuple[Table, ...] = tuple(table for table in tables if table)
    exported = _exported(book[EXPORTED]) if EXPORTED in book.sheetnames else {}
    return Spreadsheet(known, exported)


def _table(file: Path, page: Any) -> Table | None:
    table = table_of(page.title, list(_rows(file, page)))
    if table is None:
        return None
    part = page._worksheet_path  # noqa: SLF001 - a sheet read this way tells of no joined cells
    return replace(table, joined=joined_rows_in(file, part))


def _rows(file: Path, page: Any) -> Iterator[tuple[int, tuple[CellValue, ...]]]:
    page.reset_dimensions()
    width = 0
    for number, row in enumerate(page.iter_rows(max_col=_MOST_COLUMNS, max_row=1), 1):
        titles = [_value(cell) for cell in row]
        width = max((at for at, title in enumerate(titles, 1) if title is not None), default=0)
        yield number, tuple(titles[:width])
    if not width:
        return
    gap = None
    for number, row in enumerate(page.iter_rows(min_row=2, max_col=width), 2):
        if row is gap:
            continue
        values = tuple(_value(cell) for cell in row)
        if all(value is None for value in values):
            gap = row
            continue
        if number > _MOST_ROWS:
            message = (
                f"{file}: the sheet {page.title} has something in row {number:,}, and more than "
                f"{_MOST_ROWS:,} rows are not read. Delete what is far below the last record, save "
                "it and try again. Nothing was changed."
            )
            raise UsageError(message)
        yield number, values


def _value(cell: Any) -> CellValue:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Formula(value if isinstance(value, str) else "=")
    if cell.data_type == "e":
        return CellError(value)
    return unescaped(value) if isinstance(value, str) else value


def _exported(page: Any) -> dict[str, dict[str, ExportedRecord]]:
    page.reset_dimensions()
    exported: dict[str, dict[str, ExportedRecord]] = {}
    for row in page.iter_rows():
        name, key, *chunks = (unescaped(str(cell.value)) for cell in row if cell.value is not None)
        exported.setdefault(name, {})[key] = exported_record("".join(chunks))
    return exported
