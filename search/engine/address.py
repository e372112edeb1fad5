"""A search as the end of an address, and back: bookmarks, sharing and the back button need it.

``/search/?q=speech+therapy&age=3&need=autism&need=adhd&near=SC1&free=yes``. Unknown names and
values are left out, so that an old bookmark still finds something.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from localoffer.pages.search_contexts import Choices
from search.engine.reader import Reader

#: Parameters besides the names of the filters.
TEXT, AGE, NEAR, EXACTLY, PAGE = "q", "age", "near", "exactly", "page"
OLDEST = 120
LONGEST = 1_000
MOST_PAGES = 10_000


def choices_of(parameters: Mapping[str, Sequence[str]], reader: Reader) -> Choices:
    """Return the search that an address's parameters ask for.

    Of a text the first 1,000 letters count, of an age what is a whole number up to 120.
    """
    filters = {}
    for row in reader.file("filters.json"):
        known = [option["value"] for option in row["options"]]
        given = parameters.get(row["name"], ())
        values = tuple(value for value in known if value in given)
        if values:
            filters[row["name"]] = values
    return Choices(
        text=_first(parameters, TEXT),
        filters=filters,
        age=_number(_first(parameters, AGE), OLDEST),
        near=_first(parameters, NEAR),
        exactly=_first(parameters, EXACTLY) == "yes",
    )


def page_of(parameters: Mapping[str, Sequence[str]]) -> int:
    """Return the page asked for, from 1."""
    return _number(_first(parameters, PAGE), MOST_PAGES) or 1


def address_of(choices: Choices, *, page: int = 1) -> str:
    """Return the parameters of a search, such as "q=speech+therapy&age=3", in one fixed order."""
    rows = [(TEXT, choices.text)] if choices.text else []
    rows += [(AGE, str(choices.age))] if choices.age is not None else []
    rows += [(NEAR, choices.near)] if choices.near else []
    rows += [(name, value) for name in sorted(choices.filters) for value in choices.filters[name]]
    rows += [(EXACTLY, "yes")] if choices.exactly else []
    rows += [(PAGE, str(page))] if page > 1 else []
    return urlencode(rows)


def _first(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(parameters.get(name, ())), "").strip()[:LONGEST]


def _number(text: str, most: int) -> int | None:
    number = int(text) if re.fullmatch(r"[0-9]{1,5}", text) else None
    return number if number is not None and number <= most else None
