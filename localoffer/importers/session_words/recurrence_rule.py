"""A feed's recurrence in iCalendar's terms (RFC 5545, section 3.3.10): days, interval and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import vRecur

from localoffer.importers.session_words.day_rules import DAYS, WEEKS, DayRule

_CODES = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST", "BYMONTHDAY"}
_FREQUENCIES = {
    "weekly": ("WEEKLY", 1), "daily": ("DAILY", 1), "monthly": ("MONTHLY", 1),
    "fortnightly": ("WEEKLY", 2), "every week": ("WEEKLY", 1), "every two weeks": ("WEEKLY", 2),
    "yearly": ("YEARLY", 1),
}  # fmt: skip
_MOST, _LAST_YEAR = 1_000, 2200


@dataclass(frozen=True, slots=True)
class RecurrenceFields:
    """The parts of a recurrence rule, as text; empty where the feed has none."""

    freq: str = ""
    interval: str = ""
    byday: str = ""
    bymonthday: str = ""
    until: str = ""
    count: str = ""


def rule_fields(text: str) -> RecurrenceFields | None:
    """Return the parts of "FREQ=WEEKLY;BYDAY=MO", or None where it is no rule or has other parts.

    A part of several values is a text with commas.
    """
    try:
        parts = vRecur.from_ical(text.strip().removeprefix("RRULE:"))
    except ValueError:
        return None
    if not parts or {*parts} - _KNOWN:
        return None
    values = {name.lower(): ",".join(map(_value, value)) for name, value in parts.items()}
    values.pop("wkst", None)
    return RecurrenceFields(**values)


def _value(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def frequency(freq: str, interval: str) -> tuple[str, int] | None:
    """Return ("WEEKLY", 2) for a frequency and its interval; None for other words or numbers.

    Where the feed gives no frequency the first is empty.
    """
    name, times = _FREQUENCIES.get(" ".join(freq.lower().split()), ("", 0))
    if (freq.strip() and not name) or not re.fullmatch(r"\d{0,2}", interval.strip()):
        return None
    number = int(interval.strip() or 1) or 1
    return name, number * max(times, 1)


def coded_days(text: str) -> tuple[DayRule, ...] | None:
    """Return the days of "MO,WE" or "2TU,-1TH"; None where the text is anything else."""
    codes = re.split(r"[\s,;]+", text.strip().upper())
    matches = [_CODES.fullmatch(code) for code in codes]
    if not all(matches):
        return None
    rules = []
    for match in filter(None, matches):
        number = int(match[1] or 0)
        if match[1] and number not in WEEKS:
            return None
        rules.append(DayRule(match[2], WEEKS.get(number, "")))
    return tuple(dict.fromkeys(rules))


def last_of(first: date, days: Sequence[DayRule], interval: int, count: int) -> date | None:
    """Return the day of the last of ``count`` sessions from a first day on, in weeks from Monday.

    None is returned where there would be more than a thousand, or none.
    """
    if not 0 < count <= _MOST or first.year > _LAST_YEAR:
        return None
    monday = first - timedelta(days=first.weekday())
    day, left = first, count
    for _ in range(_MOST * len(DAYS)):
        weeks = (day - monday).days // len(DAYS)
        if weeks % interval == 0 and any(_is_on(rule, day) for rule in days):
            left -= 1
            if not left:
                return day
        day += timedelta(days=1)
    return None


def _is_on(rule: DayRule, day: date) -> bool:
    if rule.byday != DAYS[day.weekday()]:
        return False
    number = (day.day - 1) // len(DAYS) + 1
    is_last = (day + timedelta(days=len(DAYS))).month != day.month
    return not rule.week or rule.week == WEEKS[number] or (is_last and rule.week == "last")
