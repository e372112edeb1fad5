"""Working days: not a weekend, not a bank holiday in England."""

from datetime import date, timedelta
from functools import lru_cache

from localoffer.ehc_journey.holidays import bank_holidays

_SATURDAY = 5
_A_DAY = timedelta(days=1)


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
