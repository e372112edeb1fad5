"""Points of the National Grid, and how far apart they are: whole numbers, the same everywhere."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

#: Metres in a unit, and in a tenth of a mile (a mile is 1,609.344 m).
UNIT = 100
_TENTH = 160.9344


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


def miles(a: GridPoint, b: GridPoint) -> float:
    """Return the distance in miles as the crow flies, to one decimal, halves rounded up.

    The steps are those that JavaScript has, in the same order, so that both show the same.
    """
    return math.floor(math.sqrt(distance2(a, b)) * UNIT / _TENTH + 0.5) / 10
