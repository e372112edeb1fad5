"""A spreadsheet as a folder of CSV files, one for each kind of record."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from localoffer.importers.shared.notes import shortened
from localoffer.problems import UsageError
from localoffer.spreadsheet.cell_text import to_cell, value_at
from localoffer.spreadsheet.columns import NEEDED_MARK
from localoffer.spreadsheet.export_sheets import ExportSheet
from localoffer.spreadsheet.tables import (
    EXPORTED,
    KEY_TITLES,
    ExportedRecord,
    Spreadsheet,
    Table,
    exported_record,
    table_of,
)

#: Bytes of one file. A council's thousand services are a twentieth of this.
_MOST_BYTES: Final = 100_000_000

_EXPORTED_FILE: Final = f"{EXPORTED}.json"
_SEPARATORS: Final = (",", ";", "\t")
_BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")

#: What a spreadsheet program takes for the beginning of a formula (OWASP, "CSV Injection").
_BEGINS_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def write_csv_folder(folder: Path, sheets: Sequence[ExportSheet]) -> None:
    """Write a CSV file for each sheet, and one that says what was exported.

    Raises:
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    exported = {
        sheet.name: {record.key: record.exported.as_json() for record in sheet.records}
        for sheet in sheets
    }
    for sheet in sheets:
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(_rows(sheet))
    text = json.dumps({"exported": exported}, ensure_ascii=False)
    (folder / _EXPORTED_FILE).write_text(text, encoding="utf-8")


def read_csv_folder(place: Path) -> Spreadsheet:
    """Return a folder of CSV files, or a single one with the file that says what was exported.

    Raises:
        UsageError: a file cannot be read.
    """
    files = sorted(place.glob("*.csv")) if place.is_dir() else [place]
    if not files:
        raise UsageError(f"There is no CSV file in {place}. Name a folder that export wrote.")
    folder = place if place.is_dir() else place.parent
    tables = [table_of(file.stem, list(enumerate(read_csv(file), 1))) for file in files]
    known: tuple[Table, ...] = tuple(table for table in tables if table)
    return Spreadsheet(known, _exported(folder / _EXPORTED_FILE))


def read_csv(file: Path) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a CSV file, whatever separates its values and whatever encoding it has.

    Raises:
        UsageError: it cannot be read.
    """
    text = _text(file)
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)\s*", first, re.IGNORECASE)
    separator = named[1] if named else max(_SEPARATORS, key=first.count)
    source = io.StringIO(rest if named else text, newline="")
    try:
        for row in csv.reader(source, delimiter=separator):
            yield tuple(unguarded(cell) for cell in row)
    except csv.Error as error:
        raise UsageError(f"{file} cannot be read as CSV ({error}). Nothing was changed.") from None


def guarded(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula: with an apostrophe before it."""
    return f"'{text}" if _BEGINS_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return text without the apostrophe that ``guarded`` gives it."""
    return text[1:] if _GUARDED.match(text) else text


def _rows(sheet: ExportSheet) -> Iterator[list[str]]:
    titles = (one.title + (NEEDED_MARK if one.is_needed else "") for one in sheet.columns)
    yield [KEY_TITLES[sheet.kind.is_folder], *titles]
    for record in sheet.records:
        values = record.cells
        cells = (to_cell(value_at(values, one.place), one.form) for one in sheet.columns)
        yield [record.key, *map(guarded, cells)]


def _text(file: Path) -> str:
    if file.stat().st_size > _MOST_BYTES:
        most = _MOST_BYTES // 1_000_000
        raise UsageError(f"{file} is larger than {most} MB. Nothing was changed.")
    raw = file.read_bytes()
    try:
        encoding = "utf-16" if raw.startswith(_BYTE_ORDER_MARKS) else "utf-8-sig"
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _exported(file: Path) -> dict[str, dict[str, ExportedRecord]]:
    if not file.is_file():
        return {}
    try:
        sheets = json.loads(_text(file))["exported"]
        return {
            str(name): {str(key): exported_record(text) for key, text in records.items()}
            for name, records in sheets.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = (
            f"{file} cannot be read ({shortened(error, 60)}). It says what was exported: "
            "bring it back as it was, or take it away to add new records only."
        )
        raise UsageError(message) from None
