"""Bank holidays in England, so that a last day on one can be told."""

from collections.abc import Mapping
from functools import cache

from holidays import country_holidays


@cache
def bank_holidays(first_year: int, last_year: int) -> Mapping[str, str]:
    """Return the names of England's bank holidays by ISO date, of years both included.

    They follow the Banking and Financial Dealings Act 1971 and proclamations up to the
    library's release; a later proclamation is not known.
    """
    found = country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1))
    return {day.isoformat(): name for day, name in sorted(found.items())}
