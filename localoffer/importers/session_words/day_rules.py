"""The days of sessions: of each week, of one week of the month, or of one date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

#: The days in iCalendar's letters, from Monday on.
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = dict(
    zip(
        DAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
#: The weeks of a month, by the number that iCalendar gives them.
WEEKS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


@dataclass(frozen=True, slots=True)
class DayRule:
    """A day of the week; ``week`` is that of the month ("first"), ``only_day`` a single date."""

    byday: str
    week: str = ""
    only_day: date | None = None


def day_rule(day: date) -> DayRule:
    """Return the rule of one date."""
    return DayRule(DAYS[day.weekday()], only_day=day)


def days_between(first: str, last: str) -> tuple[DayRule, ...]:
    """Return all days from one to another, both included; "FR" to "MO" goes over the weekend."""
    start, end = DAYS.index(first), DAYS.index(last)
    count = (end - start) % len(DAYS) + 1
    return tuple(DayRule(DAYS[(start + step) % len(DAYS)]) for step in range(count))


def in_weeks(rule: DayRule, weeks: Sequence[str]) -> tuple[DayRule, ...]:
    """Return the rule in each of these weeks of the month; as it is where there are none."""
    return tuple(replace(rule, week=week) for week in weeks) or (rule,)
