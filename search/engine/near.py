"""Distance: the point that a search asks for, and results ordered by how far they are from it.

A postcode's point comes from tables that are built in; nobody is asked where a family lives.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from search.engine.postcodes import find_postcode
from search.engine.query import Query, tokens_of, town_in
from search.engine.reader import Reader
from search.engine.words import words
from search.places.point import GridPoint, distance2


@dataclass(frozen=True, slots=True)
class Near:
    """The place that results are near to: its name as results show it, and its point."""

    name: str
    point: GridPoint


def find_near(near: str, query: Query, reader: Reader) -> Near | None:
    """Return the place that is named in ``near``, or else in the query, if it is known."""
    typed = words(near)
    if typed:
        match = find_postcode(typed, lambda outward: reader.middle_of(outward) is not None)
        postcode = (match[0], match[1]) if match else None
        return _near_postcode(postcode, reader) or _near_town(typed, reader)
    return _near_postcode(query.postcode, reader) or _near_town(query.words, reader)


def _near_postcode(postcode: tuple[str, str] | None, reader: Reader) -> Near | None:
    """Return the place of an outward and an inward code, or of the outward code alone."""
    if postcode is None:
        return None
    outward, inward = postcode
    middle = reader.middle_of(outward)
    if middle is None:
        return None
    has_exact = inward and outward in reader.facts["codes"]
    exact = reader.file(f"codes/{outward.lower()}.json").get(inward) if has_exact else None
    if exact is None:
        return Near(outward, middle)
    return Near(f"{outward} {inward}", GridPoint(*exact))


def _near_town(typed: Sequence[str], reader: Reader) -> Near | None:
    tokens = tokens_of(typed, frozenset())
    towns = reader.facts["towns"]
    span = town_in(tokens, towns)
    if span is None:
        return None
    rows = towns[tokens[span.start].stem]
    _, name, e, n = next(row for row in rows if row[0] == span.rest)
    return Near(str(name), GridPoint(int(e), int(n)))


def distances(near: Near, reader: Reader) -> dict[int, int]:
    """Return the squared distance of each document's nearest place, in units of 100 metres."""
    nearest = {}
    for number, flat in enumerate(reader.file("points.json")):
        points = [GridPoint(*pair) for pair in zip(flat[::2], flat[1::2], strict=True)]
        if points:
            nearest[number] = min(distance2(near.point, point) for point in points)
    return nearest


#: Miles within which results may be asked for, and the most that a squared distance may then be.
WITHIN = {miles: int((miles * 16.09344) ** 2) for miles in (5, 10, 20)}


def farther_than(miles: int | None, away: Mapping[int, int]) -> frozenset[int]:
    """Return the documents farther away than so many miles; what has no place is not among them."""
    if miles is None:
        return frozenset()
    return frozenset(number for number, far in away.items() if far > WITHIN[miles])


def by_distance(
    numbers: Sequence[int], away: Mapping[int, int], answers: Collection[int]
) -> list[int]:
    """Return documents with those that answer, and have a place, in the order of their distance.

    All others stay where their words put them: guides, what comes to your home, and what has
    little of what was asked for, however near it is.
    """
    places = {number: place for place, number in enumerate(numbers)}
    some = [number for number in numbers if number in answers]
    nearest = iter(sorted(some, key=lambda number: (away[number], places[number])))
    return [next(nearest) if number in answers else number for number in numbers]
