"""``import open-referral``: a feed in, a Markdown file for each service out, and a report.

Everything is gathered before anything is written; a feed that cannot be read changes nothing.
"""

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from localoffer.calendar_days import day_of_build
from localoffer.importers.open_referral.download import DownloadLimits
from localoffer.importers.open_referral.feed_object import FeedObject
from localoffer.importers.open_referral.feed_services import NoService, services
from localoffer.importers.open_referral.feed_source import FeedSource, read_source
from localoffer.importers.open_referral.json_document import FeedError
from localoffer.importers.open_referral.mapping import service_of
from localoffer.importers.open_referral.to_record import Origin, to_record
from localoffer.importers.shared import deleted_pages, kept_out
from localoffer.importers.shared.council_lists import CouncilLists, read_council_lists
from localoffer.importers.shared.decisions import decisions
from localoffer.importers.shared.deleted_pages import (
    DeletedPages,
    redirect_rows,
    require_page,
)
from localoffer.importers.shared.existing_records import ExistingRecords, read_existing_records
from localoffer.importers.shared.feed_term import UnmappedWord
from localoffer.importers.shared.import_plan import ImportChoices, ImportStep, steps
from localoffer.importers.shared.import_record import ImportRecord
from localoffer.importers.shared.import_report import ImportRun, report, summary
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.last_import import (
    LastImport,
    as_text,
    read_last_import,
    record_key,
)
from localoffer.importers.shared.notes import Notes, shortened
from localoffer.importers.shared.publishing import (
    Publishing,
    add_publish_rule,
    publisher_name,
    publishes_with_gaps,
)
from localoffer.importers.shared.record_filters import RecordFilters, record_filters
from localoffer.importers.shared.redirect_rows import with_rows
from localoffer.importers.shared.text import line
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError, UsageError
from localoffer.workspace import Workspace
from localoffer.write.atomic import replace_file

DONE, NOTHING = 0, 1

RowResult = ImportRecord | ImportResult
T = TypeVar("T")


def import_feed(
    workspace: Workspace, options: Namespace, limits: DownloadLimits | None = None
) -> int:
    """Import ``options.source`` into ``options.content``; return the exit status.

    Raises:
        UsageError: the folder is no content folder, or a file cannot be written.
        ContentError: importing.yaml has errors.
    """
    content: Path = options.content
    if options.redirect is not None and options.delete_kept_out is None:
        message = f"{deleted_pages.OPTION} is about pages that are deleted"
        raise UsageError(f"{message}: write {kept_out.OPTION} before it.")
    council = read_council_lists(content, workspace.resources, options.owner)
    try:
        source = read_source(options.source, limits or DownloadLimits(), _show_page)
    except FeedError as error:
        sys.stderr.write(f"{error}\n")
        return NOTHING
    if not source.rows:
        sys.stderr.write(f"{source.name} holds no services. Nothing was changed.\n")
        return NOTHING
    file = options.report or workspace.state() / "import-report.md"
    import_run = _import(workspace, source, council, options, file)
    sys.stdout.write(summary(import_run, str(content), str(file)))
    return DONE


def _import(
    workspace: Workspace, source: FeedSource, council: CouncilLists, options: Namespace, file: Path
) -> ImportRun:
    """Write the files of a feed's records, and the report to ``file``; return what was done."""
    content: Path = options.content
    today = day_of_build(os.environ)
    last = read_last_import(content, source.key, _record_keys(source))
    filters = record_filters(council.rules, last.key, source.key)
    records = list(_progress(_records(source, last, council, filters, today), len(source.rows)))
    existing = read_existing_records(content)
    choices = _choices(council, existing, last.key, options)
    readable = [record for record in records if isinstance(record, ImportRecord)]
    is_complete = source.is_complete and not last.is_part
    plan = steps(readable, existing, last, is_complete=is_complete, choices=choices)
    planned = list(_progress(plan, len(readable)))
    results = [step.result for step in planned if step.result]
    results += [record for record in records if isinstance(record, ImportResult)]
    remarks = (*source.remarks, *_without_effect(choices, results), *_unknown_ids(council))
    deleted = _deleted_pages(workspace, options, planned, council)
    import_run = ImportRun(
        source.name, today, len(source.rows), results, remarks, filters.told(), deleted
    )
    texts = {file: report(import_run), **deleted.texts(content)}
    _write(last, planned, _unmapped(last, results), texts)
    if options.publish_with_gaps and not publishes_with_gaps(council.rules, last.key):
        add_publish_rule(content, last.key)
        remark = f"Written to importing.yaml: publish the feed {last.key} with gaps from now on."
        return replace(import_run, remarks=(*import_run.remarks, remark))
    return import_run


def _choices(
    council: CouncilLists, existing: ExistingRecords, key: str, options: Namespace
) -> ImportChoices:
    publish_now: bool = options.publish_with_gaps
    with_gaps = publish_now or publishes_with_gaps(council.rules, key)
    publishing = Publishing(with_gaps, existing.settings.least_facts, drafts_too=publish_now)
    decided = decisions(options.keep, options.take)
    return ImportChoices(publishing, decided, kept_out.deletion(options.delete_kept_out))


