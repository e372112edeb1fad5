"""Schedules as regular sessions, each once; what has no day or no time stays in words."""

import re
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


def sessions(
    feed: tuple[FeedSchedule, ...], places: int, today: date, notes: Notes
) -> tuple[list[Session], str]:
    """Return the regular sessions, and in words what has no day or no time (``schedule_note``)."""
    found: list[Session] = []
    words: list[str] = []
    for one in feed:
        end = day_of(one.ends)
        if end and end < today:
            notes.lost("schedules", "session that is over", f"{_said(one)} until {one.ends}")
            continue
        regular = _regular(one, places, notes)
        found += regular
        if not regular and (said := _said(one)):
            words.append(said)
    once = [dict(pairs) for pairs in dict.fromkeys(tuple(session.items()) for session in found)]
    if len(once) < len(found):
        notes.cleaned(
            "schedules", "session listed twice", f"{len(found) - len(once)} of {len(found)}"
        )
    return once, "\n".join(dict.fromkeys(words))


def _regular(one: FeedSchedule, places: int, notes: Notes) -> list[Session]:
    opens, closes = time_of(one.opens), time_of(one.closes)
    days = _days(one)
    if not days or not opens or not closes:
        return []
    if opens >= closes:
        notes.cleaned(
            "schedules",
            "session that ends before it starts, kept in words",
            f"{one.opens} to {one.closes}",
        )
        return []
    return [
        {
            "byday": day,
            "opens_at": opens,
            "closes_at": closes,
            **_description(one, which, day, places),
        }
        for which, day in days
    ]


def _days(one: FeedSchedule) -> list[tuple[str, str]]:
    """Return (which of the month, day) pairs: ("2", "TU") is the second Tuesday."""
    found = [
        (match[1] or "", match[2])
        for text in one.days
        for match in _BYDAY.finditer(re.sub(r"[^A-Z0-9,+-]", " ", text.upper()))
    ]
    starts = day_of(one.starts)
    if not found and starts and one.freq.upper() == "WEEKLY":
        found = [("", _DAYS[starts.weekday()])]
    return list(dict.fromkeys(found))


def _description(one: FeedSchedule, which: str, day: str, places: int) -> Session:
    parts = [line(note) for note in one.notes if not _RESTATES.fullmatch(line(note))]
    rhythm = _rhythm(one, which, day)
    place = line(one.location) if places > 1 else ""
    said = cut(". ".join(filter(None, (rhythm, place, *parts))), _LINE)
    return {"description": said} if said else {}


def _rhythm(one: FeedSchedule, which: str, day: str) -> str:
    name = _NAMES[_DAYS.index(day)]
    number = which.lstrip("+")
    if number in _ORDINALS:
        return f"The {_ORDINALS[number]} {name} of the month"
    if one.freq.upper() == "MONTHLY":
        return "Once a month"
    weeks = one.interval if one.interval.isdecimal() else "1"
    return f"Every {weeks} weeks" if weeks not in ("0", "1") else ""


def _said(one: FeedSchedule) -> str:
    """Return a schedule in the feed's own words."""
    days = ", ".join(_NAMES[_DAYS.index(day)] for _, day in _days(one)) or ", ".join(one.days)
    if one.month_days and re.fullmatch(r"[\d, -]+", one.month_days):
        days = f"{days}, on day {one.month_days} of the month".lstrip(", ")
    times = " to ".join(
        filter(None, (time_of(one.opens) or one.opens, time_of(one.closes) or one.closes))
    )
    said = ", ".join(filter(None, (days, times)))
    return line(". ".join(filter(None, (said, *one.notes))))
