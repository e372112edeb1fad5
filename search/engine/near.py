"""Distance: the point that a search asks for, and results ordered by how far they are from it.

A postcode's point comes from tables that are built in; nobody is asked where a family lives.
"""

from collections.abc import Iterable, Mapping, Sequence
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


def by_distance(
    numbers: Sequence[int], away: Mapping[int, int], good_matches: Iterable[int]
) -> list[int]:
    """Return documents with those that have a place in the order of their distance.

    Documents that fit the words well stay before the others. One that has no place (a guide, or
    someone who comes to your home) stays where its words put it.
    """
    good = frozenset(good_matches)
    ordered: list[int] = []
    for group in ([n for n in numbers if n in good], [n for n in numbers if n not in good]):
        nearest = iter(
            sorted((n for n in group if n in away), key=lambda n: (away[n], group.index(n)))
        )
        ordered += [next(nearest) if number in away else number for number in group]
    return ordered
