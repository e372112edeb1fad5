"""Reading places: the table of Great Britain, the council's own, and the towns of its offer."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from localoffer.importers.postcodes.postcode_columns import FILE, HEADINGS
from localoffer.model.fields import read_postcode
from localoffer.model.parts import Location
from localoffer.offer import Offer
from localoffer.problems import ContentError, Problem, quoted
from localoffer.program import PROGRAM
from search.places.known_places import Places, name_key
from search.places.point import GridPoint, from_metres, mean

_METRES = re.compile(r"\d{1,7}")
_CELLS = 3
_MOST_PROBLEMS = 20
_AGAIN = f"Write the file anew: {PROGRAM} import postcodes SOURCE --content DIR."

Codes = Mapping[str, Mapping[str, GridPoint]]


def read_places(content: Path, offer: Offer) -> Places:
    """Return all places known.

    Raises:
        ContentError: the council's table of postcodes has rows that cannot be read.
    """
    codes = _own_codes(content / FILE)
    middles = {outcode: mean(inside.values()) for outcode, inside in codes.items()}
    own = {outcode: point for outcode, point in middles.items() if point}
    unnamed = Places(outcodes={**great_britain(), **own}, codes=codes, names={})
    return Places(unnamed.outcodes, codes, _names(unnamed, offer))


@cache
def great_britain() -> Mapping[str, GridPoint]:
    """Return the middle of every outward code of Great Britain."""
    table = Path(__file__).with_name("outcodes.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in table.splitlines()[1:])
    return {outcode: GridPoint(int(e), int(n)) for outcode, e, n in rows}


def _own_codes(file: Path) -> Codes:
    if not file.is_file():
        return {}
    codes: dict[str, dict[str, GridPoint]] = defaultdict(dict)
    problems: list[Problem] = []
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    first, *rows = text.splitlines() or [""]
    if first.strip() != HEADINGS:
        problems.append(_problem(1, f"It begins with {quoted(first)}, not with {HEADINGS}."))
        rows = []
    for line, row in enumerate(rows, 2):
        read = _row(row)
        if read:
            outcode, inward, point = read
            codes[outcode][inward] = point
        elif row.strip():
            problems.append(_problem(line, f"{quoted(row)} is not a postcode and its place."))
    if problems:
        raise ContentError(problems[:_MOST_PROBLEMS])
    return dict(codes)


def _row(row: str) -> tuple[str, str, GridPoint] | None:
    cells = [cell.strip() for cell in row.split(",")]
    if len(cells) != _CELLS or not all(_METRES.fullmatch(cell) for cell in cells[1:]):
        return None
    try:
        outcode, inward = read_postcode(cells[0]).split()
    except ValueError:
        return None
    return outcode, inward, from_metres(int(cells[1]), int(cells[2]))


def _problem(line: int, message: str) -> Problem:
    return Problem(FILE, line, "", message, _AGAIN)


def _names(places: Places, offer: Offer) -> dict[str, GridPoint]:
    """Return the towns of the offer, each in the middle of its postcodes, and areas named so.

    A place whose address is hidden counts for nothing: a town's point may not give it away.
    """
    postcodes: dict[str, set[str]] = defaultdict(set)
    for location in _locations(offer):
        if location.city and location.postal_code and not location.hide_address:
            postcodes[name_key(location.city)].add(location.postal_code)
    middles = {city: mean(_points(places, sorted(codes))) for city, codes in postcodes.items()}
    names = {city: point for city, point in middles.items() if city and point}
    for area in offer.lists.areas.values():
        name = name_key(area.name)
        point = names.get(name) or names.get(name.split()[0] if name else "")
        if point:
            names.setdefault(name, point)
    return dict(sorted(names.items()))


def _points(places: Places, postcodes: Iterable[str]) -> Iterator[GridPoint]:
    for postcode in postcodes:
        point = places.point_of_postcode(postcode)
        if point:
            yield point


def _locations(offer: Offer) -> Iterator[Location]:
    yield from chain.from_iterable(entry.record.locations for entry in offer.services)
    yield from (event.location for event in offer.events if event.location)
