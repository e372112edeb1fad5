"""What to write: every record of a feed against what is in the folder. Nothing is written here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from localoffer.check.drafts import is_draft
from localoffer.importers.shared.existing_records import ExistingRecords
from localoffer.importers.shared.fit_to_checks import composed, faults, fitted
from localoffer.importers.shared.import_record import ImportRecord
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.last_import import LastImport, PublishedRecord, published
from localoffer.importers.shared.layout import layout_of
from localoffer.importers.shared.merge import BODY, MergeConflict, merge
from localoffer.problems import Problem
from localoffer.write.edit import ExistingFile, edited, read_existing


@dataclass(frozen=True, slots=True)
class ImportStep:
    """One record's outcome, the file's new text (None: leave it), and what the feed published.

    A record of another part of the feed has no outcome: it is only remembered.
    """

    id: str
    outcome: ImportResult | None
    file: Path | None = None
    text: str | None = None
    published: PublishedRecord | None = None


def steps(
    records: Iterable[ImportRecord], folder: ExistingRecords, store: LastImport, *, whole: bool
) -> Iterator[ImportStep]:
    """Yield a step for every record, then for every file whose record the feed no longer has.

    Where no file of the last import is left, the import starts anew.
    """
    old = store.records if any(id_ in folder.by_id for id_ in store.records) else {}
    seen: set[str] = set()
    for record in records:
        seen.add(record.id)
        yield _step(record, folder, old)
    for id_, one in old.items():
        if id_ not in seen and whole and id_ in folder.by_id:
            path = _path(folder, folder.by_id[id_])
            why = (
                f"The {layout_of(path).origin} has no such record any more. "
                "Its file stays: decide whether it should."
            )
            yield ImportStep(
                id_, ImportResult(ImportAction.GONE, one.name, id_, path, why), published=one
            )
        elif id_ not in seen and not whole:
            yield ImportStep(id_, None, published=one)


def _step(
    record: ImportRecord, folder: ExistingRecords, old: Mapping[str, PublishedRecord]
) -> ImportStep:
    file = folder.by_id.get(record.id)
    if file is None and record.id in old:
        why = "Its file was deleted here, so it is not written again."
        return ImportStep(
            record.id, _outcome(ImportAction.LEFT_OUT, record, why=why), published=old[record.id]
        )
    if file is None and record.ended:
        status = record.values["status"]
        return ImportStep(
            record.id,
            _outcome(ImportAction.LEFT_OUT, record, why=f"The feed says that it is {status}."),
        )
    return (
        _new(record, folder) if file is None else _known(record, file, folder, old.get(record.id))
    )


def _new(record: ImportRecord, folder: ExistingRecords) -> ImportStep:
    file = folder.new_path(record.name, record.apart, record.id)
    path = _path(folder, file)
    values, body = fitted(path, record.values, record.body, record.notes)
    outcome = _outcome(ImportAction.NEW, record, path=path, missing=layout_of(path).lacking(values))
    new = published(record.feed_id, record.name, values, body, layout_of(path))
    return ImportStep(record.id, outcome, file, composed(path, values, body), new)


def _known(
    record: ImportRecord, file: Path, folder: ExistingRecords, base: PublishedRecord | None
) -> ImportStep:
    path = _path(folder, file)
    values, body = fitted(path, record.values, record.body, record.notes)
    layout = layout_of(path)
    new = published(record.feed_id, record.name, values, body, layout)
    if base:
        new = replace(new, first=base.first)
    kept = read_existing(folder.root, file, layout.order)
    if isinstance(kept, Problem):
        why = f"Its file has a mistake (line {kept.line}: {kept.message}), so it stays as it is."
        return ImportStep(
            record.id, _outcome(ImportAction.UNTOUCHED, record, path=path, why=why), published=base
        )
    merged = merge(kept.values, kept.body, base, new, layout)
    text, refused = _edited(kept, merged.changes, merged.body)
    done = [] if refused else [*merged.changes, *([BODY] if merged.body is not None else [])]
    outcome = _outcome(
        ImportAction.UPDATED if done else ImportAction.UNCHANGED,
        record,
        path=path,
        missing=layout.lacking(kept.values) if is_draft(kept.values) else (),
        conflicts=[*merged.conflicts, *refused],
    )
    outcome = replace(outcome, changed=done, kept=merged.kept, why=_twins(folder, record.id))
    return ImportStep(record.id, outcome, file, text if done else None, new)


def _edited(
    kept: ExistingFile, changes: Mapping[str, Any], body: str | None
) -> tuple[str, list[MergeConflict]]:
    """Return the file's new text; changes that would bring an error to a good file are refused."""
    before = edited(kept, {}, None)
    text = edited(kept, changes, body)
    if len(faults(kept.path, text)) <= len(faults(kept.path, before)):
        return text, []
    refused = [MergeConflict(name, kept.values.get(name), value) for name, value in changes.items()]
    return before, [*refused, *([MergeConflict(BODY, kept.body, body)] if body is not None else [])]


def _outcome(did: ImportAction, record: ImportRecord, **more: Any) -> ImportResult:
    return ImportResult(
        did,
        record.name,
        record.id,
        notes=tuple(record.notes),
        unread=record.unread,
        unmapped=record.unmapped,
        **more,
    )


def _twins(folder: ExistingRecords, id_: str) -> str:
    twins = folder.twins.get(id_, [])
    return (
        f"The same id also stands in {', '.join(twins)}: give that file another one."
        if twins
        else ""
    )


def _path(folder: ExistingRecords, file: Path) -> str:
    return file.relative_to(folder.root).as_posix()
