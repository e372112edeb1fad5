"""Ages, days and times of day, as feeds write them."""

import re
from datetime import date, datetime
from functools import lru_cache

from localoffer.importers.shared.notes import Notes

_OLDEST = 120
_DAY_FORMATS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d/%m/%y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y%m%d",
)
_FIRST_YEAR = 1990
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?", re.IGNORECASE
)
_WORDS = {"noon": "12:00", "midday": "12:00"}
_HOURS, _MINUTES, _NOON = 24, 60, 12


def ages_of(
    youngest: tuple[str, ...],
    oldest: tuple[str, ...],
    bands: tuple[tuple[int, int], ...],
    notes: Notes,
) -> dict[str, str]:
    """Return ``minimum_age`` and ``maximum_age`` in years, where the feed gives them; 0 counts."""
    low = _age(youngest, "minimum_age", notes)
    high = _age(oldest, "maximum_age", notes)
    if low is None and high is None and bands:
        low, high = _from_bands(bands)
    if high == 0:
        notes.lost("maximum_age", "age that says nothing", "0")
        low, high = low or None, None
    if low is not None and high is not None and low > high:
        notes.lost("minimum_age", "youngest age above the oldest", f"{low} to {high}")
        low, high = None, None
    ages = {"minimum_age": low, "maximum_age": high}
    return {name: str(age) for name, age in ages.items() if age is not None}


def _age(texts: tuple[str, ...], field: str, notes: Notes) -> int | None:
    for text in texts:
        match = re.fullmatch(
            r"(-?\d{1,9})(?:\.\d+)?\s*(years?|yrs?|months?|mths?|weeks?|\+)?(?: old)?", text.lower()
        )
        years = int(match[1]) if match else -1
        if match and (match[2] or "").startswith(("mo", "mt", "w")):
            years //= 52 if match[2].startswith("w") else 12
        if match and 0 <= years <= _OLDEST:
            if text != str(years):
                notes.cleaned(field, "age made a whole number of years", text)
            return years
        if text.strip():
            notes.lost(field, "age that says nothing", text)
    return None


def _from_bands(bands: tuple[tuple[int, int], ...]) -> tuple[int, int | None]:
    ends = [oldest for _, oldest in bands]
    return min(low for low, _ in bands), None if -1 in ends else max(ends)


@lru_cache(maxsize=4_096)
def day_of(text: str) -> date | None:
    """Return the day that a text names, or None."""
    if not any(letter.isdigit() for letter in text):
        return None
    date_text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.strip())
    date_text = re.sub(r"^(\d{4}-\d{2}-\d{2})[T ].*", r"\1", date_text)
    date_text = re.sub(r"^(\d{1,2}/\d{1,2}/\d{4})[ T,].*", r"\1", date_text)
    for date_format in _DAY_FORMATS:
        try:
            day = datetime.strptime(date_text, date_format).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if day.year >= _FIRST_YEAR else None
    return None


def assured_day(texts: tuple[str, ...], today: date, notes: Notes) -> str:
    """Return the first day of a check that is not in the future, as ``2026-03-31``."""
    for text in texts:
        day = day_of(text)
        if day and day <= today:
            return day.isoformat()
        kind = "day of a check in the future" if day else "text that is no day"
        notes.lost("assured_date", kind, text)
    return ""


def time_of(text: str) -> str:
    """Return a time as ``09:30``, or an empty text."""
    time_text = _WORDS.get(text.strip().lower(), text.strip())
    time_text = re.sub(r"^\d{4}-\d{2}-\d{2}T", "", time_text)
    time_text = re.sub(r"(?:Z|[+-]\d{2}:?\d{2})$", "", time_text)
    match = _TIME.fullmatch(time_text)
    if not match:
        return ""
    hour, minute = int(match[1]), int(match[2] or 0)
    am_or_pm = (match[3] or "").lower()
    if am_or_pm and hour <= _NOON:
        hour = hour % _NOON + (_NOON if am_or_pm == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < _HOURS and minute < _MINUTES else ""