def _deleted_pages(
    workspace: Workspace, options: Namespace, planned: Iterable[ImportStep], council: CouncilLists
) -> DeletedPages:
    """Return the pages that go, and where their addresses lead.

    Raises:
        UsageError: they cannot lead there, or redirects.yaml has a mistake.
        ContentError: the content has errors, so that nobody can tell which pages there are.
    """
    content: Path = options.content
    files = [step.file for step in planned if step.file and step.is_deleted]
    rows = redirect_rows(content, files, council.topics, options.redirect)
    if options.redirect is None or not rows:
        return DeletedPages(rows)
    if options.redirect:
        today = day_of_build(os.environ)
        checked = check(Task(content, workspace.resources, workspace.state(), today))
        if checked.offer is None:
            raise ContentError(checked.problems)
        require_page(options.redirect, {page.address for page in checked.pages}, rows)
    return DeletedPages(rows, with_rows(content, rows))


def _without_effect(choices: ImportChoices, results: Sequence[ImportResult]) -> Iterator[str]:
    yield from choices.decisions.without_effect(results)
    yield from choices.deletion.without_effect(results)


def _unknown_ids(council: CouncilLists) -> Iterator[str]:
    for one in council.unknown_ids:
        where = f"{one.path}, line {one.line}, {one.field}"
        yield f"{where}: {one.message} {one.fix} Nothing was mapped to it."


def _record_keys(source: FeedSource) -> Iterator[str]:
    for row in source.rows:
        if isinstance(row, dict):
            yield record_key(shortened(row.get("id")), line(str(row.get("name"))))


def _records(
    source: FeedSource,
    last: LastImport,
    council: CouncilLists,
    filters: RecordFilters,
    today: date,
) -> Iterator[RowResult]:
    """Yield the record of each row, or why it is left out; of an id only the first counts."""
    origin = Origin(publisher_name(council.rules, last.key, source.key) or source.host, last.key)
    seen: dict[str, str] = {}
    for row in services(source.rows):
        if isinstance(row, NoService):
            reason = f"Row {row.number} of the feed {row.problem}."
            yield ImportResult(ImportAction.LEFT_OUT, row.original, reason=reason)
            continue
        notes = Notes()
        feed_object = FeedObject(row, notes)
        feed = service_of(feed_object)
        record = to_record(feed, origin, council, today, notes)
        if record is None:
            reason = "It has neither a name nor a description."
            yield ImportResult(
                ImportAction.LEFT_OUT, feed.id or "A record without a name", reason=reason
            )
            continue
        record = replace(record, unread=tuple(feed_object.unread()), filtered=filters.reason(row))
        yield _without_duplicate(record, seen)


def _without_duplicate(record: ImportRecord, seen: dict[str, str]) -> RowResult:
    """Return the record, or the reason to leave it out if an earlier one has its id."""
    first = seen.setdefault(record.id, record.name)
    if first is record.name:
        return record
    reason = f"Its id was there before, for “{first}”. Ask the publisher to give it another one."
    return ImportResult(
        ImportAction.LEFT_OUT, record.name, record.id, reason=reason, notes=tuple(record.notes)
    )


def _unmapped(last: LastImport, results: Iterable[ImportResult]) -> Mapping[str, UnmappedWord]:
    """Return how many records have each word that means nothing here, for the list of work."""
    by_record = [{one.word: one.source for one in result.unmapped} for result in results]
    counts = Counter(word for words in by_record for word in words)
    sources = {word: source for words in reversed(by_record) for word, source in words.items()}
    found = {word: UnmappedWord(number, sources[word]) for word, number in counts.items()}
    return {**last.unmapped, **found} if last.is_part else found


def _write(
    last: LastImport,
    planned: Sequence[ImportStep],
    unmapped: Mapping[str, UnmappedWord],
    texts: Mapping[Path, str],
) -> None:
    """Write and delete files of records, remember what came, and write ``texts`` by their files."""
    records = {step.id: step.published for step in planned if step.published}
    try:
        for step in planned:
            if step.file and step.text is not None:
                replace_file(step.file, step.text)
            elif step.file and step.is_deleted:
                step.file.unlink(missing_ok=True)
        replace_file(last.file, as_text(records, unmapped))
        for file, text in texts.items():
            replace_file(file, text)
    except OSError as error:
        message = (
            f"{error.filename} cannot be written ({error.strerror}). Nothing more was changed."
        )
        raise UsageError(message) from None


def _progress(work: Iterable[T], total: int) -> Iterable[T]:
    """Show a progress bar, on a terminal only."""
    console = Console(stderr=True)
    return track(work, "Importing", total=total, console=console, disable=not console.is_terminal)


def _show_page(number: int, last: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\rReading page {number:,} of {last:,} ")
