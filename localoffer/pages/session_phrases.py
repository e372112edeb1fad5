"""How a service's page says when its sessions are, and which of them are over."""

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
_MIDNIGHT, _LAST_MINUTE = time(0), time(23, 59)


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session to come: its days in words, and the first and last day that matter to a reader.

    ``all_day`` is whether it lasts from midnight to midnight.
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
    """Return the sessions that are not over, as the page shows them."""
    return tuple(_view(row, today) for row in sessions_to_come(service, today))


def days_text(schedule: Schedule) -> str:
    """Return "Saturdays", "Every other Saturday", "The last Saturday of the month" or one day."""
    name = _NAMES[schedule.byday]
    if schedule.is_single_day and schedule.valid_from:
        return f"{name} {schedule.valid_from.day} {schedule.valid_from:%B %Y}"
    if schedule.week_of_month:
        return f"The {schedule.week_of_month} {name} of the month"
    if schedule.interval == _EVERY_OTHER:
        return f"Every other {name}"
    return f"A {name} every {schedule.interval} weeks" if schedule.interval > 1 else f"{name}s"


def _view(schedule: Schedule, today: date) -> SessionView:
    single = schedule.is_single_day
    first = schedule.valid_from
    return SessionView(
        schedule=schedule,
        days=days_text(schedule),
        first_day=first if first and first > today and not single else None,
        last_day=None if single else schedule.valid_to,
        all_day=(schedule.opens_at, schedule.closes_at) == (_MIDNIGHT, _LAST_MINUTE),
    )
