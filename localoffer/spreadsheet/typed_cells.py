"""What a spreadsheet program made of what was typed, as the text that was meant.

A program turns 01632 into 1632, and 1-2 into a day. That is mended only where no doubt is left, and
told; where doubt is left, it is an error.
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from localoffer.check.model_introspection import choices_of, holds
from localoffer.model.fields import read_day, read_phone, read_time
from localoffer.phone_number import phone_number_in
from localoffer.spreadsheet.cell_text import IN_THE_FILE, normal
from localoffer.spreadsheet.columns import Column
from localoffer.spreadsheet.tables import CellError, CellValue, Formula
from localoffer.write.quoting import unprintable

_BRITISH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_TIME = re.compile(r"0?(\d{1,2})[:.](\d{2})(?:[:.]00)?")
_DIGITS_WITHOUT_ZERO = re.compile(r"[1-9]\d{8,9}")
_YES_NO: Final = {"true": "yes", "false": "no"}
_MONTHS: Final = 12

#: Whole numbers up to here are exact in a cell, which shows 15 digits.
_EXACT: Final = 1e15


@dataclass(frozen=True, slots=True)
class TypedText:
    """The text of a cell; what was mended in it (``note``); or what is wrong, and what to write."""

    text: str
    note: str = ""
    error: tuple[str, str] | None = None


def typed_text(value: CellValue, column: Column, before: str) -> TypedText:
    """Return the text of a cell whose text was ``before`` when it was exported."""
    if isinstance(value, Formula | CellError):
        return TypedText("", error=_not_a_value(value))
    if isinstance(value, bool):
        return TypedText(_yes_no(value, column))
    if isinstance(value, date | time | timedelta):
        return _from_calendar(value, column, before)
    is_number = isinstance(value, int | float)
    text = _number(value) if isinstance(value, int | float) else normal(value or "")
    wrong = _not_text(text, before)
    if wrong:
        return TypedText("", error=wrong)
    return _mended(text, column, before, is_number=is_number)


def _not_a_value(value: Formula | CellError) -> tuple[str, str]:
    if isinstance(value, CellError):
        return f"The cell shows an error ({value}).", "Write what belongs here."
    fix = "Copy the cell, and paste its value alone (Paste special, Values)."
    return "There is a formula here, which is never worked out.", fix


def _not_text(text: str, before: str) -> tuple[str, str] | None:
    if text == IN_THE_FILE != before:
        fix = "Write the value itself, or copy nothing from such a cell."
        return f"{IN_THE_FILE} stands for the value of another cell.", fix
    code = unprintable(text)
    if code is None:
        return None
    message = f"There is a character here that cannot be printed (code {code})."
    return message, "Delete it and type the text again."


def _yes_no(value: bool, column: Column) -> str:  # noqa: FBT001 - it is a cell's value
    is_answer = holds(column.field, bool) or "yes" in choices_of(column.field)
    return ("yes" if value else "no") if is_answer else str(value).upper()


def _from_calendar(value: date | time | timedelta, column: Column, before: str) -> TypedText:
    """Return a day or a time where the field is one; else a program may have made it of a text."""
    if isinstance(value, date) and holds(column.field, read_day):
        return TypedText(value.strftime("%Y-%m-%d"))
    if isinstance(value, time) and holds(column.field, read_time):
        return _time(f"{value.hour}:{value.minute:02}", before)
    shown = value.strftime("%d %B %Y") if isinstance(value, date) else str(value)
    thing = "date" if isinstance(value, date) else "time"
    fix = "Format the cell as text, and type it again."
    return TypedText("", error=(f"The cell holds a {thing} ({shown}), and text belongs here.", fix))


def _number(value: float) -> str:
    is_whole = isinstance(value, int) or value.is_integer()
    return str(int(value)) if is_whole and abs(value) < _EXACT else repr(value)


def _mended(text: str, column: Column, before: str, *, is_number: bool) -> TypedText:
    """Return a text with what a program did to it undone, where the field leaves no doubt."""
    field = column.field
    if holds(field, read_phone):
        return _phone(text, before, is_number=is_number)
    if holds(field, bool):
        return TypedText(_YES_NO.get(text.lower(), text))
    if holds(field, read_time):
        return _time(text, before)
    if holds(field, read_day) and (match := _BRITISH_DAY.fullmatch(text)):
        return _day(text, match, before)
    is_amount = holds(field, int) or holds(field, float)
    if is_amount and before and _amount(text) == _amount(before) is not None:
        return TypedText(before)
    return TypedText(text)


def _phone(text: str, before: str, *, is_number: bool) -> TypedText:
    if not _DIGITS_WITHOUT_ZERO.fullmatch(text):
        return TypedText(text)
    if re.sub(r"\D", "", before) == f"0{text}":
        return TypedText(before)
    number = phone_number_in(f"0{text}") if is_number else None
    if number is None:
        return TypedText(text)
    return TypedText(number, f"{text} had lost its first 0: read as {number}")


def _day(text: str, match: re.Match[str], before: str) -> TypedText:
    """Return a day written as 21/11/2026, unless it could be read in two ways."""
    day, month, year = (int(part) for part in match.groups())
    written = f"{year}-{month:02}-{day:02}"
    if written == before:
        return TypedText(before)
    if day > _MONTHS >= month:
        return TypedText(written, f"{text} read as {written}")
    return TypedText(text)


def _time(text: str, before: str) -> TypedText:
    """Return a time of day without seconds; 09:30 is what a program makes of 9:30."""
    now, then = _TIME.fullmatch(text), _TIME.fullmatch(before)
    if now and then and now.groups() == then.groups():
        return TypedText(before)
    return TypedText(f"{now[1]}:{now[2]}" if now else text)


def _amount(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
