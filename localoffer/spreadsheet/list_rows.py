"""Rows whose records are rows of one file: what each changes there, and rows that are new."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from localoffer.kinds import Kind
from localoffer.problems import Problem, quoted
from localoffer.spreadsheet.columns import Column
from localoffer.spreadsheet.council_checks import CouncilChecks, faults_of
from localoffer.spreadsheet.council_records import CouncilRecords
from localoffer.spreadsheet.merge_row import MergedRow, merge_row
from localoffer.spreadsheet.row_outcome import RowAction, RowOutcome, SheetOutcome
from localoffer.spreadsheet.sheet_faults import sheet_faults
from localoffer.spreadsheet.tables import ExportedRecord, Table, TableRow
from localoffer.spreadsheet.to_values import CellFault, RowValues, to_values
from localoffer.write.edit_rows import YamlRows, edited_rows, rows_in

#: How much of a row has to be as it was exported, for it to be the same row.
_ALIKE = 0.5

_NAMED_BY = ("name", "term", "title", "role", "old", "words", "covers", "id")
_GONE = CellFault(
    "row",
    "The row is not there any more, or is quite another one since the export.",
    "Export again. To write a new one, empty this cell.",
)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A row of the sheet with what it changes: in the row ``at`` of the file, or as a new one."""

    outcome: RowOutcome
    at: int = -1
    merged: MergedRow | None = None
    added: Mapping[str, Any] | None = None

    @property
    def writes(self) -> bool:
        return self.added is not None or bool(self.merged and self.merged.changes)


@dataclass(frozen=True, slots=True)
class ListRows:
    """The rows of one sheet, beside those of the council's file.

    ``exported`` are the records as they were exported, or as their rows were taken last, by key;
    ``added`` are the ids of rows that were new at an earlier import.
    """

    table: Table
    kind: Kind
    columns: Mapping[str, Column]
    exported: Mapping[str, ExportedRecord]
    found: CouncilRecords
    checks: CouncilChecks
    added: Collection[str] = ()

    def outcome(self) -> SheetOutcome:
        """Return what becomes of every row, and the new text of the file if it changes."""
        file = self.found.rows
        if file is None:
            return self._unreadable(self.found.problems[0])
        known = sheet_faults(self.table)
        planned = [self._planned(file, row, known.get(row.number, ())) for row in self.table.rows]
        before = edited_rows(file, {})
        while any(one.writes for one in planned):
            text = _text(file, planned)
            faulty = self._faulty(file, planned, before, text)
            if not faulty:
                texts = {file.path: text}
                return self._sheet([one.outcome for one in planned], texts)
            planned = [
                _refused(one, faulty[number]) if number in faulty else one
                for number, one in enumerate(planned)
            ]
        return self._sheet([one.outcome for one in planned], {})

    def _sheet(self, rows: Sequence[RowOutcome], texts: Mapping[str, str]) -> SheetOutcome:
        return SheetOutcome(self.table.name, self.table.letters, rows, texts)

    def _unreadable(self, problem: Problem) -> SheetOutcome:
        where = f"{problem.path}, line {problem.line}"
        remark = f"{where} has a mistake, so nothing of this sheet was taken: {problem.message}"
        return SheetOutcome(self.table.name, self.table.letters, remarks=[remark])

    def _planned(self, file: YamlRows, row: TableRow, known: Sequence[CellFault]) -> _Planned:
        id_ = str(row.cells.get("id") or "").strip()
        key = row.key or (id_ if id_ in self.added else "")
        exported = self.exported.get(key)
        values = to_values(row, self.columns, exported, self.checks.names)
        outcome = RowOutcome(
            self.table.name, row.number, RowAction.UNCHANGED, _name(values, key), file.path,
            notes=[f"{title}: {note}" for title, note in values.notes], key=key,
        )  # fmt: skip
        at = self._at(file, key, exported)
        faults = [*known, *values.faults]
        if at is None and exported:
            faults.append(_GONE)
        if at is None and any(_holds(one.values, values.record) for one in file.rows):
            return _Planned(outcome)
        if at is None and self.kind.has_ids:
            faults += _taken(file, values)
        if faults:
            return _refused(_Planned(outcome), faults)
        if at is None:
            new = replace(outcome, action=RowAction.NEW, key=key or id_, taken=values.record)
            return _Planned(new, added=values.record.values)
        return self._merged(_Planned(outcome, at), file, values, exported)

    def _merged(
        self, planned: _Planned, file: YamlRows, values: RowValues, exported: ExportedRecord | None
    ) -> _Planned:
        if exported and not values.touched:
            return planned
        current = ExportedRecord(file.rows[planned.at].values)
        merged = merge_row(self.kind, values, exported, current)
        outcome = replace(planned.outcome, conflicts=merged.conflicts, taken=merged.taken)
        if merged.faults:
            return _refused(replace(planned, outcome=outcome), merged.faults)
        if merged.changes:
            told = merged.told(current)
            outcome = replace(outcome, action=RowAction.CHANGED, changes=told)
        return replace(planned, outcome=outcome, merged=merged)

    def _at(self, file: YamlRows, key: str, exported: ExportedRecord | None) -> int | None:
        """Return which row of the file is meant: by its id, else the one that is most like it."""
        if self.kind.has_ids:
            ids = [str(row.values.get("id", "")) for row in file.rows]
            return ids.index(key) if key in ids else None
        if exported is None:
            return None
        likeness = [_likeness(row.values, exported.values) for row in file.rows]
        best = max(likeness, default=0)
        alike = [at for at, one in enumerate(likeness) if one == best]
        if best <= _ALIKE:
            return None
        same = int(key) - 1 if key.isdecimal() else -1
        return same if same in alike else alike[0]

    def _faulty(
        self, file: YamlRows, planned: Sequence[_Planned], before: str, text: str
    ) -> dict[int, list[CellFault]]:
        """Return, by the number of a row of the sheet, the errors that it would bring."""
        read = rows_in(file.path, text, file.order)
        writing = [number for number, one in enumerate(planned) if one.writes]
        if isinstance(read, Problem) or [row.values for row in read.rows] != _meant(file, planned):
            message = "What this row says cannot be written so that it reads back the same."
            fault = CellFault("", message, "Change the file itself.")
            return {number: [fault] for number in writing}
        added = (at for at in range(len(file.rows), len(read.rows)))
        places = {
            planned[number].at if planned[number].added is None else next(added): number
            for number in writing
        }
        faulty: dict[int, list[CellFault]] = {}
        for problem in self.checks.new_errors(file.path, before, text):
            at = next((at for at, row in enumerate(read.rows) if problem.line <= row.end), -1)
            number = places.get(at, writing[0])
            faulty.setdefault(number, []).extend(faults_of([problem], self.table.letters))
        return faulty


