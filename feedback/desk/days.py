"""Moments as days of this country."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/London")


def moment_of(seconds: int) -> datetime:
    """Return a moment, in seconds since 1970, as the clock on the wall showed it."""
    return datetime.fromtimestamp(seconds, HERE)


def day_of(seconds: int) -> date:
    """Return the day on which a moment, in seconds since 1970, fell."""
    return moment_of(seconds).date()


def waited(since: int, now: int) -> str:
    """Return how long something has waited: "today", "1 day", "12 days"."""
    days = (day_of(now) - day_of(since)).days
    if days <= 0:
        return "today"
    return "1 day" if days == 1 else f"{days:,} days"
