"""What an import of a spreadsheet did: a summary to print, and a report that goes row by row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from localoffer.counted import counted, noun_of
from localoffer.importers.shared.import_conflicts import as_words
from localoffer.importers.shared.notes import shortened
from localoffer.spreadsheet.export_sheets import INFERRED
from localoffer.spreadsheet.row_outcome import FieldChange, RowAction, RowOutcome, SheetOutcome

_LENGTH: Final = 400
_NOTHING: Final = "(nothing)"

#: How many lines on conflicts are printed; the report has all.
_SHOWN: Final = 60
_QUIET: Final = (RowAction.UNCHANGED, RowAction.WITHOUT_ROW)


@dataclass(frozen=True, slots=True)
class SpreadsheetImport:
    """One import: where it came from, its sheets, and remarks on what belongs to none.

    ``taken`` is what to keep for the next import of the same spreadsheet, empty for no change.
    """

    source: str
    sheets: Sequence[SheetOutcome]
    remarks: Sequence[str] = ()
    taken: str = ""

    @property
    def rows(self) -> Iterator[RowOutcome]:
        """Every row, sheet by sheet."""
        return (row for sheet in self.sheets for row in sheet.rows)

    @property
    def faults(self) -> int:
        """How many cells and sheets have something wrong with them."""
        broken = sum(len(sheet.remarks) for sheet in self.sheets)
        return broken + sum(len(row.faults) for row in self.rows)


def faults_text(done: SpreadsheetImport, most: int | None = None) -> str:
    """Return what is wrong, by sheet, row and column, as ``check`` tells of files.

    ``most`` is how many lines of each sheet are shown, all without it.
    """
    blocks = [_sheet_faults(sheet, most) for sheet in done.sheets]
    return "\n".join(block for block in blocks if block)


def summary(done: SpreadsheetImport, report: str) -> str:
    """Return what to print at the end."""
    counter = Counter(row.action for row in done.rows)
    conflicts = sum(len(row.conflicts) for row in done.rows)
    lines = [f"Read {counted(sum(counter.values()), 'row')} of {done.source}."]
    lines += [
        f"{counter[action]:>7,}  {action}"
        for action in RowAction
        if counter[action] or action in (RowAction.NEW, RowAction.CHANGED)
    ]
    changes = [change for row in done.rows for change in row.changes if change.field != INFERRED]
    removed = sum(change.after is None for change in changes)
    if removed:
        values = noun_of(
            removed, "value taken away, as its cell is", "values taken away, as their cells are"
        )
        lines.append(f"{removed:>7,}  {values} empty now")
    if conflicts:
        fields = noun_of(conflicts, "field")
        lines.append(
            f"{conflicts:>7,}  {fields} changed in the file too since the export: see below"
        )
        lines += ["", *islice(_conflicts(done), _SHOWN)]
        lines.append("Export again, and change there what is still to be changed.")
    lines += ["", *done.remarks] if done.remarks else []
    return "\n".join([*lines, "", f"Row by row: {report}"]) + "\n"


def report(done: SpreadsheetImport) -> str:
    """Return the whole report as Markdown."""
    parts = [f"# Import of {done.source}\n", *(f"{remark}\n" for remark in done.remarks)]
    faults = faults_text(done)
    if faults:
        parts.append(f"## What is wrong\n\n{_block(faults)}\n")
    conflicts = list(_conflicts(done))
    if conflicts:
        parts.append("## Changed in the file too\n\n" + _block("\n".join(conflicts)) + "\n")
    rows = [_row(row) for row in done.rows if row.action not in _QUIET or row.notes]
    gone = [row for row in done.rows if row.action is RowAction.WITHOUT_ROW]
    parts += ["## Row by row\n", *rows] if rows else ["Nothing was changed.\n"]
    if gone:
        names = "\n".join(f"- {row.sheet}: {_safe(row.name)}" for row in gone)
        parts.append(f"## Without a row any more\n\nTheir files stay as they are.\n\n{names}\n")
    return "\n".join(parts)


def _sheet_faults(sheet: SheetOutcome, most: int | None) -> str:
    lines = [f"  error: {remark}" for remark in sheet.remarks]
    for row in sheet.rows:
        for fault in row.faults:
            letter = sheet.letters.get(fault.title, "")
            column = f", column {letter}" if letter else ""
            field = f", {fault.title}" if fault.title else ""
            text = f"{fault.message} {fault.fix}".strip()
            lines.append(f"  error: row {row.number}{column}{field} — {text}")
    more = len(lines) - most if most else 0
    if more > 0:
        lines[most:] = [f"  and {more:,} more, which the report lists"]
    return "\n".join([sheet.sheet, *lines]) + "\n" if lines else ""


def _conflicts(done: SpreadsheetImport) -> Iterator[str]:
    """Yield each field that was changed on both sides, with both values; the file's stays."""
    for row in done.rows:
        for one in row.conflicts:
            yield f"{row.sheet}, row {row.number} ({_safe(row.name)}), {one.field}:"
            yield f"  in the file (it stays): {_value(one.current)}"
            yield f"  in the spreadsheet:     {_value(one.incoming)}"


def _row(row: RowOutcome) -> str:
    where = f", row {row.number}" if row.number else ""
    path = f" `{row.path}`" if row.path else ""
    lines = [
        f"### {_safe(row.name)}\n",
        f"{str(row.action).capitalize()} ({row.sheet}{where}).{path}",
    ]
    lines += [_change(change) for change in row.changes]
    lines += [f"- {_safe(note)}" for note in row.notes]
    return "\n".join(lines) + "\n"


def _change(change: FieldChange) -> str:
    if change.after is None:
        return f"- {change.field}: taken away (it was: {_safe(_value(change.before))})"
    before = "" if change.before is None else f" (it was: {_safe(_value(change.before))})"
    return f"- {change.field}: {_safe(_value(change.after))}{before}"


def _value(value: Any) -> str:
    return shortened(as_words(value), _LENGTH) if value is not None else _NOTHING


def _block(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))


def _safe(text: str) -> str:
    """Return words of a spreadsheet as they may stand in Markdown: no tags."""
    return shortened(text, _LENGTH).replace("&", "&amp;").replace("<", "&lt;")
