"""A spreadsheet as a workbook for Excel: every cell is text, choices are drop-downs."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.datavalidation import DataValidation

from localoffer.spreadsheet.cell_text import to_cell, value_at
from localoffer.spreadsheet.choices import KnownIds, options_of
from localoffer.spreadsheet.columns import NEEDED_MARK, CellForm, Column
from localoffer.spreadsheet.council_records import CouncilRecord
from localoffer.spreadsheet.export_sheets import INFERRED, ExportSheet, lacking
from localoffer.spreadsheet.hints import KEY_HINT, README, hint_of
from localoffer.spreadsheet.tables import EXPORTED, KEY_TITLES, letter_of
from localoffer.spreadsheet.workbook_look import Look, comment_on, width_of

CHOICES: Final = "choices"
GUIDE: Final = "read me first"

#: Letters of one cell of what was exported: far from Excel's limit.
_CHUNK = 20_000

#: Rows below the last record that have drop-downs too, for new records.
_MORE_ROWS = 500

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(file: Path, sheets: Sequence[ExportSheet], known: KnownIds) -> None:
    """Write sheets to a workbook, with what is exported on a hidden one.

    Raises:
        OSError: the file cannot be written.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "Local Offer"
    _write_guide(book)
    lists: dict[tuple[str, ...], str] = {}
    for sheet in sheets:
        _write_sheet(book, sheet, known, lists)
    _write_choices(book, lists)
    _write_exported(book, sheets)
    file.parent.mkdir(parents=True, exist_ok=True)
    book.save(file)


def escaped(text: str) -> str:
    """Return text as a cell of a workbook holds it: ``_x0041_`` would be read as the letter A."""
    return _ESCAPED.sub("_x005F_", text)


def _write_guide(book: Workbook) -> None:
    page = book.create_sheet(GUIDE)
    page.column_dimensions["A"].width = 110
    for line in README:
        page.append([line])


def _write_sheet(
    book: Workbook, sheet: ExportSheet, known: KnownIds, lists: dict[tuple[str, ...], str]
) -> None:
    page = book.create_sheet(sheet.name)
    look = Look()
    last = letter_of(len(sheet.columns))
    page.freeze_panes = "C2" if sheet.kind.is_folder else "B2"
    page.auto_filter.ref = f"A1:{last}{len(sheet.records) + 1}"
    page.column_dimensions["A"].width = 30 if sheet.kind.is_folder else 8
    for number, column in enumerate(sheet.columns, 1):
        _lay_out(page, letter_of(number), column)
        _add_choices(page, letter_of(number), column, options_of(column, known), lists, sheet)
    page.append(list(_head(page, sheet, known, look)))
    for record in sheet.records:
        page.append(list(_row(page, record, sheet.columns, look)))


def _lay_out(page: Any, letter: str, column: Column) -> None:
    dimension = page.column_dimensions[letter]
    dimension.width = width_of(column)
    dimension.number_format = Look.TEXT_FORMAT
    numbers = [step for step in column.place if isinstance(step, int)]
    if any(numbers):
        dimension.outlineLevel = 1


def _add_choices(
    page: Any,
    letter: str,
    column: Column,
    options: tuple[str, ...],
    lists: dict[tuple[str, ...], str],
    sheet: ExportSheet,
) -> None:
    if not options:
        return
    place = lists.setdefault(options, letter_of(len(lists)))
    formula = f"{CHOICES}!${place}$1:${place}${len(options)}"
    rule = DataValidation("list", formula1=formula, allow_blank=True)
    rule.showErrorMessage = column.form is CellForm.ONE
    rule.errorTitle = "Not one of the choices"
    rule.error = "Choose one from the list, or leave the cell empty."
    rule.add(f"{letter}2:{letter}{len(sheet.records) + _MORE_ROWS}")
    page.data_validations.append(rule)


def _head(page: Any, sheet: ExportSheet, known: KnownIds, look: Look) -> Iterator[Any]:
    key = _text_cell(page, KEY_TITLES[sheet.kind.is_folder])
    look.dress_head(key, is_needed=False)
    key.comment = comment_on(KEY_HINT[sheet.kind.is_folder])
    yield key
    for column in sheet.columns:
        cell = _text_cell(page, column.title + (NEEDED_MARK if column.is_needed else ""))
        look.dress_head(cell, is_needed=column.is_needed)
        cell.comment = comment_on(hint_of(column, options_of(column, known)))
        yield cell


def _row(page: Any, record: CouncilRecord, columns: Sequence[Column], look: Look) -> Iterator[Any]:
    values, missing = record.cells, lacking(record)
    inferred = record.exported.values.get(INFERRED) or ()
    yield look.dress(_text_cell(page, record.key), "key")
    for column in columns:
        text = to_cell(value_at(values, column.place), column.form)
        if text:
            sort = "inferred" if column.name in inferred else "plain"
            yield look.dress(_text_cell(page, escaped(text)), sort)
        else:
            is_missing = column.name in missing and column.is_needed
            yield look.dress(WriteOnlyCell(page), "missing") if is_missing else None


def _text_cell(page: Any, text: str) -> Any:
    """Return a cell that is text, whatever it begins with: nothing in it is ever worked out."""
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    return cell


def _write_choices(book: Workbook, lists: dict[tuple[str, ...], str]) -> None:
    page = book.create_sheet(CHOICES)
    page.sheet_state = "hidden"
    for number in range(max(map(len, lists), default=0)):
        cells = (options[number] if number < len(options) else None for options in lists)
        page.append([_text_cell(page, text) if text else None for text in cells])


def _write_exported(book: Workbook, sheets: Sequence[ExportSheet]) -> None:
    page = book.create_sheet(EXPORTED)
    page.sheet_state = "veryHidden"
    for sheet in sheets:
        for record in sheet.records:
            text = record.exported.as_json()
            chunks = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
            cells = (sheet.name, record.key, *map(escaped, chunks))
            page.append([_text_cell(page, cell) for cell in cells])
