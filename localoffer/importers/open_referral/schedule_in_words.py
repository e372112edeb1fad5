"""A schedule as a line of text, in the feed's own words, for what has no field here."""

import re
from datetime import date

from localoffer.importers.open_referral.ages_and_times import day_of, time_of
from localoffer.importers.open_referral.feed_service import FeedSchedule
from localoffer.importers.session_words.day_rules import DAY_NAMES
from localoffer.importers.session_words.recurrence_rule import coded_days
from localoffer.importers.shared.text import line

_PERIODS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def in_words(schedule: FeedSchedule) -> str:
    """Return a schedule in the feed's own words; codes and dates are written out."""
    parts = (
        _days(schedule),
        _often(schedule),
        f"on day {schedule.month_days} of the month" if schedule.month_days else "",
        " to ".join(filter(None, (_time(schedule.opens), _time(schedule.closes)))),
        _limit("from", schedule.first or schedule.valid_from),
        _limit("until", schedule.until or schedule.valid_to),
        f"{schedule.count} times" if schedule.count not in ("", "0") else "",
        schedule.rule,
    )
    text = ", ".join(filter(None, parts))
    return line(". ".join(filter(None, (text, *schedule.notes))))


def _days(schedule: FeedSchedule) -> str:
    text = ", ".join(schedule.days)
    rules = coded_days(text) if text else None
    if rules is None:
        return text
    names = (
        f"{rule.week} {DAY_NAMES[rule.byday]} of the month" if rule.week else DAY_NAMES[rule.byday]
        for rule in rules
    )
    return ", ".join(names)


def _often(schedule: FeedSchedule) -> str:
    """Return "every month" or "every 2 weeks"; empty where it is each week or is not said."""
    name = schedule.freq.strip().upper()
    period = _PERIODS.get(name, "")
    number = schedule.interval.strip()
    if number.isdecimal() and int(number[:3]) > 1:
        return (
            f"every {number} {period}s" if period else f"{schedule.freq} interval {number}".strip()
        )
    if name == "WEEKLY":
        return ""
    return f"every {period}" if period else schedule.freq


def _time(text: str) -> str:
    exact = re.fullmatch(r"(?:\d{4}-\d{2}-\d{2}T)?\d{2}:\d{2}.*", text.strip())
    return (time_of(text) if exact else "") or text


def _limit(word: str, text: str) -> str:
    day = day_of(text)
    said = _written(day) if day else text
    return f"{word} {said}" if said else ""


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
