"""What an import did: a summary to print, and a report that goes record by record."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from localoffer.counted import counted, noun_of
from localoffer.importers.shared import kept_out
from localoffer.importers.shared.deleted_pages import DeletedPages
from localoffer.importers.shared.import_conflicts import (
    conflicts_counted,
    conflicts_section,
    record_title,
)
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.layout import SERVICE, Layout
from localoffer.importers.shared.notes import Note, shortened
from localoffer.importers.shared.report_markdown import safe, table
from localoffer.program import PROGRAM

_MANY, _FEW = 40, 5

#: What became of values, by the title under which such notes are counted: the word for one.
_TO_CHECK, _CLEANED, _LOST = "To look at", "Cleaned", "Left out of records"
_REFUSED = "that the checks refuse"
_OUTCOMES = {_TO_CHECK: "look at", _CLEANED: "cleaned", _LOST: "left out"}

#: What was done with records that the report lists apart, since a person may have to act.
_LISTED = (
    ImportAction.LEFT_OUT,
    ImportAction.FILTERED,
    ImportAction.DELETED,
    ImportAction.GONE,
    ImportAction.UNTOUCHED,
    ImportAction.JOINED,
)


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import: its source, how many rows it had, and the result of each.

    ``opening`` are paragraphs of Markdown that come first in the report. ``filters`` are the rows
    that choose records, each with how many it matched. ``deleted`` are the pages that went.
    """

    source: str
    day: date
    rows: int
    results: Sequence[ImportResult]
    remarks: Sequence[str]
    filters: Sequence[tuple[int, str]] = ()
    deleted: DeletedPages = field(default_factory=DeletedPages)
    layout: Layout = SERVICE
    opening: Sequence[str] = ()


def summary(import_run: ImportRun, content: str, report: str) -> str:
    """Return what to print at the end."""
    counter = Counter(result.action for result in import_run.results)
    conflicts = sum(len(result.conflicts) for result in import_run.results)
    lacking = Counter(result.is_draft for result in import_run.results if result.missing)
    drafts, with_gaps = lacking[True], lacking[False]
    always = (ImportAction.NEW, ImportAction.UPDATED)
    rows = [kind for kind in ImportAction if counter[kind] or kind in always]
    lines = [
        f"Read {counted(import_run.rows, 'record')} of {import_run.source}.",
        *(f"{counter[kind]:>7,}  {kind}" for kind in rows),
    ]
    decide = ", see Conflicts in the report and decide" if conflicts else ""
    lines.append(f"{conflicts_counted(conflicts, import_run.layout)}{decide}")
    if with_gaps:
        lines.append(f"{with_gaps:>7,}  published with gaps: their pages say what is not known")
    lacking_drafts = noun_of(drafts, "draft, which still lacks", "drafts, which still lack")
    lines.append(f"{drafts:>7,}  {lacking_drafts} what families need")
    lines += _filter_lines(import_run)
    for title in _OUTCOMES:
        counts = _counts(import_run.results, title)
        if counts:
            lines += ["", f"{title}:", *(_of_records(n, kind) for kind, n in counts)]
    lines += ["", *import_run.remarks] if import_run.remarks else []
    lines += ["", f"Record by record: {report}"]
    lines += _next_steps(import_run, content, lacking=bool(drafts or with_gaps))
    return "\n".join(lines) + "\n"


def _of_records(number: int, what: str) -> str:
    """Return in how many records something was found, so that it need not be counted itself."""
    return f"{number:>7,}  {noun_of(number, 'record')}: {what}"


def _next_steps(import_run: ImportRun, content: str, *, lacking: bool) -> Iterator[str]:
    """Yield the commands that show what is left to a person."""
    where = "" if content == "content" else f" --content {shlex.quote(content)}"
    if lacking:
        yield f"What they lack: {PROGRAM} todo --kind services{where}"
    words = len({term.word for result in import_run.results for term in result.unmapped})
    if words:
        which = counted(words, "word of the feed means", "words of the feed mean")
        yield f"What {which}: {PROGRAM} todo --kind words-of-feeds{where}"


def report(import_run: ImportRun) -> str:
    """Return the whole report as Markdown."""
    parts = [
        f"# Import of {safe(import_run.source)}, {import_run.day.isoformat()}\n",
        *import_run.opening,
    ]
    counter = Counter(result.action for result in import_run.results)
    parts.append(
        table(
            ("records", ""),
            [
                (f"{counter[kind]:,}", action_name(kind, import_run.layout))
                for kind in ImportAction
                if counter[kind]
            ],
        )
    )
    parts += [f"{safe(remark)}\n" for remark in import_run.remarks]
    parts += _filters(import_run.filters)
    parts += import_run.deleted.section()
    parts += conflicts_section(import_run.results, import_run.layout)
    for kind in _LISTED:
        parts += _listed(kind, import_run.results, import_run.layout)
    parts += _totals(import_run.results)
    parts.append("## Record by record\n")
    parts += [_record(result) for result in import_run.results]
    return "\n".join(parts)


