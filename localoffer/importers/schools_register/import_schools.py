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
    ReportBytes,
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
from localoffer.importers.schools_register.school_links import Links, all_successors, read_links
from localoffer.importers.schools_register.school_moves import moves
from localoffer.importers.schools_register.schools_plan import (
    PlanInputs,
    SchoolsPlan,
    all_results,
    plan,
)
from localoffer.importers.schools_register.schools_summary import (
    SchoolsImport,
    full_report,
    summary,
)
from localoffer.importers.schools_register.to_school import CouncilContext
from localoffer.importers.shared.council_lists import read_council_lists
from localoffer.importers.shared.decisions import decisions
from localoffer.importers.shared.existing_records import ExistingRecords, read_existing_records
from localoffer.importers.shared.last_import import LastImport, as_text, read_last_register
from localoffer.importers.shared.redirect_rows import REDIRECTS
from localoffer.problems import UsageError
from localoffer.workspace import Workspace
from localoffer.write.atomic import replace_file

DONE = 0


def import_schools(workspace: Workspace, options: Namespace) -> int:
    """Import ``options.source`` into ``options.content``; return the exit status.

    Raises:
        RegisterError: the register cannot be read, or has no school of the council.
        UsageError: the folder or a council is not there, or a file cannot be written.
        ContentError: importing.yaml has errors.
    """
    content: Path = options.content
    council = read_council_lists(content, workspace.resources, options.owner)
    today = day_of_build(os.environ)
    neighbours = _neighbours(options.neighbours)
    existing, last = read_existing_records(content, "schools"), read_last_register(content)
    own = WantedAuthority(options.authority)
    register, links, selection = _read(options, _selection(own, neighbours, existing, last))
    day = register.day(today)
    source = "Get information about schools" + (f", {day.day} {day:%B %Y}" if day else "")
    context = CouncilContext(own.name, council, source)
    decided = decisions(options.keep, options.take)
    planned = plan(PlanInputs(register, selection, links, existing, last, context, decided))
    if not (planned.steps or planned.merged):
        problem = f"has no school of {own.name} that belongs in a directory"
        raise RegisterError(register.name, problem, "check the name of the council")
    remarks = decided.without_effect(all_results(planned))
    schools_import = SchoolsImport(register, planned, _changes(planned), own.name, today, remarks)
    file = options.report or workspace.state() / "schools-report.md"
    _write(content, last, planned, (file, full_report(schools_import)))
    sys.stdout.write(summary(schools_import, str(file)))
    return DONE


def _neighbours(names: Sequence[str] | None) -> tuple[WantedAuthority, ...]:
    if names is not None and not names:
        message = (
            "Name the neighbours whose special schools you want, as in "
            '--neighbours Suffolk "Southend-on-Sea"; nothing was changed.'
        )
        raise UsageError(message)
    return tuple(WantedAuthority(name) for name in names or ())


def _selection(
    own: WantedAuthority,
    neighbours: Sequence[WantedAuthority],
    existing: ExistingRecords,
    last: LastImport,
) -> SchoolSelection:
    records = [record for urn, record in last.records.items() if urn in existing.by_id]
    return SchoolSelection(
        own,
        neighbours,
        frozenset((*existing.by_id, *last.records)),
        frozenset(filter(None, (record.feed_id for record in records))),
        frozenset(filter(None, (str(record.values.get("postal_code", "")) for record in records))),
    )


def _read(
    options: Namespace, selection: SchoolSelection
) -> tuple[Register, Links, SchoolSelection]:
    """Return the selected rows, the links, and the selection with all successors."""
    with ExitStack() as stack:
        file, links_file = find_files(stack.enter_context(opened(options.source)))
        if options.links:
            links_file = find_links(stack.enter_context(opened(options.links)))
        report_bytes = stack.enter_context(_progress([file, *([links_file] if links_file else [])]))
        links = read_links(links_file, report_bytes) if links_file else {}
        urns = selection.urns | all_successors(selection.urns, links)
        selection = SchoolSelection(
            selection.own, selection.neighbours, urns, selection.establishments, selection.postcodes
        )
        return read_register(file, selection, report_bytes), links, selection


def _changes(planned: SchoolsPlan) -> list[SchoolChange]:
    rows = [
        (step.result, planned.last_records.get(step.id), step.published)
        for step in planned.steps
        if step.result
    ]
    return changes([*rows, *((result, None, None) for result in planned.results)])


def _write(content: Path, last: LastImport, planned: SchoolsPlan, report: tuple[Path, str]) -> None:
    moved = moves(content, planned.merged)
    records = {step.id: step.published for step in planned.steps if step.published}
    try:
        for step in planned.steps:
            if step.file and step.text is not None:
                replace_file(step.file, step.text)
        if moved.text is not None:
            replace_file(content / REDIRECTS, moved.text)
        for file in moved.removed:
            file.unlink()
        replace_file(last.file, as_text(records))
        replace_file(*report)
    except OSError as error:
        message = (
            f"{error.filename} cannot be written ({error.strerror}). Nothing more was changed."
        )
        raise UsageError(message) from None


@contextmanager
def _progress(files: Sequence[CsvFile]) -> Iterator[ReportBytes]:
    """Show a progress bar of the bytes read, on a terminal only."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("Reading", total=2 * sum(file.size for file in files))
        yield lambda size: progress.advance(task, size)