def _text(file: YamlRows, planned: Sequence[_Planned]) -> str:
    changes = {one.at: one.merged.changes for one in planned if one.merged and one.merged.changes}
    return edited_rows(file, changes, [one.added for one in planned if one.added is not None])


def _meant(file: YamlRows, planned: Sequence[_Planned]) -> list[dict[str, Any]]:
    """Return the rows that the file is to have."""
    changes = {one.at: one.merged.changes for one in planned if one.merged}
    rows = [{**row.values, **changes.get(at, {})} for at, row in enumerate(file.rows)]
    rows += [dict(one.added) for one in planned if one.added is not None]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _refused(planned: _Planned, faults: Sequence[CellFault]) -> _Planned:
    outcome = replace(planned.outcome, action=RowAction.REFUSED, changes=(), faults=tuple(faults))
    return _Planned(replace(outcome, taken=None))


def _taken(file: YamlRows, values: RowValues) -> Iterator[CellFault]:
    id_ = values.record.values.get("id")
    if id_ and any(row.values.get("id") == id_ for row in file.rows):
        message = f"There is a row {quoted(id_)} already."
        yield CellFault("id", message, "Give the new one another id, or change that row.")


def _holds(values: Mapping[str, Any], record: ExportedRecord) -> bool:
    """Return whether a row of the file says all that a row of the sheet says."""
    return all(values.get(name) == value for name, value in record.values.items())


def _likeness(values: Mapping[str, Any], exported: Mapping[str, Any]) -> float:
    """Return which part of a row's fields is as it was exported: 1 for all."""
    names = values.keys() | exported.keys()
    return sum(bool(values.get(name) == exported.get(name)) for name in names) / max(len(names), 1)


def _name(values: RowValues, key: str) -> str:
    found = (values.record.values.get(name) for name in _NAMED_BY)
    name = next((name for name in found if name), key)
    return ", ".join(name) if isinstance(name, list) else str(name)
