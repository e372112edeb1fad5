"""Promises: the list of addresses that must lead somewhere for ever."""

import sys
from argparse import Namespace
from pathlib import Path

from localoffer.check.cross_checks import PROMISED
from localoffer.cli.run import DONE, state_in, today
from localoffer.pages.provision.contexts import AreaPage
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError, errors

_HEADING = "# Addresses once published. Each leads somewhere for ever: see redirects.yaml.\n"


def run(root: Path, options: Namespace) -> int:
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
    today |= {one for page in checked.pages if isinstance(page, AreaPage) for one in page.cited}
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
