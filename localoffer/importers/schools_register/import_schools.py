"""``import schools``: the national register in, a file for each school of the council out.

The register is "Get information about schools" of the Department for Education. Everything is
gathered before anything is written; a file that cannot be read changes nothing.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from localoffer.calendar_days import day_of_build
from localoffer.importers.schools_register.authority import WantedAuthority
from localoffer.importers.schools_register.register_files import (
    CsvFile,
    RegisterError,
    Tell,
    opened,
)
from localoffer.importers.schools_register.register_rows import (
    Register,
    SchoolSelection,
    find_files,
    find_links,
    read_register,
)
from localoffer.importers.schools_register.school_changes import SchoolChange, changes
from localoffer.importers.schools_register.school_links import Links, followers, read_links
from localoffer.importers.schools_register.school_moves import REDIRECTS, Moves, moves
from localoffer.importers.schools_register.schools_plan import PlanInputs, SchoolsPlan, plan
from localoffer.importers.schools_register.schools_summary import (
    SchoolsImport,
    full_report,
    summary,
)
from localoffer.importers.schools_register.to_school import Here
from localoffer.importers.shared.council_lists import council_of
from localoffer.importers.shared.existing_records import ExistingRecords, read_folder
from localoffer.importers.shared.last_import import LastImport, as_text, register_store
from localoffer.problems import UsageError
from localoffer.write.atomic import replace_file

DONE = 0


def import_schools(root: Path, options: Namespace) -> int:
    """Import ``options.source`` into ``options.content``; return the exit status."""
    content: Path = options.content
    council, today = council_of(content, options.owner), day_of_build(os.environ)
    neighbours = _neighbours(options.neighbours)
    folder, store = read_folder(content, "schools"), register_store(content)
    own = WantedAuthority(options.authority)
    register, links, choice = _read(options, _choice(own, neighbours, folder, store))
    day = register.day(today)
    said = f"Get information about schools, {day.day} {day:%B %Y}"
    here = Here(own.name, council, said)
    planned = plan(PlanInputs(register, choice, links, folder, store, here))
    if not (planned.steps or planned.joined):
        why = f"has no school of {own.name} that belongs in a directory"
        raise RegisterError(register.name, why, "check the name of the council")
    done = SchoolsImport(register, planned, _changes(planned), own.name, today)
    file = options.report or root / ".localoffer" / "schools-report.md"
    _write(content, store, planned, _moves(content, planned), (file, full_report(done)))
    sys.stdout.write(summary(done, str(file)))
    return DONE


def _neighbours(names: Sequence[str] | None) -> tuple[WantedAuthority, ...]:
    if names is not None and not names:
        message = (
            "Name the neighbours whose special schools you want, as in "
            '--neighbours Suffolk "Southend-on-Sea"; nothing was changed.'
        )
        raise UsageError(message)
    return tuple(WantedAuthority(name) for name in names or ())


def _choice(
    own: WantedAuthority,
    neighbours: Sequence[WantedAuthority],
    folder: ExistingRecords,
    store: LastImport,
) -> SchoolSelection:
    here = [one for urn, one in store.records.items() if urn in folder.by_id]
    return SchoolSelection(
        own,
        neighbours,
        frozenset((*folder.by_id, *store.records)),
        frozenset(filter(None, (one.feed_id for one in here))),
        frozenset(filter(None, (str(one.values.get("postal_code", "")) for one in here))),
    )


def _read(options: Namespace, choice: SchoolSelection) -> tuple[Register, Links, SchoolSelection]:
    """Return the wanted rows, who followed whom, and the choice with all who followed."""
    with ExitStack() as stack:
        file, beside = find_files(stack.enter_context(opened(options.source)))
        if options.links:
            beside = find_links(stack.enter_context(opened(options.links)))
        tell = stack.enter_context(_progress([file, *([beside] if beside else [])]))
        links = read_links(beside, tell) if beside else {}
        urns = choice.urns | followers(choice.urns, links)
        choice = SchoolSelection(
            choice.own, choice.neighbours, urns, choice.establishments, choice.postcodes
        )
        return read_register(file, choice, tell), links, choice


def _changes(planned: SchoolsPlan) -> list[SchoolChange]:
    rows = [
        (step.outcome, planned.known.get(step.id), step.published)
        for step in planned.steps
        if step.outcome
    ]
    return changes([*rows, *((outcome, None, None) for outcome in planned.outcomes)])


def _moves(content: Path, planned: SchoolsPlan) -> Moves:
    found = moves(content, planned.joined)
    if found is None:
        message = (
            f"{content / REDIRECTS} has a mistake, so no address can be added to it and nothing "
            "was changed: run check, and mend it first."
        )
        raise UsageError(message)
    return found


def _write(
    content: Path, store: LastImport, planned: SchoolsPlan, moved: Moves, report: tuple[Path, str]
) -> None:
    records = {step.id: step.published for step in planned.steps if step.published}
    try:
        for step in planned.steps:
            if step.file and step.text is not None:
                replace_file(step.file, step.text)
        if moved.text is not None:
            replace_file(content / REDIRECTS, moved.text)
        for file in moved.gone:
            file.unlink()
        replace_file(store.file, as_text(records))
        replace_file(*report)
    except OSError as error:
        message = (
            f"{error.filename} cannot be written ({error.strerror}). Nothing more was changed."
        )
        raise UsageError(message) from None


@contextmanager
def _progress(files: Sequence[CsvFile]) -> Iterator[Tell]:
    """Show a bar of the bytes read on a terminal, and nothing of it in a file."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("Reading", total=2 * sum(file.size for file in files))
        yield lambda size: progress.advance(task, size)
