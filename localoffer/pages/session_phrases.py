"""How a service's page says when its sessions are, and which of them are over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from localoffer.model.parts import Schedule
from localoffer.model.service import Service
from localoffer.pages.page import COVERED

_NAMES = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday",
    "FR": "Friday", "SA": "Saturday", "SU": "Sunday",
}  # fmt: skip
_EVERY_OTHER = 2
#: So many days one after the other are said as the first to the last.
_RANGE = 3
_MIDNIGHT, _LAST_MINUTE = time(0), time(23, 59)


@dataclass(frozen=True, slots=True)
class SessionView:
    """Sessions to come that differ in their day only: the first, and all their days in words.

    ``first_day`` and ``last_day`` are those that matter to a reader; ``all_day`` is whether it
    lasts from midnight to midnight.
    """

    schedule: Schedule = field(metadata=COVERED)
    days: str
    first_day: date | None
    last_day: date | None
    all_day: bool


def sessions_to_come(service: Service, today: date) -> tuple[Schedule, ...]:
    """Return the sessions that are not over."""
    return tuple(row for row in service.schedules if not row.valid_to or row.valid_to >= today)


def session_views(service: Service, today: date) -> tuple[SessionView, ...]:
    """Return the sessions that are not over, as the page shows them.

    Weekly ones with the same times and words are shown as one: "Monday to Friday".
    """
    groups: dict[object, list[Schedule]] = {}
    for number, row in enumerate(sessions_to_come(service, today)):
        is_weekly = row.interval == 1 and not row.week_of_month and not row.is_single_day
        key = row.model_copy(update={"byday": "MO"}) if is_weekly else number
        groups.setdefault(key, []).append(row)
    return tuple(_view(rows, today) for rows in groups.values())


def days_text(schedules: Sequence[Schedule]) -> str:
    """Return the days of sessions: "Saturdays", "Monday to Friday", "Mondays and Thursdays".

    A session that is not weekly stands alone: "Every other Saturday", "The last Saturday of the
    month", "Saturday 12 December 2026".
    """
    if len(schedules) > 1:
        return _several({row.byday for row in schedules})
    (schedule,) = schedules
    name = _NAMES[schedule.byday]
    if schedule.is_single_day and schedule.valid_from:
        return f"{name} {schedule.valid_from.day} {schedule.valid_from:%B %Y}"
    if schedule.week_of_month:
        return f"The {schedule.week_of_month} {name} of the month"
    if schedule.interval == _EVERY_OTHER:
        return f"Every other {name}"
    return f"A {name} every {schedule.interval} weeks" if schedule.interval > 1 else f"{name}s"


def _several(days: set[str]) -> str:
    order = list(_NAMES)
    numbers = sorted(order.index(day) for day in days)
    names = [_NAMES[order[number]] for number in numbers]
    if len(names) == len(order):
        return "Every day"
    if len(names) >= _RANGE and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(
        filter(None, (", ".join(f"{name}s" for name in names[:-1]), f"{names[-1]}s"))
    )


def _view(schedules: Sequence[Schedule], today: date) -> SessionView:
    schedule = schedules[0]
    single = schedule.is_single_day
    first = schedule.valid_from
    return SessionView(
        schedule=schedule,
        days=days_text(schedules),
        first_day=first if first and first > today and not single else None,
        last_day=None if single else schedule.valid_to,
        all_day=(schedule.opens_at, schedule.closes_at) == (_MIDNIGHT, _LAST_MINUTE),
    )
