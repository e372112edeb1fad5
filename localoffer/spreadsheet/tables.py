"""A spreadsheet in memory, whether it is a workbook or a folder of CSV files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

#: What stands in the first column of every sheet: what a record is found by.
KEY_TITLES: Final = {True: "file", False: "row"}

#: The sheet, or the file, that says what was exported.
EXPORTED: Final = "exported"


class Formula(str):
    """A cell whose value a program would work out: it is never run."""

    __slots__ = ()


class CellError(str):
    """A cell that shows an error, such as #REF!."""

    __slots__ = ()


CellValue = str | int | float | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class ExportedRecord:
    """A record as it was when the spreadsheet was written: its fields, and its text."""

    values: Mapping[str, Any]
    text: str = ""

    def as_json(self) -> str:
        """Return it as a line of JSON."""
        return json.dumps({"values": self.values, "text": self.text}, ensure_ascii=False)


#: What was exported: by the name of a sheet, then by the key of a record.
ExportedRecords = Mapping[str, Mapping[str, ExportedRecord]]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a sheet: its number there, what it is found by, and its cells by title."""

    number: int
    key: str
    cells: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, the letters of its columns by title, and the rows that are not empty.

    ``key`` is the title of the column that records are found by, empty where there is none;
    ``joined`` are the numbers of rows with cells that were joined into one.
    """

    name: str
    letters: Mapping[str, str]
    rows: tuple[TableRow, ...]
    key: str = ""
    joined: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """What was read: its sheets, and what was exported."""

    tables: tuple[Table, ...]
    exported: ExportedRecords = field(default_factory=dict)


def records_as_json(records: ExportedRecords) -> str:
    """Return records by sheet and key as JSON, from which ``records_in`` reads them."""
    rows = {
        name: {key: record.as_json() for key, record in some.items()}
        for name, some in records.items()
    }
    return json.dumps({"exported": rows}, ensure_ascii=False)


def records_in(text: str) -> dict[str, dict[str, ExportedRecord]]:
    """Return records by sheet and key from their JSON.

    Raises:
        ValueError: the text is not what was written.
    """
    try:
        sheets = json.loads(text)["exported"]
        return {
            str(name): {str(key): exported_record(record) for key, record in records.items()}
            for name, records in sheets.items()
        }
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def exported_record(text: str) -> ExportedRecord:
    """Return a record from its line of JSON.

    Raises:
        ValueError: the text is not what was written.
    """
    row = json.loads(text)
    if isinstance(row, dict) and isinstance(row.get("values"), dict) and _is_text(row):
        return ExportedRecord(row["values"], str(row.get("text", "")))
    raise ValueError(text[:40])


def _is_text(value: Any) -> bool:
    """Return whether a value is text, or lists and mappings of text, as the reader gives them."""
    if isinstance(value, dict):
        return all(map(_is_text, value.values()))
    if isinstance(value, list):
        return all(map(_is_text, value))
    return isinstance(value, str)


def table_of(name: str, rows: list[tuple[int, tuple[CellValue, ...]]]) -> Table | None:
    """Return a sheet from its rows and their numbers; the first has the titles.

    None stands for a sheet without titles.
    """
    if not rows:
        return None
    titles = [" ".join(str(title or "").split()).removesuffix("*").rstrip() for title in rows[0][1]]
    letters = {title: letter_of(titles.index(title)) for title in titles if title}
    key = next((title for title in KEY_TITLES.values() if title in letters), "")
    found = []
    for number, values in rows[1:]:
        cells = {
            title: value
            for title, value in reversed([*zip(titles, values, strict=False)])
            if title and value is not None and str(value).strip()
        }
        if cells:
            found.append(TableRow(number, str(cells.pop(key, "")).strip(), cells))
    return Table(name, letters, tuple(found), key)


def letter_of(number: int) -> str:
    """Return the letters of a column, counted from 0: A, B … Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
