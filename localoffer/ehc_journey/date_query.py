"""The query of the date calculator, read from an address or a form: days, or what to mend.

templates/scripts/ehc_journey/date_query.js says the same.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from localoffer.ehc_journey.clocks import Clock, clocks
from localoffer.ehc_journey.deadlines import MONTHS
from localoffer.form_error import FormError

#: The rules began on 1 September of that year; far ahead nobody knows the law.
FIRST_YEAR = 2014
YEARS_ON = 10

CERTIFICATE = "certificate-"
_PARTS = ("day", "month", "year")
_LONGEST = 20
_BLANK = " \t\r\n"
_LAST_DAY = 31
_NUMBER = re.compile(r"[0-9]{1,4}")
_YEAR = re.compile(r"[0-9]{4}")
_SHORT_MONTH = 3


@dataclass(frozen=True, slots=True)
class DateQuery:
    """A clock, what was typed for it by field, the days that it makes, and mistakes."""

    clock: Clock
    typed: Mapping[str, str]
    days: Mapping[str, date]
    mistakes: tuple[FormError, ...]


def read_date_query(parameters: Mapping[str, str], last_year: int) -> DateQuery | None:
    """Return the query, or None where it names no clock.

    Fields are ``day``, ``month``, ``year``, and the same with ``certificate-`` before them.
    ``last_year`` is the last that days are worked out for.
    """
    clock = clocks().get(parameters.get("clock", ""))
    if clock is None:
        return None
    names = [*_PARTS, *(CERTIFICATE + part for part in _PARTS)]
    typed = {name: parameters.get(name, "").strip(_BLANK)[:_LONGEST] for name in names}
    values = {_start(clock): _first(clock, typed, last_year)}
    if clock.also and any(typed[CERTIFICATE + part] for part in _PARTS):
        needs = "the date on the certificate"
        values["certificate"] = _day(typed, CERTIFICATE, needs, last_year)
    days = {name: one for name, one in values.items() if isinstance(one, date)}
    mistakes = [one for one in values.values() if isinstance(one, FormError)]
    if not mistakes and days.get("certificate", date.max) < days.get("day", date.min):
        sentence = "The certificate is older than the letter. Check both dates."
        mistakes.append(FormError(f"{CERTIFICATE}day", sentence))
    errors = tuple(FormError(f"{clock.id}-{one.field}", one.message) for one in mistakes)
    return DateQuery(clock, typed, {} if errors else days, errors)


def _start(clock: Clock) -> str:
    return "year" if clock.has_year_alone else "day"


def _first(clock: Clock, typed: Mapping[str, str], last_year: int) -> date | FormError:
    if not clock.has_year_alone:
        return _day(typed, "", clock.needs, last_year)
    if not typed["year"]:
        return FormError("year", f"Enter {clock.needs}.")
    wrong = _wrong_year(typed["year"], last_year)
    return FormError("year", wrong) if wrong else date(int(typed["year"]), 1, 1)


def _day(typed: Mapping[str, str], start: str, needs: str, last_year: int) -> date | FormError:
    """Return the day that three fields make, or the first of them to mend."""
    day, month, year = (typed[start + part] for part in _PARTS)
    if not (day or month or year):
        return FormError(f"{start}day", f"Enter {needs}.")
    for part, value in zip(_PARTS, (day, month, year), strict=True):
        if not value:
            return FormError(start + part, f"Enter a {part} as well.")
    wrong = _wrong_part(day, month, year, last_year)
    if wrong:
        return FormError(start + wrong[0], wrong[1])
    last = monthrange(int(year), _month(month))[1]
    if int(day) > last:
        month_text = f"{MONTHS[_month(month) - 1]} {year}"
        return FormError(
            f"{start}day", f"{month_text} has {last} days. Check the day and the month."
        )
    return date(int(year), _month(month), int(day))


def _wrong_part(day: str, month: str, year: str, last_year: int) -> tuple[str, str] | None:
    """Return the first part that is none by itself, and what to enter."""
    if not _NUMBER.fullmatch(day) or not 1 <= int(day) <= _LAST_DAY:
        return "day", f"Enter a day from 1 to {_LAST_DAY}, such as 27."
    if not _month(month):
        return "month", f"Enter a month from 1 to {len(MONTHS)}, such as 3."
    wrong = _wrong_year(year, last_year)
    return ("year", wrong) if wrong else None


def _month(typed: str) -> int:
    """Return the number of a month typed as a number or by its name; 0 for anything else."""
    if _NUMBER.fullmatch(typed):
        return int(typed) if int(typed) <= len(MONTHS) else 0
    small = typed.lower()
    numbers = (
        number
        for number, month in enumerate(MONTHS, 1)
        if len(small) >= _SHORT_MONTH and month.lower().startswith(small)
    )
    return next(numbers, 0)


def _wrong_year(typed: str, last_year: int) -> str:
    if not _YEAR.fullmatch(typed):
        return "Enter the year with four figures, such as 2026."
    if not FIRST_YEAR <= int(typed) <= last_year:
        return f"We can work out days for the years {FIRST_YEAR} to {last_year}."
    return ""
