"""Points of the National Grid, and how far apart they are: whole numbers, the same everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass

#: Metres in a unit.
UNIT = 100


@dataclass(frozen=True, slots=True)
class GridPoint:
    """A place: ``e`` is the easting and ``n`` the northing, in units of 100 metres."""

    e: int
    n: int


def from_metres(easting: int, northing: int) -> GridPoint:
    """Return the point of an easting and a northing in metres, halves rounded up."""
    return GridPoint((easting + UNIT // 2) // UNIT, (northing + UNIT // 2) // UNIT)


def mean(points: Iterable[GridPoint]) -> GridPoint | None:
    """Return the point in the middle of others, halves rounded up, or None of no points."""
    all_ = list(points)
    many = len(all_)
    if not many:
        return None
    e, n = sum(point.e for point in all_), sum(point.n for point in all_)
    return GridPoint((2 * e + many) // (2 * many), (2 * n + many) // (2 * many))


def distance2(a: GridPoint, b: GridPoint) -> int:
    """Return the square of the distance in units: exact, so that all put places in one order."""
    return (a.e - b.e) ** 2 + (a.n - b.n) ** 2
