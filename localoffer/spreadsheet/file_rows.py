"""Rows whose records have a file each: what each changes in its file, or the file that is new."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from localoffer.check.drafts import is_draft, is_published_with_gaps, missing_fields
from localoffer.importers.shared.existing_records import slug
from localoffer.kinds import Kind
from localoffer.model.service import Service
from localoffer.problems import quoted
from localoffer.read.file_names import suggest_name
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse
from localoffer.spreadsheet.columns import Column, order_of
from localoffer.spreadsheet.council_checks import CouncilChecks, faults_of
from localoffer.spreadsheet.council_records import CouncilRecord, CouncilRecords
from localoffer.spreadsheet.merge_row import merge_row
from localoffer.spreadsheet.row_outcome import RowAction, RowOutcome, SheetOutcome
from localoffer.spreadsheet.sheet_faults import sheet_faults
from localoffer.spreadsheet.tables import ExportedRecord, Table, TableRow
from localoffer.spreadsheet.to_values import CellFault, RowValues, to_values
from localoffer.write.edit import ExistingFile, edited
from localoffer.write.header import header_of

#: The fields from which the name of a new file is made, the first that is there.
_NAMED_BY = ("name", "title")

_GONE = CellFault(
    "file",
    "Its file is not there any more: it was renamed or deleted since the export.",
    "Export again. To write a new one, empty this cell.",
)
_UNREADABLE = "Its file has a mistake, so it stays as it is: {}"


@dataclass(slots=True)
class FileRows:
    """The rows of one sheet, beside the files that the council has.

    ``exported`` are the records as they were exported, or as their rows were taken last, by key;
    ``added`` are the keys of rows that were new at an earlier import. What is there already is
    found by its key and by the name that its file would get; ``names`` are those of all files.
    """

    table: Table
    kind: Kind
    columns: Mapping[str, Column]
    exported: Mapping[str, ExportedRecord]
    found: CouncilRecords
    checks: CouncilChecks
    added: Collection[str] = ()
    by_key: Mapping[str, CouncilRecord] = field(default_factory=dict)
    by_stem: Mapping[str, list[CouncilRecord]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    faults: Mapping[int, Sequence[CellFault]] = field(default_factory=dict)

    def outcome(self, content: Path) -> SheetOutcome:
        """Return what becomes of every row, and the new text of every file that changes."""
        folder = content / self.kind.place
        self.faults = sheet_faults(self.table)
        self.names |= {file.stem.lower() for file in folder.glob("*")}
        self.by_key = {record.key: record for record in self.found.records}
        self.by_stem = _by_stem(self.found)
        texts: dict[str, str] = {}
        rows = []
        for row in self.table.rows:
            outcome, text = self._row(row)
            rows.append(outcome)
            if text is not None:
                texts[outcome.path] = text
        return SheetOutcome(self.table.name, self.table.letters, rows, texts)

    def _row(self, row: TableRow) -> tuple[RowOutcome, str | None]:
        key = row.key or self._added_before(row)
        exported = self.exported.get(key)
        here = self.by_key.get(key)
        values = to_values(row, self.columns, exported, self.checks.names)
        outcome = RowOutcome(
            self.table.name, row.number, RowAction.REFUSED, _name(values, key),
            notes=[f"{title}: {note}" for title, note in values.notes], key=key,
        )  # fmt: skip
        faults = [*self.faults.get(row.number, ()), *self._unreadable(row.key), *values.faults]
        if here is None and exported:
            faults.append(_GONE)
        if faults:
            return replace(outcome, faults=faults), None
        if here is None:
            return self._new(row, values, outcome)
        if exported and not values.touched:
            return replace(outcome, action=RowAction.UNCHANGED, path=_path(here)), None
        return self._changed(values, exported, here, outcome)

    def _added_before(self, row: TableRow) -> str:
        """Return the key of the one file that an earlier import made of this row, if it did."""
        record = to_values(row, self.columns, None, self.checks.names).record
        same = self.by_stem.get(_made_stem(self.kind, record.values), [])
        known = [one for one in same if one.key in self.added and not _holds(one, record)]
        return known[0].key if len(same) == len(known) == 1 else ""

    def _unreadable(self, key: str) -> Iterator[CellFault]:
        for problem in self.found.problems:
            if problem.path == f"{self.kind.place}/{key}{self.kind.ending}":
                message = _UNREADABLE.format(problem.message)
                yield CellFault("file", message, problem.fix)

    def _changed(
        self,
        values: RowValues,
        exported: ExportedRecord | None,
        here: CouncilRecord,
        outcome: RowOutcome,
    ) -> tuple[RowOutcome, str | None]:
        file, current = here.held_in, here.exported
        if not isinstance(file, ExistingFile):
            raise TypeError(here.key)
        merged = merge_row(self.kind, values, exported, current)
        outcome = replace(
            outcome, path=file.path, conflicts=merged.conflicts, faults=merged.faults,
            taken=merged.taken,
        )  # fmt: skip
        if not merged.changes and merged.text is None:
            action = RowAction.REFUSED if merged.faults else RowAction.UNCHANGED
            return replace(outcome, action=action), None
        text = edited(file, merged.changes, _body(file, merged.text))
        faults = [*merged.faults, *self._faults(file.path, edited(file, {}, None), text)]
        expected = {**current.values, **merged.changes}
        faults += _not_read_back(text, expected)
        if faults:
            return replace(outcome, action=RowAction.REFUSED, faults=faults, taken=None), None
        notes = [*outcome.notes, *_ready(self.kind, expected)]
        changes = merged.told(current)
        return replace(outcome, action=RowAction.CHANGED, changes=changes, notes=notes), text

    def _new(
        self, row: TableRow, values: RowValues, outcome: RowOutcome
    ) -> tuple[RowOutcome, str | None]:
        record = values.record
        same = [] if row.key else self.by_stem.get(_made_stem(self.kind, record.values), [])
        there = next((one for one in same if _holds(one, record)), None)
        if there:
            return replace(outcome, action=RowAction.UNCHANGED, path=_path(there)), None
        stem, faults = self._stem(row.key, record.values)
        faults += (_same_name(one) for one in same[:1])
        fields, notes = dict(record.values), list(outcome.notes)
        missing = missing_fields(fields) if self.kind.model is Service else ()
        if missing and not {"draft", "publish_with_gaps"} & fields.keys():
            fields["draft"] = "yes"
            notes.append(f"a draft that lacks: {', '.join(missing)}")
        path = f"{self.kind.place}/{stem}{self.kind.ending}"
        body = f"{record.text}\n" if record.text else ""
        text = f"---\n{header_of(fields, order_of(self.kind))}---\n{body}"
        if not faults:
            faults = [*self._faults(path, "", text), *_not_read_back(text, fields)]
        if faults:
            return replace(outcome, faults=faults), None
        self.names.add(stem)
        new = replace(outcome, action=RowAction.NEW, path=path, key=stem, taken=record)
        return replace(new, notes=notes), text

    def _stem(self, key: str, values: Mapping[str, Any]) -> tuple[str, list[CellFault]]:
        """Return the name of a new file: the one that was written, else made from its name."""
        if key:
            suggested = suggest_name(Path(f"{key}.md")).removesuffix(".md")
            if key != suggested or key in self.names:
                message = f"{quoted(key)} cannot be the name of a new file."
                return "", [CellFault("file", message, f"Write {suggested}, or leave it empty.")]
            return key, []
        stem = _made_stem(self.kind, values)
        if not stem:
            fix = "Write one of small letters and hyphens in its first cell."
            return "", [CellFault("file", "A new file needs a name.", fix)]
        return next(one for one in _numbered(stem) if one not in self.names), []

    def _faults(self, path: str, before: str, after: str) -> list[CellFault]:
        found = self.checks.new_errors(path, before, after)
        header_end = after.count("\n", 0, after.find("\n---", 3) + 1) + 1
        return faults_of(found, self.table.letters, header_end)


def _made_stem(kind: Kind, values: Mapping[str, Any]) -> str:
    """Return the name of a file as it is made from a record's own name; empty without one."""
    name = next((str(values[one]) for one in _NAMED_BY if values.get(one)), "")
    if kind.name == "slot":
        name = f"{values.get('guide') or values.get('topic', '')} {values.get('slot', '')}"
    return slug(name)