def _filter_lines(import_run: ImportRun) -> Iterator[str]:
    """Yield what each row that chooses records matched, and which files stay all the same."""
    if not import_run.filters:
        return
    yield from ("", "Records that rows of importing.yaml name:")
    yield from (f"{n:>7,}  {row}" for n, row in import_run.filters)
    yield from (f"{n:>7,}  {files}" for n, files in kept_out.told(import_run.results, _FEW))
    yield from import_run.deleted.told()
    yield from kept_out.advice(import_run.results)


def _filters(filters: Sequence[tuple[int, str]]) -> Iterator[str]:
    if filters:
        yield "## Rows of importing.yaml that choose records\n"
        yield table(("records", "row"), [(f"{n:,}", row) for n, row in filters])


def action_name(kind: ImportAction, layout: Layout) -> str:
    """Return what was done with a record, in words that name its origin (feed or register)."""
    return str(kind).replace("feed", layout.origin)


def _counts(results: Iterable[ImportResult], outcome: str) -> list[tuple[str, int]]:
    """Return in how many records each kind of note with an outcome stands."""
    counts = Counter(
        kind
        for result in results
        for kind in dict.fromkeys(_kind(note) for note in result.notes if _outcome(note) == outcome)
    )
    return counts.most_common()


def _outcome(note: Note) -> str:
    if note.to_check:
        return _TO_CHECK
    return _LOST if note.lost else _CLEANED


def _kind(note: Note) -> str:
    """Return the phrase under which notes are counted; what checks refuse, by its field."""
    kind = note.kind.partition(": ")[0]
    return f"{kind} ({note.field})" if note.field and kind.endswith(_REFUSED) else kind


def _listed(kind: ImportAction, results: Iterable[ImportResult], layout: Layout) -> Iterator[str]:
    rows = [
        (record_title(result), result.path, result.reason)
        for result in results
        if result.action is kind
    ]
    if rows:
        yield f"## {action_name(kind, layout).capitalize()}\n"
        yield table((layout.noun, "file", "why"), rows)


def _totals(results: Sequence[ImportResult]) -> Iterator[str]:
    for title in _OUTCOMES:
        counts = _counts(results, title)
        if counts:
            yield f"## {title}\n"
            yield table(("records", "what"), [(f"{n:,}", kind) for kind, n in counts])
    unmapped = Counter(term.word for result in results for term in result.unmapped)
    if unmapped:
        yield "## Words of the feed that mean nothing here yet\n"
        yield (
            "Map them in importing.yaml, such as: - {term: Childminders, kind: childcare}."
            f" {PROGRAM} todo --kind words-of-feeds has a row for each, to paste.\n"
        )
        yield table(("records", "word"), [(f"{n:,}", term) for term, n in unmapped.most_common()])
    unread = Counter(_short(name) for result in results for name in dict.fromkeys(result.unread))
    if unread:
        yield "## Fields of the feed that have no place here\n"
        yield table(("records", "field"), [(f"{n:,}", name) for name, n in unread.most_common()])


def _record(result: ImportResult) -> str:
    where = f" `{result.path}`" if result.path else ""
    lines = [f"### {safe(record_title(result))}\n", f"{str(result.action).capitalize()}.{where}"]
    if result.reason:
        lines.append(f"- {safe(result.reason)}")
    if result.changed:
        lines.append(f"- changed: {', '.join(result.changed)}")
    if result.missing:
        state = "a draft" if result.is_draft else "published with gaps, and"
        lines.append(f"- {state} that lacks: {', '.join(result.missing)}")
    if result.kept_edits:
        lines.append(f"- edited here and kept: {', '.join(result.kept_edits)}")
    if result.decided:
        lines.append(f"- decided: {', '.join(result.decided)}")
    if result.conflicts:
        lines.append(
            f"- changed on both sides: {', '.join(conflict.field for conflict in result.conflicts)}"
        )
    lines += [_note(note) for note in result.notes]
    if result.unmapped:
        words = ", ".join(term.word for term in result.unmapped[:_MANY])
        lines.append(f"- words that mean nothing here yet: {safe(words)}")
    if result.unread:
        fields = list(dict.fromkeys(map(_short, result.unread)))
        lines.append(f"- fields without a place here: {safe(', '.join(fields[:_MANY]))}")
    return "\n".join(lines) + "\n"


def _note(note: Note) -> str:
    verb = _OUTCOMES[_outcome(note)]
    field = f"{note.field}: " if note.field else ""
    original = f" — “{safe(note.original)}”" if note.original else ""
    return f"- {verb}: {field}{safe(note.kind)}{original}"


def _short(name: str) -> str:
    return shortened(name, 60)
