"""Near where: the point that is asked for, and results by their distance from it.

A postcode's point comes from tables that are built in; nobody is asked where a family lives.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.engine.postcodes import area_of, find_postcode
from search.engine.query import Query, tokens_of, town_in
from search.engine.reader import Reader
from search.engine.words import words
from search.places.point import GridPoint, distance2


@dataclass(frozen=True, slots=True)
class Near:
    """A place asked for: its name as results say it, and its point."""

    name: str
    point: GridPoint


def near_asked(near: str, query: Query, reader: Reader) -> Near | None:
    """Return the place that is asked for by itself or in the query, if it is known."""
    asked = words(near)
    if asked:
        found = find_postcode(asked)
        postcode = (found[0], found[1]) if found else None
        return near_postcode(postcode, reader) or _town(asked, reader)
    return near_postcode(query.postcode, reader) or _town(query.words, reader)


def near_postcode(postcode: tuple[str, str] | None, reader: Reader) -> Near | None:
    """Return the place of an outward and an inward code, or of the outward code alone."""
    if postcode is None:
        return None
    outward, inward = postcode
    area, facts = area_of(outward), reader.facts
    middles = reader.file(f"areas/{area.lower()}.json") if area in facts["areas"] else {}
    middle = middles.get(outward)
    if middle is None:
        return None
    has_own = inward and outward in facts["codes"]
    exact = reader.file(f"codes/{outward.lower()}.json").get(inward) if has_own else None
    return Near(f"{outward} {inward}".strip() if exact else outward, GridPoint(*(exact or middle)))


def _town(asked: Sequence[str], reader: Reader) -> Near | None:
    tokens = tokens_of(asked, frozenset())
    towns = reader.facts["towns"]
    span = town_in(tokens, towns)
    if span is None:
        return None
    rows = towns[tokens[span.start].stem]
    _, name, e, n = next(row for row in rows if row[0] == span.rest)
    return Near(str(name), GridPoint(int(e), int(n)))


def distances(near: Near, reader: Reader) -> dict[int, int]:
    """Return the squared distance of every document that has a place, of its nearest place."""
    found = {}
    for number, flat in enumerate(reader.file("points.json")):
        points = [GridPoint(*pair) for pair in zip(flat[::2], flat[1::2], strict=True)]
        if points:
            found[number] = min(distance2(near.point, point) for point in points)
    return found


def by_distance(
    numbers: Sequence[int], away: Mapping[int, int], fits_well: Iterable[int]
) -> list[int]:
    """Return documents with those that have a place in the order of their distance.

    Documents that fit the words well stay before the others. One that has no place (a guide, or
    someone who comes to your home) stays where its words put it.
    """
    well = frozenset(fits_well)
    ordered: list[int] = []
    for group in ([n for n in numbers if n in well], [n for n in numbers if n not in well]):
        nearest = iter(
            sorted((n for n in group if n in away), key=lambda n: (away[n], group.index(n)))
        )
        ordered += [next(nearest) if number in away else number for number in group]
    return ordered
