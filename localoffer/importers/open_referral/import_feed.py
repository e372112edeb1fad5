"""``import open-referral``: a feed in, a Markdown file for each service out, and a report.

Everything is gathered before anything is written; a feed that cannot be read changes nothing.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
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
from localoffer.importers.open_referral.to_record import Origin, imported
from localoffer.importers.shared.council_lists import CouncilLists, council_of
from localoffer.importers.shared.existing_records import read_folder
from localoffer.importers.shared.import_plan import ImportStep, steps
from localoffer.importers.shared.import_record import ImportRecord
from localoffer.importers.shared.import_report import Import, report, summary
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.last_import import LastImport, as_text, mark, open_store
from localoffer.importers.shared.notes import Notes, shortened
from localoffer.importers.shared.text import line
from localoffer.problems import UsageError
from localoffer.write.atomic import replace_file

DONE, NOTHING = 0, 1

Record = ImportRecord | ImportResult
T = TypeVar("T")


def import_feed(root: Path, options: Namespace, limits: DownloadLimits | None = None) -> int:
    """Import ``options.source`` into ``options.content``; return the exit status."""
    content: Path = options.content
    council = council_of(content, options.owner)
    try:
        source = read_source(options.source, limits or DownloadLimits(), _say_page)
    except FeedError as error:
        sys.stderr.write(f"{error}\n")
        return NOTHING
    if not source.rows:
        sys.stderr.write(f"{source.name} holds no services. Nothing was changed.\n")
        return NOTHING
    file = options.report or root / ".localoffer" / "import-report.md"
    done = _import(content, source, council, day_of_build(os.environ), file)
    sys.stdout.write(summary(done, str(content), str(file)))
    return DONE


def _import(
    content: Path, source: FeedSource, council: CouncilLists, today: date, file: Path
) -> Import:
    """Write what a feed's rows become, and the report to ``file``; return what was done."""
    store = open_store(content, source.key, _marks(source))
    records = list(_progress(_records(source, store, council, today), len(source.rows)))
    folder = read_folder(content)
    good = [record for record in records if isinstance(record, ImportRecord)]
    whole = source.whole and not store.part
    planned = list(_progress(steps(good, folder, store, whole=whole), len(good)))
    outcomes = [step.outcome for step in planned if step.outcome]
    outcomes += [record for record in records if isinstance(record, ImportResult)]
    done = Import(source.name, today, len(source.rows), outcomes, source.remarks)
    _write(store, planned, file, report(done))
    return done


def _marks(source: FeedSource) -> Iterator[str]:
    for row in source.rows:
        if isinstance(row, dict):
            yield mark(shortened(row.get("id")), line(str(row.get("name"))))


def _records(
    source: FeedSource, store: LastImport, council: CouncilLists, today: date
) -> Iterator[Record]:
    """Yield what each row becomes, or why it is left out; an id stands for one record only."""
    seen: dict[str, str] = {}
    for row in services(source.rows):
        if isinstance(row, NoService):
            why = f"Row {row.number} of the feed {row.what}."
            yield ImportResult(ImportAction.LEFT_OUT, row.original, why=why)
            continue
        notes = Notes()
        values = FeedObject(row, notes)
        feed = service_of(values)
        record = imported(feed, Origin(line(source.name), store.key), council, today, notes)
        if record is None:
            why = "It has neither a name nor a description."
            yield ImportResult(ImportAction.LEFT_OUT, feed.id or "A record without a name", why=why)
            continue
        record = replace(record, unread=tuple(values.unread()))
        yield _only(record, seen)


def _only(record: ImportRecord, seen: dict[str, str]) -> Record:
    """Return the record, or why it is left out if its id was there before."""
    first = seen.setdefault(record.id, record.name)
    if first is record.name:
        return record
    why = f"Its id was there before, for “{first}”. Ask the publisher to give it another one."
    return ImportResult(
        ImportAction.LEFT_OUT, record.name, record.id, why=why, notes=tuple(record.notes)
    )


def _write(store: LastImport, planned: Sequence[ImportStep], file: Path, told: str) -> None:
    records = {step.id: step.published for step in planned if step.published}
    try:
        for step in planned:
            if step.file and step.text is not None:
                replace_file(step.file, step.text)
        replace_file(store.file, as_text(records))
        replace_file(file, told)
    except OSError as error:
        message = (
            f"{error.filename} cannot be written ({error.strerror}). Nothing more was changed."
        )
        raise UsageError(message) from None


def _progress(work: Iterable[T], total: int) -> Iterable[T]:
    """Show a bar on a terminal, and nothing of it in a file."""
    console = Console(stderr=True)
    return track(work, "Importing", total=total, console=console, disable=not console.is_terminal)


def _say_page(number: int, last: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\rReading page {number:,} of {last:,} ")
