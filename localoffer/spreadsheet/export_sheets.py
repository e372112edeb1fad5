"""What a spreadsheet shows: the sheets, their columns and the records in them."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from localoffer.check.drafts import is_draft, missing_fields
from localoffer.kinds import Kind
from localoffer.model.service import Service
from localoffer.problems import Problem
from localoffer.spreadsheet.columns import Column, columns_of
from localoffer.spreadsheet.council_records import (
    SHEET_KINDS,
    CouncilRecord,
    read_council_records,
    sheet_name,
)

#: What a record is known by to people, shown first.
_NAMES = ("name", "title", "term", "role")


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Which records are shown: those with gaps, those that lack one of ``fields``, some kinds."""

    gaps: bool = False
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether only records of the work list are shown."""
        return self.gaps or bool(self.fields)


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """A sheet: a kind of record, its columns and its records; ``problems`` are of unread files."""

    kind: Kind
    columns: Sequence[Column]
    records: Sequence[CouncilRecord]
    problems: Sequence[Problem] = ()

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return sheet_name(self.kind)


def export_sheets(content: Path, choice: ExportChoice) -> Iterator[ExportSheet]:
    """Yield a sheet for each kind of record; of the work list only kinds that have gaps."""
    for kind in SHEET_KINDS:
        if choice.kinds and not {kind.name, sheet_name(kind)} & set(choice.kinds):
            continue
        found = read_council_records(content, kind)
        records = [one for one in found.records if _is_wanted(one, choice)]
        if records or not choice.is_part:
            columns = columns_of(kind, [one.exported.values for one in records])
            ordered = _in_order(columns, _first(records, choice))
            yield ExportSheet(kind, ordered, records, found.problems)


def lacking(record: CouncilRecord) -> tuple[str, ...]:
    """Return the fields that a record lacks of those that a finished one has."""
    values = record.exported.values
    if record.kind.model is Service:
        return missing_fields(values)
    fields = record.kind.model.model_fields.items()
    return tuple(name for name, field in fields if field.is_required() and not values.get(name))


def _is_wanted(record: CouncilRecord, choice: ExportChoice) -> bool:
    if choice.fields:
        return any(_lacks(record, name) for name in choice.fields)
    return not choice.gaps or bool(lacking(record)) or is_draft(record.exported.values)


def _lacks(record: CouncilRecord, name: str) -> bool:
    is_field = name in record.kind.model.model_fields
    return is_field and record.exported.values.get(name) in (None, "", [], {})


def _first(records: Collection[CouncilRecord], choice: ExportChoice) -> list[str]:
    """Return the fields to show first: what was asked for, then what most records lack."""
    if not choice.is_part:
        return []
    counts = Counter(name for record in records for name in lacking(record))
    return [*choice.fields, *(name for name, _ in counts.most_common())]


def _in_order(columns: Sequence[Column], first: Sequence[str]) -> list[Column]:
    """Return columns in their order, but for a record's name and the fields to show first."""

    def place(column: Column) -> int:
        if column.name in _NAMES:
            return -1
        return first.index(column.name) if column.name in first else len(first)

    return sorted(columns, key=place)
