"""The day a site is built for, working days, and bank holidays."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from holidays import country_holidays

from localoffer.problems import UsageError

_SATURDAY = 5
_A_DAY = timedelta(days=1)


def day_of_build(environ: Mapping[str, str]) -> date:
    """Return ``SOURCE_DATE_EPOCH``'s day in UTC (reproducible-builds.org), or today's here.

    Raises:
        UsageError: the setting is no number of seconds.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        fix = "Write a whole number of seconds since 1970, or unset it."
        message = f'SOURCE_DATE_EPOCH is "{epoch}". {fix}'
        raise UsageError(message) from None


@lru_cache(maxsize=64)
def working_day_after(start: date, number: int) -> date:
    """Return the working day that lies ``number`` working days after a day.

    The day itself is day 0, whatever it is. The bank holidays are those that the library knows.
    """
    holidays = bank_holidays(start.year, start.year + 1 + number // 200)
    day = start
    for _ in range(number):
        day += _A_DAY
        while day.weekday() >= _SATURDAY or day.isoformat() in holidays:
            day += _A_DAY
    return day


@cache
def bank_holidays(first_year: int, last_year: int) -> Mapping[str, str]:
    """Return the names of England's bank holidays by ISO date, of years both included.

    They follow the Banking and Financial Dealings Act 1971 and proclamations up to the
    library's release; a later proclamation is not known.
    """
    holidays = country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1))
    return {day.isoformat(): name for day, name in sorted(holidays.items())}
