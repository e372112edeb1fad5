"""What a spreadsheet shows: the sheets, their columns and the records in them."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from localoffer.check.drafts import is_draft, missing_fields
from localoffer.kinds import Kind
from localoffer.model.import_rule import ImportRule
from localoffer.model.service import Service
from localoffer.problems import Problem
from localoffer.spreadsheet.columns import TEXT, Column, columns_of
from localoffer.spreadsheet.council_records import (
    SHEET_KINDS,
    CouncilRecord,
    read_council_records,
    sheet_name,
)
from localoffer.to_do.known_facts import facts_of

#: The field that names those which an import worked out from words.
INFERRED = "inferred_fields"

#: The owner of a record for which nobody answers, as the work list calls it.
NOBODY = "nobody"

#: What says what a record is about.
SUMMARY = "summary"

#: What a record is known by to people, shown first.
_NAMES = ("name", "title", "term", "role")


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Which records are shown: those with gaps, those that lack one of ``fields``, some kinds.

    ``fields`` are names of fields, or of facts as the work list calls them ("ages"). ``owners`` are
    the contacts whose records are shown; ``nobody`` stands for none.
    """

    gaps: bool = False
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether only records of the work list are shown."""
        return self.gaps or bool(self.fields) or bool(self.owners)


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
    """Yield a sheet for each kind of record; of the work list only kinds that have gaps.

    A row that tells the import what to do lacks nothing, though it may have fields of a service.
    """
    for kind in SHEET_KINDS:
        if choice.is_part and kind.model is ImportRule:
            continue
        if choice.kinds and not {kind.name, sheet_name(kind)} & set(choice.kinds):
            continue
        found = read_council_records(content, kind)
        records = [one for one in found.records if _is_wanted(one, choice)]
        if records or not choice.is_part:
            columns = columns_of(kind, [one.exported.values for one in records])
            ordered = _in_order(columns, _first(kind, records, choice))
            yield ExportSheet(kind, ordered, records, found.problems)


def lacking(record: CouncilRecord) -> tuple[str, ...]:
    """Return the fields that a record lacks of those that a finished one has."""
    values = record.exported.values
    if record.kind.model is Service:
        return missing_fields(values)
    fields = record.kind.model.model_fields.items()
    return tuple(name for name, field in fields if field.is_required() and not values.get(name))


def _is_wanted(record: CouncilRecord, choice: ExportChoice) -> bool:
    values = record.exported.values
    if choice.owners and (values.get("owner") or NOBODY) not in choice.owners:
        return False
    if choice.fields:
        return any(_lacks(record, name) for name in choice.fields)
    is_unfinished = is_draft(values) or bool(values.get(INFERRED))
    return not choice.gaps or is_unfinished or bool(lacking(record))


def _lacks(record: CouncilRecord, name: str) -> bool:
    """Return whether a record lacks a fact: a field, or what the work list calls by that name."""
    values, model = record.exported.values, record.kind.model
    fact = next((one for one in facts_of(model) if one.name == name), None)
    fields = fact.fields if fact else [one for one in (name,) if one in model.model_fields]
    absent = [one for one in fields if values.get(one) in (None, "", [], {})]
    return len(absent) == len(fields) > 0 if fact and fact.in_any else bool(absent)


def _first(kind: Kind, records: Collection[CouncilRecord], choice: ExportChoice) -> list[str]:
    """Return the fields to show first: what was asked for, then what most records lack.

    What as many lack stands in the order of the work list. Beside what was asked for stands what
    says it: the summary and the text.
    """
    if not choice.is_part:
        return []
    facts = facts_of(kind.model)
    useful = [field for fact in facts for field in fact.fields]
    asked = [
        field
        for name in choice.fields
        for fact in facts
        if fact.name == name
        for field in fact.fields
    ]
    counts = Counter(name for record in records for name in lacking(record))
    counted = sorted(counts, key=lambda name: (-counts[name], _index(useful, name)))
    beside = [SUMMARY, TEXT] if choice.fields else []
    return list(dict.fromkeys([*asked, *choice.fields, *beside, *counted]))


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def _in_order(columns: Sequence[Column], first: Sequence[str]) -> list[Column]:
    """Return columns in their order, but for a record's name and the fields to show first."""

    def place(column: Column) -> int:
        if column.name in _NAMES:
            return -1
        return _index(first, column.name)

    return sorted(columns, key=place)
