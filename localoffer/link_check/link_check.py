"""A whole run: which addresses are due, their visits, and the file of results."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from localoffer.link_check import results_file
from localoffer.link_check.addresses import LinkToCheck, links_to_check
from localoffer.link_check.errors import NO_NETWORK, OFFLINE_REASONS
from localoffer.link_check.http_request import HttpClient
from localoffer.link_check.limits import LinkCheckLimits, Network
from localoffer.link_check.politeness import Hosts
from localoffer.link_check.progress import SavedProgress
from localoffer.link_check.run_summary import RunSummary, report_text
from localoffer.link_check.scheduling import visits
from localoffer.link_check.visit import Visitor
from localoffer.model.school import LinkCheck
from localoffer.offer import Offer
from localoffer.problems import UsageError

#: What robots.txt files call us.
NAME = "LocalOfferLinkCheck"

#: How long a result stays when later visits cannot be made.
_STAYS_FOR = timedelta(days=60)

#: Where all of so many websites seem to be gone, it is this machine that is not on the network.
_MANY = 10
_OFFLINE = (
    "No website could be reached from here, so nothing was written down."
    " Connect this machine to the network, and run the command again."
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class LinkSelection:
    """Which addresses to visit: of these schools (all if empty), not again within so many days."""

    only: Literal["reports", "links"] | None = None
    schools: tuple[str, ...] = ()
    again_after: int = 7


def agent_of(base_url: str, contact: str) -> str:
    """Return the header ``User-Agent``: who we are and why we ask, in ASCII."""
    agent = f"{NAME}/1.0 (+{base_url}; {contact})".encode("ascii", "ignore").decode()
    return "".join(letter for letter in agent if letter.isprintable())


@dataclass(frozen=True, slots=True)
class LinkCheckRun:
    """What a run is made with.

    ``unread`` is the text of files with mistakes: results of addresses in it are saved, too.
    """

    offer: Offer
    content: Path
    selection: LinkSelection
    limits: LinkCheckLimits
    network: Network
    agent: str
    unread: str = ""

    def run(self, saved: SavedProgress, progress: Progress) -> str:
        """Visit what is due, write down the results, even when cut short, and return a report.

        Raises:
            UsageError: there is no network, or the selection names an unknown school.
        """
        links = links_to_check(self.offer)
        known = {row.address: row for row in (*self.offer.link_checks, *saved.before)}
        selected = selected_links(links, self.selection, self.offer)
        due = [link for link in selected if self._is_due(known.get(link.address))]
        visited: list[LinkCheck] = []
        try:
            for row in self._visits(due):
                saved.add(row)
                visited.append(row)
                progress(len(visited), len(due))
        finally:
            rows = known | _results(visited, known)
            results_file.write(self.content, self._in_content(rows.values(), links))
            saved.clear()
        if is_offline(visited):
            raise UsageError(_OFFLINE)
        remaining = len(due) - len(visited)
        summary = RunSummary(
            visited, len(selected) - len(due), remaining, self.selection.again_after
        )
        return report_text(summary, rows, selected)

    def _visits(self, due: Sequence[LinkToCheck]) -> Iterable[LinkCheck]:
        stop = threading.Event()
        end = None if self.limits.run is None else time.monotonic() + self.limits.run
        client = HttpClient(self.network, self.limits, NAME, self.agent, end)
        visitor = Visitor(Hosts(client, stop), self.limits, self.offer.today)
        return visits(due, visitor.visit, self.limits.hosts, stop)

    def _is_due(self, row: LinkCheck | None) -> bool:
        days = timedelta(days=self.selection.again_after)
        return row is None or not is_recent(row.checked, self.offer.today, days)

    def _in_content(
        self, rows: Iterable[LinkCheck], links: Sequence[LinkToCheck]
    ) -> Iterable[LinkCheck]:
        """Yield the rows of addresses that are in the content, even in a file with mistakes."""
        addresses = {link.address for link in links}
        return (row for row in rows if row.address in addresses or row.address in self.unread)


def is_offline(visited: Sequence[LinkCheck]) -> bool:
    """Return whether so many websites, and all, seem to be gone that the fault must be here."""
    hosts = {urlsplit(row.address).hostname for row in visited}
    return len(hosts) >= _MANY and all(row.why in OFFLINE_REASONS for row in visited)


def _results(visited: Sequence[LinkCheck], known: Mapping[str, LinkCheck]) -> dict[str, LinkCheck]:
    """Return the new results by address; a visit that could not be made replaces no recent one."""
    if is_offline(visited):
        return {}
    return {row.address: row for row in visited if not _stays(known.get(row.address), row)}


def _stays(earlier: LinkCheck | None, later: LinkCheck) -> bool:
    """Return whether an earlier result stays in spite of a later visit that could not be made."""
    if earlier is None or later.found != "not visited":
        return False
    recent = is_recent(earlier.checked, later.checked, _STAYS_FOR)
    return later.why == NO_NETWORK or (recent and earlier.found != "not visited")


def is_recent(checked: date, today: date, days: timedelta) -> bool:
    """Return whether a visit was less than ``days`` ago; a date in the future is a slip."""
    return checked <= today and today - checked < days


def selected_links(
    links: Sequence[LinkToCheck], selection: LinkSelection, offer: Offer
) -> list[LinkToCheck]:
    """Return the addresses that a run is for.

    Raises:
        UsageError: the selection names a school that is not in the offer.
    """
    unknown = set(selection.schools) - {entry.slug for entry in offer.schools}
    if unknown:
        message = f"There is no school {min(unknown)}. Enter the name of its file, without .md."
        raise UsageError(message)
    return [link for link in links if _is_selected(link, selection)]


def _is_selected(link: LinkToCheck, selection: LinkSelection) -> bool:
    if selection.only and link.is_report != (selection.only == "reports"):
        return False
    return not selection.schools or any(
        location.school in selection.schools for location in link.locations
    )
