"""A spreadsheet as a folder of CSV files, one for each kind of record."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from localoffer.importers.shared.notes import shortened
from localoffer.problems import UsageError
from localoffer.read.csv_rows import csv_rows, text_in
from localoffer.spreadsheet.cell_text import to_cell, value_at
from localoffer.spreadsheet.columns import NEEDED_MARK
from localoffer.spreadsheet.export_sheets import ExportSheet
from localoffer.spreadsheet.tables import (
    EXPORTED,
    KEY_TITLES,
    ExportedRecord,
    Spreadsheet,
    Table,
    records_as_json,
    records_in,
    table_of,
)

_EXPORTED_FILE: Final = f"{EXPORTED}.json"

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
        sheet.name: {record.key: record.exported for record in sheet.records} for sheet in sheets
    }
    for sheet in sheets:
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(_rows(sheet))
    (folder / _EXPORTED_FILE).write_text(records_as_json(exported), encoding="utf-8")


def read_csv_folder(place: Path) -> Spreadsheet:
    """Return a folder of CSV files, or a single one with the file that says what was exported.

    Raises:
        UsageError: a file cannot be read.
    """
    files = sorted(place.glob("*.csv")) if place.is_dir() else [place]
    if not files:
        raise UsageError(f"There is no CSV file in {place}. Name a folder that export wrote.")
    folder = place if place.is_dir() else place.parent
    tables = [table_of(file.stem, list(_plain_rows(file))) for file in files]
    known: tuple[Table, ...] = tuple(table for table in tables if table)
    return Spreadsheet(known, _exported(folder / _EXPORTED_FILE))


def guarded(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula: with an apostrophe before it."""
    return f"'{text}" if _BEGINS_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return text without the apostrophe that ``guarded`` gives it."""
    return text[1:] if _GUARDED.match(text) else text


def _plain_rows(file: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(csv_rows(file), 1):
        yield number, tuple(map(unguarded, row))


def _rows(sheet: ExportSheet) -> Iterator[list[str]]:
    titles = (one.title + (NEEDED_MARK if one.is_needed else "") for one in sheet.columns)
    yield [KEY_TITLES[sheet.kind.is_folder], *titles]
    for record in sheet.records:
        values = record.cells
        cells = (to_cell(value_at(values, one.place), one.form) for one in sheet.columns)
        yield [record.key, *map(guarded, cells)]


def _exported(file: Path) -> dict[str, dict[str, ExportedRecord]]:
    if not file.is_file():
        return {}
    try:
        return records_in(text_in(file))
    except ValueError as error:
        message = (
            f"{file} cannot be read ({shortened(error, 60)}). It says what was exported: "
            "bring it back as it was, or take it away to add new records only."
        )
        raise UsageError(message) from None
