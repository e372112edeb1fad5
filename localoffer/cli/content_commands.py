"""Commands that look at the content: ``check``, ``accept``, ``coverage`` and ``schemas``."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from localoffer.check.cross_checks import PROMISED
from localoffer.cli.run import DONE, PROBLEMS, state_in, today
from localoffer.coverage import Coverage, coverage
from localoffer.fields_page import fields_page
from localoffer.pages.provision.contexts import AreaPage
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError, Problem, as_github, as_json, as_text, errors
from localoffer.schemas import write_schemas

_HEADING = "# Addresses once published. Each leads somewhere for ever: see redirects.yaml.\n"

_WORDS = {
    "evidence": "evidence found",
    "stale": "all of it overdue",
    "missing": "missing",
    "judgement": "needs human judgement",
}

_SHOWN = 3


def check_content(root: Path, options: Namespace) -> int:
    """Print the report; 1 if an error would stop a build."""
    found = check(Task(options.content, root, state_in(root), today())).problems
    sys.stdout.write(_reports(options.content)[options.format](found))
    return PROBLEMS if errors(found) else DONE


def _reports(content: Path) -> Mapping[str, Callable[[Sequence[Problem]], str]]:
    folder = Path(os.path.relpath(content)).as_posix()
    return {
        "text": as_text,
        "json": as_json,
        "github": lambda found: as_github(found, folder),
    }


def accept_addresses(root: Path, options: Namespace) -> int:
    """Promise today's addresses and print how many."""
    sys.stdout.write(accept(Task(options.content, root, state_in(root), today())))
    return DONE


def accept(task: Task) -> str:
    """Add today's addresses of records to the promised ones; return a sentence on it."""
    checked = check(task)
    if errors(checked.problems):
        raise ContentError(checked.problems)
    file = task.content / PROMISED
    before = set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()
    promised = {line for line in before if line.startswith("/")}
    today = {page.address for page in checked.pages if page.listed and not _is_part(page.address)}
    today |= {
        one
        for page in checked.pages
        if isinstance(page, AreaPage)
        for one in page.citation_addresses
    }
    file.write_text(
        _HEADING + "".join(f"{address}\n" for address in sorted(promised | today)), encoding="utf-8"
    )
    return (
        f"{len(today - promised):,} addresses added to {file}, {len(promised | today):,} in all.\n"
    )


def _is_part(address: str) -> bool:
    """Return whether an address is only a part of a long list or a letter, which come and go."""
    letters = ("/a-z/", "/schools/names/")
    return "/part-" in address or (address.startswith(letters) and address != "/a-z/")


def show_coverage(root: Path, options: Namespace) -> int:
    """Print every duty with what was found; problems of the content do not stop it."""
    checked = check(Task(options.content, root, state_in(root), today()))
    if checked.offer is None:
        raise ContentError(checked.problems)
    rows = coverage(checked.offer)
    sys.stdout.write(_as_json(rows) if options.json else _as_text(rows))
    return DONE


def _as_json(rows: tuple[Coverage, ...]) -> str:
    told = [_row(one) for one in rows]
    return json.dumps({"duties": told}, ensure_ascii=False, indent=1) + "\n"


def _row(one: Coverage) -> dict[str, Any]:
    return {
        "id": one.duty.id,
        "title": one.duty.title,
        "citation": one.duty.citation,
        "citation_verified": one.duty.citation_verified,
        "status": one.duty.status,
        "finding": one.finding,
        "evidence": [evidence.address for evidence in one.evidence],
    }


def _as_text(rows: tuple[Coverage, ...]) -> str:
    lines = []
    for one in rows:
        unsure = "" if one.duty.citation_verified else ", number not verified"
        lines.append(f"{one.duty.title} ({one.duty.citation}{unsure})")
        lines.append(f"  {_WORDS[one.finding]}{_named(one)}")
        lines += (f"    {note}" for note in one.notes)
    lines.append("")
    counts = {word: sum(one.finding == word for one in rows) for word in _WORDS}
    lines.append(", ".join(f"{counts[word]} {said}" for word, said in _WORDS.items()) + ".")
    lines.append(
        "This lists pages that were found. Whether they are enough, a person has to judge."
    )
    return "\n".join(lines) + "\n"


def _named(one: Coverage) -> str:
    addresses = [evidence.address for evidence in one.evidence]
    more = f" and {len(addresses) - _SHOWN} more" if len(addresses) > _SHOWN else ""
    return f": {', '.join(addresses[:_SHOWN])}{more}" if addresses else ""


def write_all_schemas(_: Path, options: Namespace) -> int:
    """Write the schemas and the page, and print their paths."""
    files = write_schemas(options.out)
    options.page.parent.mkdir(parents=True, exist_ok=True)
    options.page.write_text(fields_page(), encoding="utf-8")
    sys.stdout.writelines(f"{file}\n" for file in (*files, options.page))
    return DONE
