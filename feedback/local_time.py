"""UK days and months of a time: the same for moderation, export and counts."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Europe/London")


def moment_of(seconds: int) -> datetime:
    """Return a moment, in seconds since 1970, as the clock on the wall showed it."""
    return datetime.fromtimestamp(seconds, TIME_ZONE)


def day_of(seconds: int) -> date:
    """Return the day on which a moment, in seconds since 1970, fell."""
    return moment_of(seconds).date()


def month_of(seconds: int) -> str:
    """Return the month of a moment, such as ``2026-03``."""
    return f"{moment_of(seconds):%Y-%m}"


def beginning(day: date) -> int:
    """Return the moment at which a day begins, in seconds since 1970."""
    return int(datetime.combine(day, time(), TIME_ZONE).timestamp())


def waited(since: int, now: int) -> str:
    """Return how long something has waited: "today", "1 day", "12 days"."""
    days = (day_of(now) - day_of(since)).days
    if days <= 0:
        return "today"
    return "1 day" if days == 1 else f"{days:,} days"
