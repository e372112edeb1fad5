"""What an import did: a summary to print, and a report that tells it record by record."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.layout import SERVICE, Layout
from localoffer.importers.shared.notes import Note, shortened

_SHOWN = 300
_MANY = 40


@dataclass(frozen=True, slots=True)
class Import:
    """One import: where from, how many rows, and what became of them.

    ``opening`` are paragraphs of Markdown that come first in the report.
    """

    source: str
    day: date
    rows: int
    outcomes: Sequence[ImportResult]
    remarks: Sequence[str]
    layout: Layout = SERVICE
    opening: Sequence[str] = ()


def summary(done: Import, content: str, report: str) -> str:
    """Return what to print at the end."""
    did = Counter(outcome.did for outcome in done.outcomes)
    conflicts = sum(len(outcome.conflicts) for outcome in done.outcomes)
    drafts = sum(bool(outcome.missing) for outcome in done.outcomes)
    rows = [
        (f"{did[kind]:>7,}", kind)
        for kind in ImportAction
        if did[kind] or kind in (ImportAction.NEW, ImportAction.UPDATED)
    ]
    lines = [f"Read {done.rows:,} records of {done.source}.", *(f"{n}  {kind}" for n, kind in rows)]
    lines.append(f"{conflicts:>7,}  fields changed here and in the feed: ours were kept")
    lines.append(f"{drafts:>7,}  drafts, which still lack what families need")
    for title, lost in (("Cleaned", False), ("Left out of records", True)):
        counts = _counts(done.outcomes, lost=lost)
        if counts:
            lines += ["", f"{title}:", *(f"{n:>7,}  {what}" for what, n in counts)]
    lines += ["", *done.remarks] if done.remarks else []
    lines += ["", f"Record by record: {report}"]
    if drafts:
        lines.append(f"What the drafts lack: python build.py check --content {content}")
    return "\n".join(lines) + "\n"


def report(done: Import) -> str:
    """Return the whole report as Markdown."""
    parts = [f"# Import of {_safe(done.source)}, {done.day.isoformat()}\n", *done.opening]
    did = Counter(outcome.did for outcome in done.outcomes)
    parts.append(
        _table(
            ("records", ""),
            [(f"{did[kind]:,}", called(kind, done.layout)) for kind in ImportAction if did[kind]],
        )
    )
    parts += [f"{_safe(remark)}\n" for remark in done.remarks]
    parts += _conflicts(done.outcomes, done.layout)
    for kind in (
        ImportAction.LEFT_OUT,
        ImportAction.GONE,
        ImportAction.UNTOUCHED,
        ImportAction.JOINED,
    ):
        parts += _listed(kind, done.outcomes, done.layout)
    parts += _totals(done.outcomes)
    parts.append("## Record by record\n")
    parts += [_record(outcome) for outcome in done.outcomes]
    return "\n".join(parts)


def called(kind: ImportAction, layout: Layout) -> str:
    """Return what became of a record, in words that name where it comes from."""
    return str(kind).replace("feed", layout.origin)


def _counts(outcomes: Iterable[ImportResult], *, lost: bool) -> list[tuple[str, int]]:
    counts = Counter(
        what
        for outcome in outcomes
        for what in {_kind(note) for note in outcome.notes if note.lost is lost}
    )
    return counts.most_common()


def _kind(note: Note) -> str:
    return note.what.partition(": ")[0]


def _conflicts(outcomes: Iterable[ImportResult], layout: Layout) -> Iterator[str]:
    rows = [
        (_title(outcome), conflict.field, _value(conflict.ours), _value(conflict.theirs))
        for outcome in outcomes
        for conflict in outcome.conflicts
    ]
    if rows:
        yield "## Conflicts\n"
        there = f"in the {layout.origin}"
        yield f"These fields differ here and {there}. Ours were kept; choose for each.\n"
        yield _table((layout.noun, "field", "here (kept)", there), rows)


def _listed(kind: ImportAction, outcomes: Iterable[ImportResult], layout: Layout) -> Iterator[str]:
    rows = [(_title(one), one.path, one.why) for one in outcomes if one.did is kind]
    if rows:
        yield f"## {called(kind, layout).capitalize()}\n"
        yield _table((layout.noun, "file", "why"), rows)


def _totals(outcomes: Sequence[ImportResult]) -> Iterator[str]:
    for title, lost in (("Cleaned", False), ("Left out of records", True)):
        counts = _counts(outcomes, lost=lost)
        if counts:
            yield f"## {title}\n"
            yield _table(("records", "what"), [(f"{n:,}", what) for what, n in counts])
    unmapped = Counter(term for outcome in outcomes for term in outcome.unmapped)
    if unmapped:
        yield "## Words of the feed that mean nothing here yet\n"
        yield "Map them in importing.yaml: see docs/importing.md.\n"
        yield _table(("records", "word"), [(f"{n:,}", term) for term, n in unmapped.most_common()])
    unread = Counter(_bare(name) for outcome in outcomes for name in set(outcome.unread))
    if unread:
        yield "## Fields of the feed that have no place here\n"
        yield _table(("records", "field"), [(f"{n:,}", name) for name, n in unread.most_common()])


def _record(outcome: ImportResult) -> str:
    where = f" `{outcome.path}`" if outcome.path else ""
    lines = [f"### {_title(outcome)}\n", f"{str(outcome.did).capitalize()}.{where}"]
    if outcome.why:
        lines.append(f"- {_safe(outcome.why)}")
    if outcome.changed:
        lines.append(f"- changed: {', '.join(outcome.changed)}")
    if outcome.missing:
        lines.append(f"- a draft that lacks: {', '.join(outcome.missing)}")
    if outcome.kept:
        lines.append(f"- edited here and kept: {', '.join(outcome.kept)}")
    if outcome.conflicts:
        lines.append(
            f"- changed on both sides: {', '.join(one.field for one in outcome.conflicts)}"
        )
    lines += [_note(note) for note in outcome.notes]
    if outcome.unmapped:
        lines.append(
            f"- words that mean nothing here yet: {_safe(', '.join(outcome.unmapped[:_MANY]))}"
        )
    if outcome.unread:
        fields = list(dict.fromkeys(map(_bare, outcome.unread)))
        lines.append(f"- fields without a place here: {_safe(', '.join(fields[:_MANY]))}")
    return "\n".join(lines) + "\n"


def _note(note: Note) -> str:
    verb = "left out" if note.lost else "cleaned"
    field = f"{note.field}: " if note.field else ""
    original = f" — “{_safe(note.original)}”" if note.original else ""
    return f"- {verb}: {field}{_safe(note.what)}{original}"


def _title(outcome: ImportResult) -> str:
    return _safe(shortened(outcome.name, 100)) or outcome.id or "Without a name"


def _bare(name: str) -> str:
    return shortened(name, 60)


def _value(value: Any) -> str:
    return shortened(value, _SHOWN) if value is not None else "(nothing)"


def _table(head: tuple[str, ...], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(_cell(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return _safe(text).replace("|", "\\|")


def _safe(text: str) -> str:
    """Return a feed's words as they may stand in Markdown: no tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
