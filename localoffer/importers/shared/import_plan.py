"""The plan of an import: each record of a feed beside its file here. Nothing is written yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from localoffer.check.drafts import is_draft, may_have_gaps
from localoffer.importers.shared.decisions import (
    NO_DECISIONS,
    Decisions,
    undecided,
)
from localoffer.importers.shared.existing_records import ExistingRecords
from localoffer.importers.shared.fit_to_checks import check_errors, file_text, fitted
from localoffer.importers.shared.import_record import ImportRecord
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.kept_out import Deletion
from localoffer.importers.shared.last_import import LastImport, PublishedRecord, published
from localoffer.importers.shared.layout import layout_of
from localoffer.importers.shared.merge import BODY, MergeConflict, MergeResult, merge
from localoffer.importers.shared.publishing import Publishing
from localoffer.problems import Problem
from localoffer.write.edit import ExistingFile, edited, read_existing

_FILE_AS_SOURCE = ".json Open Referral feed"


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the council chose: which records with gaps it publishes, and its decisions.

    ``deletion`` says which files are deleted of records that are kept out.
    """

    publishing: Publishing = field(default_factory=Publishing)
    decisions: Decisions = NO_DECISIONS
    deletion: Deletion = field(default_factory=Deletion)


@dataclass(frozen=True, slots=True)
class ImportStep:
    """What an import does with one record.

    ``text`` is the file's new text (None: leave it as it is), ``published`` what to remember for
    the next import; ``is_deleted`` is whether the file is deleted. A record of another part of the
    feed has no result: it is only remembered.
    """

    id: str
    result: ImportResult | None
    file: Path | None = None
    text: str | None = None
    published: PublishedRecord | None = None
    is_deleted: bool = False


def steps(
    records: Iterable[ImportRecord],
    existing: ExistingRecords,
    last: LastImport,
    *,
    is_complete: bool,
    choices: ImportChoices | None = None,
) -> Iterator[ImportStep]:
    """Yield a step for every record, then for every file whose record the feed no longer has.

    ``is_complete`` is whether ``records`` are the whole feed, ``choices`` what the council chose
    (without them, records that lack facts become drafts). Where no file of the last import is left,
    the import starts afresh.
    """
    known = last.records if any(id_ in existing.by_id for id_ in last.records) else {}
    seen: set[str] = set()
    for record in records:
        seen.add(record.id)
        yield _step(record, existing, known, choices or ImportChoices())
    for id_, published_record in known.items():
        if id_ in seen:
            continue
        if not is_complete:
            yield ImportStep(id_, None, published=published_record)
        elif id_ in existing.by_id:
            yield _lost_record(id_, published_record, existing)


def _lost_record(id_: str, record: PublishedRecord, existing: ExistingRecords) -> ImportStep:
    path = _path(existing, existing.by_id[id_])
    reason = (
        f"The {layout_of(path).origin} has no such record any more. "
        "Its file stays: decide whether it should."
    )
    result = ImportResult(ImportAction.GONE, record.name, id_, path, reason)
    return ImportStep(id_, result, published=record)


def _step(
    record: ImportRecord,
    existing: ExistingRecords,
    known: Mapping[str, PublishedRecord],
    choices: ImportChoices,
) -> ImportStep:
    file = existing.by_id.get(record.id)
    if record.filtered:
        return _filtered(record, file, existing, known.get(record.id), choices.deletion)
    if file is None and record.id in known:
        reason = "Its file was deleted here, so it is not written again."
        return ImportStep(
            record.id,
            _result(ImportAction.LEFT_OUT, record, reason=reason),
            published=known[record.id],
        )
    if file is None and record.ended:
        status = record.values["status"]
        return ImportStep(
            record.id,
            _result(ImportAction.LEFT_OUT, record, reason=f"The feed says that it is {status}."),
        )
    return (
        _new_file(record, existing, choices.publishing)
        if file is None
        else _merged_file(record, file, existing, known.get(record.id), choices)
    )


def _filtered(
    record: ImportRecord,
    file: Path | None,
    existing: ExistingRecords,
    base: PublishedRecord | None,
    deletion: Deletion,
) -> ImportStep:
    """Leave a record out; its file, if there is one, stays and is named, or is deleted."""
    if file is None:
        result = ImportResult(ImportAction.FILTERED, record.name, record.id, reason=record.filtered)
        return ImportStep(record.id, result, published=base)
    path, stays = _path(existing, file), deletion.reason_to_keep(existing.root, file, base)
    if stays:
        reason = f"{record.filtered} {stays}"
        result = ImportResult(ImportAction.FILTERED, record.name, record.id, path, reason)
        return ImportStep(record.id, result, published=base)
    result = ImportResult(ImportAction.DELETED, record.name, record.id, path, record.filtered)
    return ImportStep(record.id, result, file, is_deleted=True)


def _new_file(
    record: ImportRecord, existing: ExistingRecords, publishing: Publishing
) -> ImportStep:
    file = existing.new_path(record.name, record.qualifier, record.id)
    path = _path(existing, file)
    values, body = _fitted(path, record, existing)
    missing = layout_of(path).missing(values)
    state = publishing.state_of(values, body, layout_of(path))
    result = _result(
        ImportAction.NEW, record, path=path, missing=missing, is_draft="draft" in state
    )
    incoming = published(record.feed_id, record.name, values, body, layout_of(path))
    return ImportStep(record.id, result, file, file_text(path, values, body, publishing), incoming)


