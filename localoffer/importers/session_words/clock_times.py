"""Times of day and openings ("9.30 - 11", "half past nine to noon", "9-5"), read without guessing.

A time without am or pm may be either; an opening is read only where one reading is left. Of two
such times the first is a morning from 8 ("9-5"), and the second comes next after it.
"""

import re
from dataclasses import dataclass

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve"), start=1,
    )
}  # fmt: skip
_HOUR = rf"(?:{'|'.join(_NUMBERS)}|\d{{1,2}})"
_HALF = r"(?:\s?(?:am|pm)|\s?o'?clock(?:\s?(?:am|pm))?)"
#: A time of day, for patterns that ignore case.
TIME = (
    r"(?:(?:12(?:[:.]00)?\s?)?(?:noon|midday|midnight)"
    rf"|(?:half(?:\spast)?|quarter\s(?:past|to))\s{_HOUR}{_HALF}?"
    rf"|\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?{_HALF}?"
    rf"|(?:[01]\d[0-5][05]|2[0-3][0-5]\d(?=\s?(?:hrs?|h)\b))(?:\s?(?:hrs?|h)\b)?"
    rf"|{_HOUR}{_HALF}?)"
)
_PARTS = re.compile(
    rf"(?:(half|quarter)\s?(past|to)?\s)?({_HOUR}|\d{{4}})(?:[:.](\d{{2}}))?(?::\d{{2}})?"
    r"\s?(?:o'?clock|hrs?|h)?\s?(am|pm)?",
    re.IGNORECASE,
)
_NOON, _DAY, _MORNING, _FIRST_SAFE, _HUNDRED = 12, 24, 8, 9, 100
_EVENING = 18
#: From midnight to midnight, as a session that lasts the whole day is written.
ALL_DAY = ("00:00", "23:59")


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time as written; ``fixed`` is whether the hour is that of a 24-hour clock.

    Midnight at a day's end, where it is written as 24:00, has the hour 24.
    """

    hour: int
    minute: int
    half: str = ""
    fixed: bool = False

    def at(self, half: str) -> tuple[int, int]:
        """Return (hour, minute) of the 24-hour clock, if the time is in this half of the day."""
        if self.fixed:
            return self.hour, self.minute
        return self.hour % _NOON + (_NOON if half == "pm" else 0), self.minute


def read_clock(text: str) -> ClockTime | None:
    """Return the time that a text names, or None where it is no time of day."""
    words = " ".join(text.lower().split())
    if words.endswith(("noon", "midday", "midnight")):
        return ClockTime(0 if words.endswith("midnight") else _NOON, 0, fixed=True)
    match = _PARTS.fullmatch(words)
    if not match:
        return None
    number = match[3]
    hour = _NUMBERS.get(number) or int(number)
    minute = int(match[4] or 0)
    if number.isdigit() and len(number) == len("0930"):
        hour, minute = divmod(hour, _HUNDRED)
    if match[1]:
        minute = 30 if match[1] == "half" else 15
        if match[2] == "to":
            hour, minute = (hour - 1) or _NOON, 45
    return _valid(hour, minute, match[5] or "", starts_with_nought=number.startswith("0"))


def _valid(hour: int, minute: int, half: str, *, starts_with_nought: bool) -> ClockTime | None:
    is_24_hour = hour > _NOON or starts_with_nought or hour == 0
    if (hour, minute) == (_DAY, 0) and not half:
        return ClockTime(_DAY, 0, fixed=True)
    if hour >= _DAY or minute >= 60 or (half and (hour > _NOON or hour == 0)):  # noqa: PLR2004
        return None
    return ClockTime(hour, minute, half, fixed=is_24_hour and not half)


def opening(opens: ClockTime, closes: ClockTime, part: str = "") -> tuple[str, str] | None:
    """Return the opening as (``09:00``, ``17:00``), or None where it may be read in two ways.

    ``part`` is the half of the day ("am", "pm") that the words around name: "Monday evenings".
    """
    pairs = [
        (start, end)
        for first in _halves(opens, part)
        for second in _halves(closes, "")
        if (start := opens.at(first)) != (end := closes.at(second))
        and _is_possible(opens, closes, start, end)
    ]
    if pairs == [((0, 0), (_DAY, 0))]:
        return ALL_DAY
    best = _likely(list(dict.fromkeys(pairs)), opens, closes)
    if best is None or not in_sequence(_text(best[0]), _text(best[1])):
        return None
    return _text(best[0]), _text(best[1])


def in_sequence(opens: str, closes: str) -> bool:
    """Return whether an opening ends after it starts, or by noon of the next day for a night."""
    return opens < closes or (opens >= f"{_EVENING}:00" and closes <= f"{_NOON}:00")


def _halves(time: ClockTime, part: str) -> tuple[str, ...]:
    return (time.half,) if time.half or time.fixed else (part,) if part else ("am", "pm")


def _is_possible(
    opens: ClockTime, closes: ClockTime, start: tuple[int, int], end: tuple[int, int]
) -> bool:
    """Return whether a reading is one that people mean: less than twelve hours, if either is open.

    Of two times on the 24-hour clock, or with am or pm, every reading is; of one that ends on that
    clock ("10:00 to 24:00") the start is on it too.
    """
    if all(time.half or time.fixed for time in (opens, closes)):
        return True
    if closes.fixed and closes.hour > _NOON and start[0] != opens.hour:
        return False
    return 0 < (end[0] - start[0]) * 60 + end[1] - start[1] <= _NOON * 60


def _likely(
    pairs: list[tuple[tuple[int, int], tuple[int, int]]], opens: ClockTime, closes: ClockTime
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    if len(pairs) == 1:
        start = pairs[0][0]
        is_open = not (opens.half or opens.fixed or closes.half)
        return None if is_open and start[0] < _MORNING else pairs[0]
    if opens.half or opens.fixed:
        return min(pairs, key=lambda pair: pair[1]) if pairs else None
    if closes.half or closes.fixed:
        return max(pairs, key=lambda pair: pair[0]) if pairs else None
    first = [pair for pair in pairs if _FIRST_SAFE <= pair[0][0] <= _NOON]
    return first[0] if len(first) == 1 else None


def _text(time: tuple[int, int]) -> str:
    return f"{time[0] % _DAY:02}:{time[1]:02}"
