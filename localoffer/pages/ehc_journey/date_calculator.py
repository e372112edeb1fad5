"""The date calculator: as a file with worked examples, and with the service's answer."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from localoffer.calendar_days import bank_holidays
from localoffer.ehc_journey.clocks import Clock, clocks
from localoffer.ehc_journey.date_query import FIRST_YEAR, YEARS_ON, DateQuery, read_date_query
from localoffer.ehc_journey.deadlines import day_words, deadlines, source
from localoffer.ehc_journey.legal_limits import limits
from localoffer.offer import Offer
from localoffer.pages.ehc_journey.contexts import ClockForm, DateAnswer, DatesPage
from localoffer.pages.navigation import DATES, HOME
from localoffer.pages.page import Link

CALENDAR = f"{DATES.address}dates.ics"
_TUESDAY = 1


def dates_page(offer: Offer) -> DatesPage:
    """Return the page as a file: its forms, each with a worked example near the day of build."""
    today, guides = offer.today, {one.address: one.record.title for one in offer.guides}
    last_year = today.year + YEARS_ON
    return DatesPage(
        address=DATES.address,
        title=DATES.label,
        description="Enter a day and get the last day for every step of an EHC plan.",
        crumbs=(HOME,),
        forms=tuple(_form(clock, guides, today) for clock in clocks().values()),
        script_data=_script_data(last_year),
        last_year=last_year,
    )


def with_answer(page: DatesPage, parameters: Mapping[str, str], today: date) -> DatesPage:
    """Return the page with the days of the query in an address, or as it is without a query."""
    query = read_date_query(parameters, page.last_year)
    if query is None:
        return page
    answer = _answer(page, query, today)
    title = f"Problem: {page.title}" if answer.mistakes else page.title
    return replace(page, answer=answer, title=title, listed=False)


def _answer(page: DatesPage, query: DateQuery, today: date) -> DateAnswer:
    form = next(form for form in page.forms if form.clock.id == query.clock.id)
    typed = {name: value for name, value in query.typed.items() if value}
    return DateAnswer(
        form,
        query.typed,
        _start_words(query.days),
        ()
        if query.mistakes
        else deadlines(query.clock, query.days, today, holidays_until(page.last_year)),
        query.mistakes,
        f"{CALENDAR}?{urlencode({'clock': query.clock.id, **typed})}",
    )


def holidays_until(last_year: int) -> Mapping[str, str]:
    """Return the bank holidays for all days that the calculator can come to."""
    return bank_holidays(FIRST_YEAR, last_year + 1)


def _start_words(days: Mapping[str, date]) -> str:
    if "year" in days:
        return str(days["year"].year)
    return ", certificate ".join(
        day_words(days[name]) for name in ("day", "certificate") if name in days
    )


def _form(clock: Clock, guides: Mapping[str, str], today: date) -> ClockForm:
    first = today.replace(day=1)
    tuesday = first + timedelta(days=(_TUESDAY - first.weekday()) % 7)
    year = date(today.year + 1, 1, 1)
    days = {"year": year} if clock.has_year_alone else {"day": tuesday}
    guide = Link(clock.guide, guides[clock.guide]) if clock.guide in guides else None
    example = deadlines(clock, days, first, holidays_until(today.year + YEARS_ON))
    return ClockForm(clock, guide, _start_words(days), example)


def _script_data(last_year: int) -> str:
    """Return as JSON what the script works days out from: the same limits, clocks and holidays."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for day, name in holidays_until(last_year).items():
        by_name[name].append(day)
    stages = [stage for clock in clocks().values() for stage in clock.stages]
    used = {name for stage in stages for name in (stage.limit, stage.later)}
    data = {
        "limits": {
            one.id: {
                "title": one.title,
                "number": one.number,
                "unit": one.unit,
                "day": one.day,
                "length": one.length,
                "counts_from": one.counts_from,
                "source": source(one),
            }
            for one in limits().values()
            if one.id in used
        },
        "clocks": {one.id: asdict(one) for one in clocks().values()},
        "holidays": by_name,
        "first_year": FIRST_YEAR,
        "last_year": last_year,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