def _by_stem(found: CouncilRecords) -> dict[str, list[CouncilRecord]]:
    by_stem: dict[str, list[CouncilRecord]] = {}
    for record in found.records:
        stem = _made_stem(found.kind, record.exported.values)
        if stem:
            by_stem.setdefault(stem, []).append(record)
    return by_stem


def _holds(here: CouncilRecord, record: ExportedRecord) -> bool:
    """Return whether a file says all that a row says."""
    values, text = here.exported.values, here.exported.text
    is_text = record.text in ("", text)
    return is_text and all(values.get(name) == value for name, value in record.values.items())


def _same_name(here: CouncilRecord) -> CellFault:
    message = f"There is a record of this name already: {_path(here)}."
    fix = f"If the row is that one, write {here.key} in its first cell; if not, a new name."
    return CellFault("file", message, fix)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def _path(record: CouncilRecord) -> str:
    return record.held_in.path if isinstance(record.held_in, ExistingFile) else ""


def _name(values: RowValues, key: str) -> str:
    found = (values.record.values.get(name) for name in _NAMED_BY)
    return next((str(name) for name in found if name), key)


def _body(file: ExistingFile, text: str | None) -> str | None:
    """Return a changed text with the blank lines that stand above it in the file."""
    if text is None:
        return None
    above = len(file.body) - len(file.body.lstrip("\n"))
    return "\n" * above + text if text else text


def _ready(kind: Kind, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield that a service whose gaps were shown, or that was a draft, lacks nothing any more."""
    filled = {name: value for name, value in values.items() if value is not None}
    if kind.model is not Service or missing_fields(filled):
        return
    if is_draft(filled):
        yield "nothing is missing any more: take draft out to publish it"
    elif is_published_with_gaps(filled):
        yield "nothing is missing any more: take publish_with_gaps out"


def _not_read_back(text: str, expected: Mapping[str, Any]) -> list[CellFault]:
    """Return that a text does not hold the fields that it was written for, if it does not."""
    parts = split(text.replace("\r\n", "\n"), "")
    read = parse(parts[0], "").values if isinstance(parts, tuple) else None
    meant = {name: value for name, value in expected.items() if value is not None}
    if read == meant:
        return []
    message = "What this row says cannot be written into the file so that it reads back the same."
    return [CellFault("", message, "Change the file itself.")]
