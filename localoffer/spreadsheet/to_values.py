"""A row of a sheet as the fields of a record: what nobody touched is what was exported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from localoffer.kinds import Kind
from localoffer.read.source import FieldPath
from localoffer.spreadsheet.cell_text import from_cell, normal, to_cell, value_at
from localoffer.spreadsheet.chosen_words import KnownNames, chosen
from localoffer.spreadsheet.columns import TEXT, Column, column_titled, order_in
from localoffer.spreadsheet.council_records import with_text
from localoffer.spreadsheet.tables import ExportedRecord, Table, TableRow
from localoffer.spreadsheet.typed_cells import typed_text

_EMPTY: Final = ExportedRecord({})


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell: its column's title, what it says, and what to write."""

    title: str
    message: str
    fix: str


@dataclass(slots=True)
class RowValues:
    """A record as a row has it, and which of its fields were changed there.

    ``notes`` tell what was mended, as (title, what was done).
    """

    record: ExportedRecord
    touched: tuple[str, ...] = ()
    faults: list[CellFault] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def columns_in(table: Table, kind: Kind) -> tuple[dict[str, Column], list[str]]:
    """Return the columns of a sheet by title, and the titles that no record has a fact for.

    Columns stand in the order of the record's fields, however people moved them.
    """
    titles = [title for title in table.letters if title != table.key]
    found = [column for title in titles if (column := column_titled(kind, title))]
    known = {one.title: one for one in sorted(found, key=lambda one: order_in(kind, one))}
    return known, [title for title in titles if title not in known]


def to_values(
    row: TableRow,
    columns: Mapping[str, Column],
    exported: ExportedRecord | None,
    names: KnownNames | None = None,
) -> RowValues:
    """Return what a row makes of the record that was exported; of none in a new row.

    ``names`` are those of rows of lists (see ``known_names``): who writes one means its id.
    """
    before = with_text(exported or _EMPTY)
    result = RowValues(exported or _EMPTY)
    values = dict(before)
    touched: dict[str, None] = {}
    for column in columns.values():
        text = _changed_text(row, column, before, result)
        if text is not None:
            touched[column.name] = None
            leaf, notes = chosen(from_cell(text, column.form), column, names or {})
            values[column.name] = _with_leaf(values.get(column.name), column.place[1:], leaf)
            result.notes += ((column.title, note) for note in notes)
    for name in touched:
        values[name] = _compact(values[name])
    text = str(values.pop(TEXT, None) or "")
    filled = {name: value for name, value in values.items() if value is not None}
    result.record, result.touched = ExportedRecord(filled, text), tuple(touched)
    return result


def _changed_text(
    row: TableRow, column: Column, before: Mapping[str, Any], result: RowValues
) -> str | None:
    """Return the text of a cell that was changed, else None; ``result`` gets what is to tell."""
    expected = normal(to_cell(value_at(before, column.place), column.form))
    typed = typed_text(row.cells.get(column.title), column, expected)
    if typed.error:
        result.faults.append(CellFault(column.title, *typed.error))
        return None
    if typed.note:
        result.notes.append((column.title, typed.note))
    return typed.text if typed.text != expected else None


def _with_leaf(value: Any, place: FieldPath, leaf: Any) -> Any:
    """Return a value with another one at a place inside it, however much of the way is there."""
    if not place:
        return leaf
    step, rest = place[0], place[1:]
    if isinstance(step, int):
        rows = list(value) if isinstance(value, list) else []
        rows += [{} for _ in range(step + 1 - len(rows))]
        rows[step] = _with_leaf(rows[step], rest, leaf)
        return rows
    inner = dict(value) if isinstance(value, Mapping) else {}
    inner[step] = _with_leaf(inner.get(step), rest, leaf)
    return inner


def _compact(value: Any) -> Any:
    """Return a value without what is empty in it; None where nothing is left."""
    if isinstance(value, Mapping):
        inner = {name: _compact(part) for name, part in value.items()}
        return {name: part for name, part in inner.items() if part is not None} or None
    if isinstance(value, list):
        return [part for part in map(_compact, value) if part is not None] or None
    return value or None
