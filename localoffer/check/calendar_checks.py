"""What the calendar says: checks dated in the future, closures and contracts that are over.

A day in the future is a slip of the pen and an error. What merely grows old is a warning:
time passing must not stop a council from publishing a mended phone number.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from localoffer.check.field_problems import FieldProblem, LineOf, located
from localoffer.model.figures import Figure
from localoffer.model.reference import Event
from localoffer.model.school import School
from localoffer.model.service import Service
from localoffer.offer import Entry
from localoffer.problems import Level, Problem


def day_problems(entry: Entry[Any], today: date, line_of: LineOf) -> Iterator[Problem]:
    """Yield what is wrong with a page's days; ``line_of`` gives (path, place) its line."""
    yield from located(entry.path, _days(entry.record, today), line_of)


def _days(record: Any, today: date) -> Iterator[FieldProblem]:
    checked, following = record.assured_date, record.next_check
    if checked and checked > today:
        message = f"The last check is in the future ({checked})."
        yield ("assured_date",), message, "Write the day it was really checked.", Level.ERROR
    if checked and following and following <= checked:
        message = f"The next check ({following}) is not after the last one ({checked})."
        yield ("next_check",), message, "Write a later day, or take next_check out.", Level.ERROR
    if isinstance(record, Service):
        yield from _service_days(record, today)
    if isinstance(record, School):
        yield from _school_days(record, today)


def _service_days(service: Service, today: date) -> Iterator[FieldProblem]:
    closure, admin, waiting = service.closure, service.admin, service.waiting_time
    if closure and closure.begins and closure.ends and closure.begins > closure.ends:
        message = "The closure ends before it begins."
        yield ("closure", "ends"), message, "Swap begins and ends, or correct them.", Level.ERROR
    elif closure and closure.ends and closure.ends < today:
        message = f"The closing date is past: it was closed until {closure.ends}."
        fix = "Take out closure and write status: active, or give the new date."
        yield ("closure", "ends"), message, fix, Level.WARNING
    if admin and admin.contract_end and admin.contract_end < today:
        message = f"The contract for this service ended on {admin.contract_end}."
        fix = "Ask the commissioner whether it goes on; take the page out if not."
        yield ("admin", "contract_end"), message, fix, Level.WARNING
    if waiting and waiting.as_at > today:
        message = f"The waiting time is dated in the future ({waiting.as_at})."
        yield ("waiting_time", "as_at"), message, "Write the day it was true.", Level.ERROR


def _school_days(school: School, today: date) -> Iterator[FieldProblem]:
    if school.opens and school.closes and school.opens > school.closes:
        message = "The school closes before it opens."
        yield ("closes",), message, "Swap opens and closes, or correct them.", Level.ERROR
    for name in ("report", "accessibility_plan", "inclusion_strategy"):
        published = getattr(school, name)
        if published and published.dated and published.dated > today:
            message = f"It is dated in the future ({published.dated})."
            yield (name, "dated"), message, "Write the day that is written on it.", Level.ERROR
        if published and published.checked and published.checked > today:
            message = f"Someone looked at it in the future ({published.checked})."
            yield (name, "checked"), message, "Write the day it was really done.", Level.ERROR


def figure_to_come(figure: Figure, path: str, line: int, today: date) -> Problem | None:
    """Return the problem of a figure that cannot have been true yet."""
    if figure.as_at <= today:
        return None
    message = f"The figure is dated in the future ({figure.as_at})."
    return Problem(path, line, "as_at", message, "Write the day the newest number was true.")


def past_event(event: Event, path: str, line: int, today: date) -> Problem | None:
    """Return a warning for an event whose every day has passed; the site leaves it out."""
    if max(event.dates) >= today:
        return None
    return Problem(
        path, line, "dates", f"{event.name} is over (last day {max(event.dates)}).",
        "Give the next dates, or take the row out.", Level.WARNING,
    )  # fmt: skip
