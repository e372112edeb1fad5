"""A whole run: which addresses are due, their visits, and the file that tells of them."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from localoffer.link_check import results_file
from localoffer.link_check.addresses import LinkToCheck, wanted
from localoffer.link_check.errors import NO_NETWORK, UNREACHED
from localoffer.link_check.http_request import HttpClient
from localoffer.link_check.limits import LinkCheckLimits, Network
from localoffer.link_check.politeness import Hosts
from localoffer.link_check.progress import SavedProgress
from localoffer.link_check.run_summary import RunSummary, said
from localoffer.link_check.scheduling import visits
from localoffer.link_check.visit import Visitor
from localoffer.model.school import LinkCheck
from localoffer.offer import Offer
from localoffer.problems import UsageError

#: What robots.txt files call us.
NAME = "LocalOfferLinkCheck"

#: For so long a finding stands when later visits cannot be made.
_LASTING = timedelta(days=60)

#: Of so many websites not one is there: rather, this machine is not on the network.
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
    """Return how we say who we are, in letters that a header can hold."""
    words = f"{NAME}/1.0 (+{base_url}; {contact})".encode("ascii", "ignore").decode()
    return "".join(letter for letter in words if letter.isprintable())


@dataclass(frozen=True, slots=True)
class LinkCheckRun:
    """What a run is made with. ``unread`` is the text of files that may not have been read."""

    offer: Offer
    content: Path
    choice: LinkSelection
    limits: LinkCheckLimits
    network: Network
    agent: str
    unread: str = ""

    def do(self, kept: SavedProgress, progress: Progress) -> str:
        """Visit what is due and write down what was found, even when cut short; return a report.

        Raises ``UsageError`` where there is no network.
        """
        everything = wanted(self.offer)
        known = {row.address: row for row in (*self.offer.link_checks, *kept.before)}
        chosen = chosen_of(everything, self.choice, self.offer)
        due = [one for one in chosen if self._is_due(known.get(one.address))]
        visited: list[LinkCheck] = []
        try:
            for row in self._visits(due):
                kept.keep(row)
                visited.append(row)
                progress(len(visited), len(due))
        finally:
            rows = known | _told_by(visited, known)
            results_file.write(self.content, self._lasting(rows.values(), everything))
            kept.forget()
        if is_offline(visited):
            raise UsageError(_OFFLINE)
        left = len(due) - len(visited)
        done = RunSummary(visited, len(chosen) - len(due), left, self.choice.again_after)
        return said(done, rows, chosen)

    def _visits(self, due: Sequence[LinkToCheck]) -> Iterable[LinkCheck]:
        over = threading.Event()
        end = None if self.limits.run is None else time.monotonic() + self.limits.run
        asker = HttpClient(self.network, self.limits, NAME, self.agent, end)
        visitor = Visitor(Hosts(asker, over), self.limits, self.offer.today)
        return visits(due, visitor.visit, self.limits.hosts, over)

    def _is_due(self, row: LinkCheck | None) -> bool:
        days = timedelta(days=self.choice.again_after)
        return row is None or not is_fresh(row.checked, self.offer.today, days)

    def _lasting(
        self, rows: Iterable[LinkCheck], everything: Sequence[LinkToCheck]
    ) -> Iterable[LinkCheck]:
        """Yield the rows of addresses that stand in the content, be it in a file with mistakes."""
        addresses = {one.address for one in everything}
        return (row for row in rows if row.address in addresses or row.address in self.unread)


def is_offline(visited: Sequence[LinkCheck]) -> bool:
    """Return whether so many websites are gone, and no other answered, that the fault is ours."""
    hosts = {urlsplit(row.address).hostname for row in visited}
    return len(hosts) >= _MANY and all(row.why in UNREACHED for row in visited)


def _told_by(visited: Sequence[LinkCheck], known: Mapping[str, LinkCheck]) -> dict[str, LinkCheck]:
    """Return what visits tell: one that could not be made says nothing against a recent one."""
    if is_offline(visited):
        return {}
    return {row.address: row for row in visited if not _stands(known.get(row.address), against=row)}


def _stands(earlier: LinkCheck | None, *, against: LinkCheck) -> bool:
    """Return whether an earlier finding stands: it will be due again at the next run."""
    if earlier is None or against.found != "not visited":
        return False
    recent = is_fresh(earlier.checked, against.checked, _LASTING)
    return against.why == NO_NETWORK or (recent and earlier.found != "not visited")


def is_fresh(checked: date, today: date, days: timedelta) -> bool:
    """Return whether a visit was less than so many days ago; one in the future is a slip."""
    return checked <= today and today - checked < days


def chosen_of(
    addresses: Sequence[LinkToCheck], choice: LinkSelection, offer: Offer
) -> list[LinkToCheck]:
    """Return the addresses that a run is for, or raise ``UsageError`` for a school unknown."""
    unknown = set(choice.schools) - {entry.slug for entry in offer.schools}
    if unknown:
        message = f"There is no school {min(unknown)}. Enter the name of its file, without .md."
        raise UsageError(message)
    return [one for one in addresses if _is_chosen(one, choice)]


def _is_chosen(one: LinkToCheck, choice: LinkSelection) -> bool:
    if choice.only and one.is_report != (choice.only == "reports"):
        return False
    return not choice.schools or any(place.school in choice.schools for place in one.places)
