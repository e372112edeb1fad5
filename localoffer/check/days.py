"""What the calendar says: checks dated in the future, closures and contracts that are over.

A day in the future is a slip of the pen and an error. What merely grows old is a warning:
time passing must not stop a council from publishing a mended phone number.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from localoffer.model.reference import Event
from localoffer.model.service import Service
from localoffer.offer import Entry
from localoffer.problems import Level, Problem

LineOf = Callable[[str, str], int]


def day_problems(entry: Entry[Any], today: date, line_of: LineOf) -> Iterator[Problem]:
    """Yield what is wrong with a page's days; ``line_of`` gives (path, field) its line."""
    checked = getattr(entry.record, "assured_date", None)
    if checked and checked > today:
        yield Problem(
            entry.path, line_of(entry.path, "assured_date"), "assured_date",
            f"The last check is in the future ({checked}).", "Write the day it was really checked.",
        )  # fmt: skip
    if isinstance(entry.record, Service):
        yield from _service_days(entry.path, entry.record, today, line_of)


def _service_days(path: str, service: Service, today: date, line_of: LineOf) -> Iterator[Problem]:
    closure, admin = service.closure, service.admin
    if closure and closure.begins and closure.ends and closure.begins > closure.ends:
        yield Problem(
            path, line_of(path, "closure"), "closure",
            "The closure ends before it begins.", "Swap begins and ends, or correct them.",
        )  # fmt: skip
    if closure and closure.ends and closure.ends < today:
        yield Problem(
            path, line_of(path, "closure"), "closure.ends",
            f"The closing date is past: it was closed until {closure.ends}.",
            "Take out closure and write status: active, or give the new date.", Level.WARNING,
        )  # fmt: skip
    if admin and admin.contract_end and admin.contract_end < today:
        yield Problem(
            path, line_of(path, "admin"), "admin.contract_end",
            f"The contract for this service ended on {admin.contract_end}.",
            "Ask the commissioner whether it goes on; take the page out if not.", Level.WARNING,
        )  # fmt: skip
    waiting = service.waiting_time
    if waiting and waiting.as_at > today:
        yield Problem(
            path, line_of(path, "waiting_time"), "waiting_time.as_at",
            f"The waiting time is dated in the future ({waiting.as_at}).", "Write the day it was true.",
        )  # fmt: skip


def past_event(event: Event, path: str, line: int, today: date) -> Problem | None:
    """Return a warning for an event whose every day has passed; the site leaves it out."""
    if max(event.dates) >= today:
        return None
    return Problem(
        path, line, "dates", f"{event.name} is over (last day {max(event.dates)}).",
        "Give the next dates, or take the row out.", Level.WARNING,
    )  # fmt: skip
