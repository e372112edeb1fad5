"""A feed's schedules as regular sessions, each once; what has no day or no time stays as text."""

import re
from collections.abc import Iterable
from datetime import date

from localoffer.importers.open_referral.ages_and_times import day_of, time_of
from localoffer.importers.open_referral.feed_service import FeedSchedule
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut, line

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th", "5": "5th", "-1": "last"}
_BYDAY = re.compile(r"([+-]?\d)?\s*(MO|TU|WE|TH|FR|SA|SU)[A-Z]*")
_RESTATES = re.compile(
    r"(?:(?:on|every|open)\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|daily)?"
    r"[\s,:]*(?:from\s*)?[\d:.]*\s*(?:[ap]m)?\s*(?:to|until|till|-|–)?\s*[\d:.]*\s*(?:[ap]m)?\.?",
    re.IGNORECASE,
)
_LINE = 200

Session = dict[str, str]


def sessions_of(
    schedules: Iterable[FeedSchedule], locations: int, today: date, notes: Notes
) -> tuple[list[Session], str]:
    """Return the regular sessions, and as text (``schedule_note``) those without a day or a time.

    ``locations`` is how many the service has: only of several is each session's named.
    """
    regular: list[Session] = []
    notes_text: list[str] = []
    for schedule in schedules:
        end = day_of(schedule.ends)
        if end and end < today:
            notes.lost(
                "schedules", "session that is over", f"{_as_text(schedule)} until {schedule.ends}"
            )
            continue
        sessions = _regular(schedule, locations, notes)
        regular += sessions
        if not sessions and (text := _as_text(schedule)):
            notes_text.append(text)
    unique = [dict(pairs) for pairs in dict.fromkeys(tuple(item.items()) for item in regular)]
    if len(unique) < len(regular):
        notes.cleaned(
            "schedules", "session listed twice", f"{len(regular) - len(unique)} of {len(regular)}"
        )
    return unique, "\n".join(dict.fromkeys(notes_text))


def _regular(schedule: FeedSchedule, locations: int, notes: Notes) -> list[Session]:
    opens, closes = time_of(schedule.opens), time_of(schedule.closes)
    days = _days(schedule)
    if not days or not opens or not closes:
        return []
    if opens >= closes:
        notes.cleaned(
            "schedules",
            "session that ends before it starts, kept in words",
            f"{schedule.opens} to {schedule.closes}",
        )
        return []
    return [
        {
            "byday": day,
            "opens_at": opens,
            "closes_at": closes,
            **_description(schedule, week, day, locations),
        }
        for week, day in days
    ]


def _days(schedule: FeedSchedule) -> list[tuple[str, str]]:
    """Return (week of the month, day) pairs: ("2", "TU") is the second Tuesday, "" every week."""
    pairs = [
        (match[1] or "", match[2])
        for text in schedule.days
        for match in _BYDAY.finditer(re.sub(r"[^A-Z0-9,+-]", " ", text.upper()))
    ]
    starts = day_of(schedule.starts)
    if not pairs and starts and schedule.freq.upper() == "WEEKLY":
        pairs = [("", _DAYS[starts.weekday()])]
    return list(dict.fromkeys(pairs))


def _description(schedule: FeedSchedule, week: str, day: str, locations: int) -> Session:
    parts = [line(note) for note in schedule.notes if not _RESTATES.fullmatch(line(note))]
    frequency = _frequency(schedule, week, day)
    location = line(schedule.location) if locations > 1 else ""
    text = cut(". ".join(filter(None, (frequency, location, *parts))), _LINE)
    return {"description": text} if text else {}


def _frequency(schedule: FeedSchedule, week: str, day: str) -> str:
    name = _NAMES[_DAYS.index(day)]
    number = week.lstrip("+")
    if number in _ORDINALS:
        return f"The {_ORDINALS[number]} {name} of the month"
    if schedule.freq.upper() == "MONTHLY":
        return "Once a month"
    weeks = schedule.interval if schedule.interval.isdecimal() else "1"
    return f"Every {weeks} weeks" if weeks not in ("0", "1") else ""


def _as_text(schedule: FeedSchedule) -> str:
    """Return a schedule as text, in the feed's own words."""
    days = ", ".join(_NAMES[_DAYS.index(day)] for _, day in _days(schedule)) or ", ".join(
        schedule.days
    )
    if schedule.month_days and re.fullmatch(r"[\d, -]+", schedule.month_days):
        days = f"{days}, on day {schedule.month_days} of the month".lstrip(", ")
    times = " to ".join(
        filter(
            None,
            (
                time_of(schedule.opens) or schedule.opens,
                time_of(schedule.closes) or schedule.closes,
            ),
        )
    )
    text = ", ".join(filter(None, (days, times)))
    return line(". ".join(filter(None, (text, *schedule.notes))))
