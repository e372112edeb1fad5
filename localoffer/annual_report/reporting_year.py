"""Reporting years: which one a month or a day belongs to, and when its report is due.

A year may begin in any month (``feedback.year_begins`` of site.yaml); no law says which.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

_JANUARY = 1
_SLUG = re.compile(r"(\d{4})(?:-(\d{2}))?")
_MONTHS = 12
_WARN_AFTER = 11


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One year of the review, its first and its last day. Of two, the earlier is the lesser.

    ``slug`` is ``2026`` where the year is the calendar's, else ``2025-26``.
    """

    begins: date
    ends: date
    slug: str


def period_of(month: str, begins_month: int) -> Period:
    """Return the year that a month, ``2026-09``, belongs to; years begin in ``begins_month``."""
    year, number = (int(part) for part in month.split("-"))
    return _period(year if number >= begins_month else year - 1, begins_month)


def period_on(day: date, begins_month: int) -> Period:
    """Return the year that a day belongs to; years begin in ``begins_month``, 1 to 12."""
    return _period(day.year if day.month >= begins_month else day.year - 1, begins_month)


def period_named(slug: str, begins_month: int) -> Period | None:
    """Return the year with this name, or None where no year that begins so is called that."""
    match = _SLUG.fullmatch(slug)
    if not match or not date.min.year <= int(match[1]) < date.max.year:
        return None
    period = _period(int(match[1]), begins_month)
    return period if period.slug == slug else None


def period_before(period: Period) -> Period:
    """Return the year before."""
    return _period(period.begins.year - 1, period.begins.month)


def due_after(published: date) -> date:
    """Return the last day for the report that follows one published on this day."""
    return _months_after(published, _MONTHS)


def warned_from(published: date) -> date:
    """Return the day from which the next report is asked for: eleven months."""
    return _months_after(published, _WARN_AFTER)


def _period(year: int, begins_month: int) -> Period:
    begins = date(year, begins_month, 1)
    ends = date(year + 1, begins_month, 1) - timedelta(days=1)
    slug = str(year) if begins_month == _JANUARY else f"{year}-{(year + 1) % 100:02}"
    return Period(begins, ends, slug)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, _MONTHS)
    first = date(day.year + year, month + 1, 1)
    days = (first + timedelta(days=number) for number in range(day.day))
    return max(takewhile(lambda one: one.month == first.month, days))
