"""What became of each row of a spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from localoffer.importers.shared.merge import MergeConflict
from localoffer.spreadsheet.tables import ExportedRecord
from localoffer.spreadsheet.to_values import CellFault


class RowAction(StrEnum):
    """What an import did with a row, or with a record whose row is gone."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "not taken: something is wrong with the row"
    WITHOUT_ROW = "without a row any more: nothing was deleted"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that was changed; None stands for nothing."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row: ``number`` is that of the row, 0 where there is none any more.

    ``path`` is the file of its record, ``faults`` are what is wrong with it. ``notes`` say what
    was mended, or what a person may want to do now. ``taken`` is what the row said, but for what
    was not taken: what its next import compares it with, by ``key``.
    """

    sheet: str
    number: int
    action: RowAction
    name: str = ""
    path: str = ""
    changes: Sequence[FieldChange] = ()
    conflicts: Sequence[MergeConflict] = ()
    faults: Sequence[CellFault] = ()
    notes: Sequence[str] = ()
    key: str = ""
    taken: ExportedRecord | None = None


@dataclass(frozen=True, slots=True)
class SheetOutcome:
    """What became of a sheet: its rows, and the new text of each file, by path.

    ``letters`` are those of its columns by title; ``remarks`` are about the sheet as a whole.
    """

    sheet: str
    letters: Mapping[str, str]
    rows: Sequence[RowOutcome] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence[str] = ()
