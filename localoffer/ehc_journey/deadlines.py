"""The days on which limits fall. templates/scripts/ehc_journey/deadlines.js says the same.

The day on which something happens is day 0; a week ends on the same day of the week. Councils'
pages count so, the regulations have not been read for it: the days are a guide. A last day that
is no working day stays where it is, and is said to be one; the clock says what follows from that.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from localoffer.ehc_journey.clocks import Clock, ClockStage
from localoffer.ehc_journey.legal_limits import Limit, limits

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SATURDAY = 5

#: The months by name, as days are said and typed.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_AUGUST = 8
_YEAR = len(MONTHS)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A stage's last day in words, and what should have happened by then.

    ``day`` is an ISO date, or empty where ``when`` says what the stage counts from instead.
    ``length`` is the limit's ("6 weeks"), ``source`` where it comes from; ``notes`` tell what
    kind of day it is.
    """

    limit: str
    title: str
    day: str
    when: str
    should: str
    length: str
    source: str
    notes: tuple[str, ...] = ()
    is_past: bool = False


def after(start: date, number: int, unit: str) -> date:
    """Return the day that lies ``number`` days, weeks or months after ``start``.

    A month ends on the day with the same number, or on the last day of a shorter month: the
    "corresponding date rule" (Dodds v Walker [1981] 1 WLR 1027; from memory).
    """
    if unit != "months":
        return start + timedelta(days=number * (7 if unit == "weeks" else 1))
    months = start.year * _YEAR + start.month - 1 + number
    year, month = divmod(months, _YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def last_day(limit: Limit, start: date) -> date:
    """Return a limit's last day; one that is a fixed day of the year takes ``start``'s year."""
    if limit.day:
        number, month = limit.day.split()
        return date(start.year, MONTHS.index(month) + 1, int(number))
    return after(start, limit.number, limit.unit)


def deadlines(
    clock: Clock, days: Mapping[str, date], today: date, holidays: Mapping[str, str]
) -> tuple[Deadline, ...]:
    """Return every stage of a clock, in order.

    ``days`` holds the days asked for by name (``day``, ``certificate``, ``year``: any day of
    that year), ``holidays`` the names of bank holidays by ISO date.
    """
    return tuple(_deadline(clock, stage, days, today, holidays) for stage in clock.stages)


def day_words(day: date) -> str:
    """Return "Tuesday 12 January 2027"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def notes_on(day: date, holidays: Mapping[str, str], day_off: str) -> tuple[str, ...]:
    """Return what kind of day it is, where that may matter: weekend, bank holiday, no school.

    ``day_off`` is what the clock says of such a day; it comes last.
    """
    notes = []
    if day.weekday() >= _SATURDAY:
        notes.append(f"This is a {_WEEKDAYS[day.weekday()]}.")
    if name := holidays.get(day.isoformat()):
        notes.append(f"This is a bank holiday ({name}).")
    if day.month == _AUGUST or (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
        notes.append("Most schools are closed then.")
    if notes:
        notes.append(day_off)
    return tuple(notes)


def _deadline(
    clock: Clock,
    stage: ClockStage,
    days: Mapping[str, date],
    today: date,
    holidays: Mapping[str, str],
) -> Deadline:
    limit, title = limits()[stage.limit], limits()[stage.limit].title
    start = days.get(stage.start)
    if start is None:
        when = f"{limit.length} from {limit.counts_from}"
        return Deadline(limit.id, title, "", when, stage.should, limit.length, source(limit))
    day = last_day(limit, start)
    later_note: tuple[str, ...] = ()
    certificate = days.get("certificate")
    if stage.later and certificate:
        other = limits()[stage.later]
        day, limit, later_note = _later(limit, day, other, last_day(other, certificate))
    return Deadline(
        limit.id,
        title,
        day.isoformat(),
        day_words(day),
        stage.should,
        limit.length,
        source(limit),
        (*later_note, *notes_on(day, holidays, clock.day_off)),
        is_past=day < today,
    )


def _later(
    one: Limit, day: date, other: Limit, other_day: date
) -> tuple[date, Limit, tuple[str, ...]]:
    """Return the later of two days, its limit, and a sentence on the other."""
    if other_day == day:
        return day, one, ()
    if other_day > day:
        day, other_day, one, other = other_day, day, other, one
    length = f"{other.length} from {other.counts_from}"
    return day, one, (f"{length} would be {day_words(other_day)}. The later day counts.",)


def source(limit: Limit) -> str:
    """Return how long a limit is, what it counts from and where it comes from, in a sentence."""
    counted = f", counted from {limit.counts_from}" if limit.unit else ""
    unread = "" if limit.citation_verified else " (number not verified)"
    return f"{limit.length}{counted}: {limit.citation}{unread}."
