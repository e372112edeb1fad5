"""When the next report is due: comments and answers are published at least once a year.

SI 2014/1530, regulation 56(3): "at least annually". We count twelve months from the day of the
newest report, to the same day of the month; 29 February falls on the 28th.
"""

from datetime import date, timedelta
from itertools import takewhile

_MONTHS = 12
_WARN_AFTER = 11


def due_after(published: date) -> date:
    """Return the last day for the report that follows one published on this day."""
    return _months_after(published, _MONTHS)


def warned_from(published: date) -> date:
    """Return the day from which the next report is asked for: eleven months."""
    return _months_after(published, _WARN_AFTER)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, _MONTHS)
    first = date(day.year + year, month + 1, 1)
    days = (first + timedelta(days=number) for number in range(day.day))
    return max(takewhile(lambda one: one.month == first.month, days))