def _merged_file(
    record: ImportRecord,
    file: Path,
    existing: ExistingRecords,
    base: PublishedRecord | None,
    choices: ImportChoices,
) -> ImportStep:
    path = _path(existing, file)
    incoming = _incoming(record, path, existing, base)
    current = read_existing(existing.root, file, layout_of(path).order)
    if isinstance(current, Problem):
        return ImportStep(record.id, _untouched(record, path, current), published=base)
    merged = merge(current.values, current.body, base, incoming, layout_of(path))
    merged = choices.decisions.settled(path, merged)
    changes = {**merged.changes, **_own_fields(current, merged, record, choices.publishing)}
    text, refused = _edited(current, changes, merged.body, existing)
    changed = [] if refused else [*changes, *([BODY] if merged.body is not None else [])]
    result = _result(
        ImportAction.UPDATED if changed else ImportAction.UNCHANGED,
        record,
        path=path,
        conflicts=[*merged.conflicts, *refused],
        decided=merged.decided,
        changed=changed,
        kept_edits=merged.kept_edits,
        reason=_duplicate_id(existing, record.id),
    )
    result = _with_gaps(result, {**current.values, **(changes if changed else {})})
    incoming = undecided(incoming, base, result.conflicts)
    return ImportStep(record.id, result, file, text if changed else None, incoming)


def _incoming(
    record: ImportRecord, path: str, existing: ExistingRecords, base: PublishedRecord | None
) -> PublishedRecord:
    """Return what the feed publishes now of a record that has a file."""
    values, body = _fitted(path, record, existing)
    incoming = published(record.feed_id, record.name, values, body, layout_of(path))
    return replace(incoming, first=base.first) if base else incoming


def _with_gaps(result: ImportResult, values: Mapping[str, Any]) -> ImportResult:
    missing = layout_of(result.path).missing(values) if may_have_gaps(values) else ()
    return replace(result, missing=missing, is_draft=is_draft(values))


def _own_fields(
    current: ExistingFile, merged: MergeResult, record: ImportRecord, publishing: Publishing
) -> dict[str, str | None]:
    """Return the council's own fields that an import changes all the same."""
    return {**_source(current, record), **_publication(current, merged, publishing)}


def _source(current: ExistingFile, record: ImportRecord) -> dict[str, str]:
    """Return a source that people know, in place of the name of a file that version 0.2 wrote."""
    names_a_file = str(current.values.get("source", "")).endswith(_FILE_AS_SOURCE)
    return {"source": record.values["source"]} if names_a_file else {}


def _publication(
    current: ExistingFile, merged: MergeResult, publishing: Publishing
) -> dict[str, str | None]:
    """Return the fields that make an earlier import's draft a page with gaps, where that is so."""
    if not (publishing.drafts_too and is_draft(current.values)):
        return {}
    changed = {**current.values, **merged.changes}
    values = {name: value for name, value in changed.items() if value is not None}
    body = current.body if merged.body is None else merged.body
    state = publishing.state_of(values, body, layout_of(current.path))
    return {} if "draft" in state else {"draft": None, **state}


def _untouched(record: ImportRecord, path: str, problem: Problem) -> ImportResult:
    mistake = f"line {problem.line}: {problem.message}"
    reason = f"Its file has a mistake ({mistake}), so it stays as it is."
    return _result(ImportAction.UNTOUCHED, record, path=path, reason=reason)


def _fitted(
    path: str, record: ImportRecord, existing: ExistingRecords
) -> tuple[dict[str, Any], str]:
    return fitted(path, record.values, record.body, record.notes, existing.settings)


def _edited(
    current: ExistingFile, changes: Mapping[str, Any], body: str | None, existing: ExistingRecords
) -> tuple[str, list[MergeConflict]]:
    """Return the file's new text; all changes are refused if they would bring an error to it."""
    before = edited(current, {}, None)
    text = edited(current, changes, body)
    errors_before, errors_now = (
        check_errors(current.path, one, existing.settings) for one in (before, text)
    )
    if len(errors_now) <= len(errors_before):
        return text, []
    refused = [
        MergeConflict(name, current.values.get(name), value) for name, value in changes.items()
    ]
    return before, [
        *refused,
        *([MergeConflict(BODY, current.body, body)] if body is not None else []),
    ]


def _result(action: ImportAction, record: ImportRecord, **more: Any) -> ImportResult:
    return ImportResult(
        action,
        record.name,
        record.id,
        notes=tuple(record.notes),
        unread=record.unread,
        unmapped=record.unmapped,
        **more,
    )


def _duplicate_id(existing: ExistingRecords, id_: str) -> str:
    duplicates = existing.duplicates.get(id_, [])
    return (
        f"The same id also stands in {', '.join(duplicates)}: give that file another one."
        if duplicates
        else ""
    )


def _path(existing: ExistingRecords, file: Path) -> str:
    return file.relative_to(existing.root).as_posix()
