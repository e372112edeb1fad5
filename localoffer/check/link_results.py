"""Web addresses that did not work when they were last visited: a warning where each stands.

It is a warning, from ``link-checks.yaml`` alone: a check never asks the network, and a website
that is down for a day must not stop a council from publishing. A school's report has no warning:
its page and the council's own list of reports say what became of it.
"""

from collections.abc import Iterator
from pathlib import Path

from localoffer.link_check.addresses import REPORT, LinkLocation, links_to_check
from localoffer.model.school import LinkCheck
from localoffer.offer import Offer
from localoffer.problems import Level, Problem, quoted
from localoffer.read.layers import is_national


def broken_visits(folder: Path, offer: Offer) -> Iterator[Problem]:
    """Yield a warning for each place of an address that the last visit found broken.

    Only places in files of the council's folder are named: nobody there can mend a national text.
    """
    broken = {row.address: row for row in offer.link_checks if row.found == "broken"}
    if not broken:
        return
    for link in links_to_check(offer, broken.keys()):
        for location in link.locations:
            is_report = location.school and location.field == REPORT
            is_own = not is_national(location.path) and (folder / location.path).is_file()
            if link.address in broken and is_own and not is_report:
                yield _warning(folder, location, broken[link.address])


def _warning(folder: Path, location: LinkLocation, row: LinkCheck) -> Problem:
    day = f"{row.checked.day} {row.checked:%B %Y}"
    return Problem(
        location.path,
        _line_of(folder / location.path, row.address),
        location.field,
        f"{quoted(row.address)} did not work on {day}: {row.why or 'it gave no answer'}.",
        "Open it in a browser, then correct it or take it out.",
        Level.WARNING,
    )


def _line_of(file: Path, address: str) -> int:
    """Return the first line on which an address stands, or 1."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if address in line), 1)
