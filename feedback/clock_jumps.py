"""Times that a clock wrote which was ahead: a machine that was resumed, a dead battery.

A row of the future would otherwise count as new until that day: a lock as closed, a session as
open, mail as not yet due.
"""

from typing import Final

from sqlalchemy import ColumnElement

#: Clocks of two hosts may differ by so many seconds. What is further ahead was written by a clock
#: that was wrong.
TOLERANCE: Final = 300


def is_ahead(time: ColumnElement[int], now: int) -> ColumnElement[bool]:
    """Return the condition for rows of the future; times are seconds since 1970."""
    return time > now + TOLERANCE


def is_within(made: int, now: int, seconds: int) -> bool:
    """Return whether something was made in the last so many seconds, and not in the future."""
    return now - seconds < made <= now + TOLERANCE
