"""A search as the end of an address, and back: bookmarks, sharing and the back button need it.

``/search/?q=speech+therapy&age=3&need=autism&need=adhd&near=SC1&free=yes``. Unknown names and
values are left out, so that an old bookmark still finds something.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from localoffer.pages.search_contexts import Choices
from search.engine.ages import find_ages
from search.engine.near import WITHIN
from search.engine.reader import Reader
from search.engine.words import words

#: Parameters besides the names of the filters.
TEXT, AGE, NEAR, EXACTLY, EVERYTHING, PAGE = "q", "age", "near", "exactly", "everything", "page"
#: The miles within which results may lie.
MILES = "within"
OLDEST = 120
LONGEST = 1_000
MOST_PAGES = 10_000


def choices_of(parameters: Mapping[str, Sequence[str]], reader: Reader) -> Choices:
    """Return the search that an address's parameters ask for.

    Of a text the first 1,000 letters count. An age may be written in any way that search knows of.
    """
    parameters = _in_small_letters(parameters)
    filters = {}
    for row in reader.file("filters.json"):
        known = [option["value"] for option in row["options"]]
        given = [value.lower() for value in parameters.get(row["name"], ())]
        values = tuple(value for value in known if value.lower() in given)
        if values:
            filters[row["name"]] = values
    age = age_in_box(_first(parameters, AGE))
    return Choices(
        text=_first(parameters, TEXT),
        filters=filters,
        age=age,
        unread_age=_first(parameters, AGE) if age is None else "",
        near=_first(parameters, NEAR),
        within=_miles(_first(parameters, MILES)),
        exactly=_first(parameters, EXACTLY).lower() == "yes",
        everything=_first(parameters, EVERYTHING).lower() == "yes",
    )


def page_of(parameters: Mapping[str, Sequence[str]]) -> int:
    """Return the page asked for, from 1."""
    return _number(_first(_in_small_letters(parameters), PAGE), MOST_PAGES) or 1


def address_of(choices: Choices, *, page: int = 1) -> str:
    """Return the parameters of a search, such as "q=speech+therapy&age=3", in one fixed order."""
    rows = [(TEXT, choices.text)] if choices.text else []
    age = choices.unread_age if choices.age is None else str(choices.age)
    rows += [(AGE, age)] if age else []
    rows += [(NEAR, choices.near)] if choices.near else []
    rows += [(MILES, str(choices.within))] if choices.within else []
    rows += [(name, value) for name in sorted(choices.filters) for value in choices.filters[name]]
    rows += [(EXACTLY, "yes")] if choices.exactly else []
    rows += [(EVERYTHING, "yes")] if choices.everything else []
    rows += [(PAGE, str(page))] if page > 1 else []
    return urlencode(rows)


def age_in_box(text: str) -> int | None:
    """Return the one age that a text says, in years: 0 for "6 months"; None if it says none."""
    number = _number(text, OLDEST)
    if number is not None:
        return number
    ages, _ = find_ages(words(f"aged {text}"))
    return ages.low if ages and ages.low == ages.high else None


def _in_small_letters(parameters: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Return parameters with their names in small letters: some programs write all in capitals."""
    named: dict[str, list[str]] = {}
    for name, values in parameters.items():
        named.setdefault(name.lower(), []).extend(values)
    return named


def _first(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(parameters.get(name, ())), "").strip()[:LONGEST]


def _miles(text: str) -> int | None:
    return next((miles for miles in WITHIN if str(miles) == text), None)


def _number(text: str, most: int) -> int | None:
    number = int(text) if re.fullmatch(r"[0-9]{1,5}", text) else None
    return number if number is not None and number <= most else None
