"""Commands that look at the content: ``check``, ``accept``, ``coverage`` and ``schemas``."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from localoffer.check.cross_checks import PROMISED
from localoffer.cli.editor_schemas import refresh_editor_schemas
from localoffer.cli.run import DONE, PROBLEMS, today
from localoffer.compare.problem_changes import told_of_change
from localoffer.compare.revisions import changed_paths
from localoffer.coverage import Coverage, coverage
from localoffer.fields_page import fields_page
from localoffer.pages.page import is_part_of_list
from localoffer.pages.provision.contexts import AreaPage
from localoffer.pipeline import CheckResult, Task, check
from localoffer.problems import (
    ContentError,
    Problem,
    UsageError,
    as_github,
    as_gitlab,
    as_json,
    as_text,
    errors,
)
from localoffer.program import PROGRAM
from localoffer.schemas import write_headers, write_schemas
from localoffer.to_do.work_counts import KindCount, published_gaps
from localoffer.to_do.work_list import NO_WORK, work_list
from localoffer.workspace import Workspace

_HEADING = "# Addresses once published. Each leads somewhere for ever: see redirects.yaml.\n"

_FINDINGS = {
    "evidence": "evidence found",
    "stale": "all of it overdue",
    "missing": "missing",
    "judgement": "needs human judgement",
}

_MAX_LISTED = 3


def check_content(workspace: Workspace, options: Namespace) -> int:
    """Print all problems of the content; return 1 if one of them would stop a build."""
    refresh_editor_schemas(workspace)
    checked = check(Task(options.content, workspace.resources, workspace.state(), today()))
    sys.stdout.write(_report(checked, options))
    return PROBLEMS if errors(checked.problems) else DONE


def _report(checked: CheckResult, options: Namespace) -> str:
    """Return the problems: for people those of the most useful records first, if there are many."""
    problems, folder = checked.problems, Path(os.path.relpath(options.content)).as_posix()
    if options.changed_since:
        return _report_of_change(problems, options, folder)
    match options.format:
        case "json":
            return as_json(problems)
        case "github":
            return as_github(problems, folder)
        case "gitlab":
            return as_gitlab(problems, folder)
        case _:
            work = work_list(checked.offer, checked.drafts) if checked.offer else NO_WORK
            return as_text(problems, work.places)


def _report_of_change(problems: Sequence[Problem], options: Namespace, folder: str) -> str:
    """Return the problems of files that differ from a revision, and the number of the others.

    Raises:
        UsageError: there is no such revision, or the format is none that people read.
    """
    if options.format not in ("text", "github"):
        message = (
            f"--changed-since goes with --format text or github. Leave it out for {options.format}:"
            " GitLab itself shows only what differs between two branches."
        )
        raise UsageError(message)
    told, elsewhere = told_of_change(
        problems, changed_paths(options.changed_since, options.content)
    )
    if options.format == "github":
        return as_github(told, folder) + (f"::notice::{elsewhere}\n" if elsewhere else "")
    return as_text(told) + (f"{elsewhere}\n" if elsewhere else "")


def accept_addresses(workspace: Workspace, options: Namespace) -> int:
    """Add today's addresses to the promised ones and print how many.

    Raises:
        ContentError: the content has errors.
    """
    sys.stdout.write(accept(Task(options.content, workspace.resources, workspace.state(), today())))
    return DONE


def accept(task: Task) -> str:
    """Add today's addresses of records to the promised ones; return a sentence on it.

    Raises:
        ContentError: the content has errors.
    """
    checked = check(task)
    if errors(checked.problems):
        raise ContentError(checked.problems)
    file = task.content / PROMISED
    before = set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()
    promised = {line for line in before if line.startswith("/")}
    today = {
        page.address for page in checked.pages if page.listed and not is_part_of_list(page.address)
    }
    today |= {
        address
        for page in checked.pages
        if isinstance(page, AreaPage)
        for address in page.citation_addresses
    }
    file.write_text(
        _HEADING + "".join(f"{address}\n" for address in sorted(promised | today)), encoding="utf-8"
    )
    return (
        f"{len(today - promised):,} addresses added to {file}, {len(promised | today):,} in all.\n"
    )


def show_coverage(workspace: Workspace, options: Namespace) -> int:
    """Print every duty with the pages that are evidence for it.

    Raises:
        ContentError: the content cannot be loaded. Errors of single records do not stop it.
    """
    checked = check(Task(options.content, workspace.resources, workspace.state(), today()))
    if checked.offer is None:
        raise ContentError(checked.problems)
    rows = coverage(checked.offer)
    gaps = published_gaps(work_list(checked.offer, checked.drafts))
    sys.stdout.write(_as_json(rows, gaps) if options.json else _as_text(rows, gaps))
    return DONE


def _as_json(rows: tuple[Coverage, ...], gaps: KindCount) -> str:
    found = {
        "duties": [_row(row) for row in rows],
        "services": {
            "published": gaps.total,
            "with_gaps": len(gaps.unfinished),
            "missing": {one.fact.name: one.missing for one in gaps.facts},
        },
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _row(row: Coverage) -> dict[str, Any]:
    return {
        "id": row.duty.id,
        "title": row.duty.title,
        "citation": row.duty.citation,
        "citation_verified": row.duty.citation_verified,
        "status": row.duty.status,
        "finding": row.finding,
        "evidence": [evidence.address for evidence in row.evidence],
    }


def _as_text(rows: tuple[Coverage, ...], gaps: KindCount) -> str:
    lines = []
    for row in rows:
        unsure = "" if row.duty.citation_verified else ", number not verified"
        lines.append(f"{row.duty.title} ({row.duty.citation}{unsure})")
        lines.append(f"  {_FINDINGS[row.finding]}{_addresses(row)}")
        lines += (f"    {note}" for note in row.notes)
    lines.append("")
    counts = {name: sum(row.finding == name for row in rows) for name in _FINDINGS}
    lines.append(", ".join(f"{counts[name]} {label}" for name, label in _FINDINGS.items()) + ".")
    lines.append(
        "This lists pages that were found. Whether they are enough, a person has to judge."
    )
    lines += _gaps(gaps)
    return "\n".join(lines) + "\n"


def _gaps(gaps: KindCount) -> Iterator[str]:
    """Yield which facts the services lack that are published with gaps, if there are any."""
    if gaps.unfinished:
        number = f"{len(gaps.unfinished):,} of {gaps.total:,} services are published with gaps"
        facts = ", ".join(f"{one.fact.name} {one.missing:,}" for one in gaps.facts)
        yield f"{number}. What they lack: {facts}. One by one: {PROGRAM} todo --kind services"


def _addresses(row: Coverage) -> str:
    addresses = [evidence.address for evidence in row.evidence]
    others = f" and {len(addresses) - _MAX_LISTED} more" if len(addresses) > _MAX_LISTED else ""
    return f": {', '.join(addresses[:_MAX_LISTED])}{others}" if addresses else ""


def write_all_schemas(_: Workspace, options: Namespace) -> int:
    """Write the JSON Schemas and the page of all fields, and print their paths."""
    if options.headers:
        files = write_headers(options.content, options.headers)
        sys.stdout.write(f"{len(files):,} headers written to {options.headers}.\n")
        return DONE
    files = write_schemas(options.out)
    options.page.parent.mkdir(parents=True, exist_ok=True)
    options.page.write_text(fields_page(), encoding="utf-8")
    sys.stdout.writelines(f"{file}\n" for file in (*files, options.page))
    return DONE
