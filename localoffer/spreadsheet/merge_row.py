"""The three-way merge of a row: what was exported, what the sheet has now, and the file here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from localoffer.check.drafts import missing_fields
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.layout import Layout
from localoffer.importers.shared.merge import BODY, MergeConflict, merge
from localoffer.kinds import Kind
from localoffer.model.service import Service
from localoffer.spreadsheet.cell_text import normal
from localoffer.spreadsheet.columns import TEXT, order_of
from localoffer.spreadsheet.council_records import with_text
from localoffer.spreadsheet.export_sheets import INFERRED
from localoffer.spreadsheet.row_outcome import FieldChange
from localoffer.spreadsheet.tables import ExportedRecord
from localoffer.spreadsheet.to_values import CellFault, RowValues

_STAYS = "A finished page cannot do without it, so it stays as it was."
_INSTEAD = "Write another value, or draft: yes to take the page off the site."


@dataclass(frozen=True, slots=True)
class MergedRow:
    """What a row changes: fields (None: taken out), and the text below the header or None.

    ``faults`` are values that a finished page cannot do without. ``taken`` is what the row says,
    with what it was compared with where the file kept its own.
    """

    changes: Mapping[str, Any]
    text: str | None
    conflicts: tuple[MergeConflict, ...]
    faults: tuple[CellFault, ...]
    taken: ExportedRecord

    def told(self, current: ExportedRecord) -> list[FieldChange]:
        """Return its changes beside what the file has now."""
        fields = [
            FieldChange(name, current.values.get(name), value)
            for name, value in self.changes.items()
        ]
        if self.text is None:
            return fields
        return [*fields, FieldChange(TEXT, current.text or None, self.text or None)]


def merge_row(
    kind: Kind, row: RowValues, exported: ExportedRecord | None, current: ExportedRecord
) -> MergedRow:
    """Return what a row changes in a record's file, which is ``current``."""
    base = _published(exported) if exported else None
    incoming = _published(row.record)
    merged = merge(current.values, current.text, base, incoming, _layout(kind), alike=_alike)
    faults = tuple(
        CellFault(name, f"{name} is empty now. {_STAYS}", _INSTEAD)
        for name in merged.kept_edits
        if name in row.touched and name not in incoming.values
    )
    changes = {**merged.changes, **_confirmed(row, merged.changes, current)}
    conflicts = tuple(
        MergeConflict(TEXT if one.field == BODY else one.field, one.current, one.incoming)
        for one in merged.conflicts
    )
    left = {*(one.field for one in conflicts), *(fault.title for fault in faults)}
    return MergedRow(changes, merged.body, conflicts, faults, _taken(row, exported, left))


def _taken(
    row: RowValues, exported: ExportedRecord | None, left: Collection[str]
) -> ExportedRecord:
    """Return what a row says, but for the fields that were ``left`` as they are in the file."""
    before = with_text(exported) if exported else {}
    values = {name: value for name, value in with_text(row.record).items() if name not in left}
    values |= {name: before[name] for name in left if name in before}
    text = str(values.pop(TEXT, ""))
    return ExportedRecord(values, text)


def _confirmed(
    row: RowValues, changes: Mapping[str, Any], current: ExportedRecord
) -> dict[str, list[str] | None]:
    """Return the fields that are still to be looked at, if a person has now written one of them."""
    inferred = current.values.get(INFERRED)
    if not isinstance(inferred, list) or INFERRED in row.touched:
        return {}
    left = [name for name in inferred if name not in changes]
    return {INFERRED: left or None} if left != inferred else {}


def _published(record: ExportedRecord) -> PublishedRecord:
    return PublishedRecord("", "", record.values, record.text)


def _layout(kind: Kind) -> Layout:
    required = [name for name, field in kind.model.model_fields.items() if field.is_required()]

    def missing(values: Mapping[str, Any]) -> tuple[str, ...]:
        if kind.model is Service:
            return missing_fields(values)
        return tuple(name for name in required if not values.get(name))

    return Layout(order_of(kind), (), (), missing, kind.name, "spreadsheet")


def _alike(value: Any) -> Any:
    """Return a value as it is compared: only the order of names and line ends do not count."""
    if isinstance(value, Mapping):
        return {str(name): _alike(inner) for name, inner in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [_alike(inner) for inner in value]
    return normal(str(value)) if value is not None else ""
