"""Statistical disclosure control of a year's counts: no number, nor what follows from it, is small.

What stands in no published number is left out whole: that a row exists is a number above 0, and a
place and a theme with one comment lead to its sender. Numbers are read together with the comments
that are published and with the totals, so each of these has to be 0 or at least the council's
least (``feedback.least_shown``):

- how many a row counts, and how many of them are not among the published comments;
- how many of the total a row does not count;
- how many are left where rows of one table, or of one theme, are taken from their total.

A row with a place is left out too where all others of its theme, or of its matter, came from there
and some of them are published: those would be located. The rules are our own, after the threshold
rule and complementary suppression of the Government Statistical Service's guidance.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

K = TypeVar("K")


class Counted(Protocol):
    """A comment that is counted: published, or merged into one that is, or neither."""

    @property
    def is_published(self) -> bool:
        """Whether its words are published."""
        ...

    @property
    def is_in_published(self) -> bool:
        """Whether it was merged into a comment whose words are published."""
        ...


C = TypeVar("C", bound=Counted)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many comments there are of a sort, and how many of them nobody can read.

    ``hidden`` are those without the published ones, ``unheard`` without those merged into them too.
    """

    number: int = 0
    hidden: int = 0
    unheard: int = 0

    @classmethod
    def of(cls, facts: Iterable[Counted]) -> Self:
        """Return how many of some comments are of each sort."""
        facts = tuple(facts)
        hidden = [fact for fact in facts if not fact.is_published]
        return cls(len(facts), len(hidden), sum(not fact.is_in_published for fact in hidden))

    def __add__(self, other: "Cell") -> "Cell":
        """Return both together, where no comment is in both."""
        return Cell(
            self.number + other.number, self.hidden + other.hidden, self.unheard + other.unheard
        )

    def __sub__(self, other: "Cell") -> "Cell":
        """Return what is left without another, all of which is in this."""
        return Cell(
            self.number - other.number, self.hidden - other.hidden, self.unheard - other.unheard
        )

    @property
    def has_published(self) -> bool:
        """Whether some of it can be read."""
        return self.hidden < self.number

    def is_safe(self, least: int) -> bool:
        """Return whether none of its numbers is that of a few people."""
        return all(n == 0 or n >= least for n in (self.number, self.hidden, self.unheard))


def cells_by(facts: Iterable[C], keys: Callable[[C], Iterable[K]]) -> dict[K, Cell]:
    """Return the cell of each key that comments have; one may have several keys, or none."""
    by_key: dict[K, list[C]] = {}
    for fact in facts:
        for key in keys(fact):
            by_key.setdefault(key, []).append(fact)
    return {key: Cell.of(some) for key, some in by_key.items()}


def shown_of_one(cells: Mapping[K, Cell], least: int) -> frozenset[K]:
    """Return the rows to show of a table in which each comment of the total stands once.

    With a row that is not safe, more are left out, the smallest first, until what is left out is
    at least two rows and safe together; none is shown where that never is.
    """
    shown = {key for key, cell in cells.items() if cell.is_safe(least)}
    while shown and len(shown) < len(cells):
        out = [cell for key, cell in cells.items() if key not in shown]
        if len(out) > 1 and sum(out, Cell()).is_safe(least):
            return frozenset(shown)
        shown.remove(min(shown, key=lambda key: (cells[key].number, str(key))))
    return frozenset(shown)


def shown_of_several(cells: Mapping[K, Cell], total: Cell, least: int) -> frozenset[K]:
    """Return the rows to show of a table in which one comment may stand in several."""
    return frozenset(
        key for key, cell in cells.items() if cell.is_safe(least) and (total - cell).is_safe(least)
    )


def shown_places(cells: Mapping[str, Cell], totals: Sequence[Cell], least: int) -> frozenset[str]:
    """Return the places to show of one theme; "" is that of comments that name no place.

    ``totals`` are published numbers in which all of these comments are counted.
    """
    shown = {
        area
        for area, cell in cells.items()
        if cell.is_safe(least) and not (area and _locates(cell, totals, least))
    }
    while shown:
        together = sum((cells[area] for area in shown), Cell())
        if all((total - together).is_safe(least) for total in totals):
            break
        shown.remove(min(shown, key=lambda area: (cells[area].number, area)))
    return frozenset(shown)


def _locates(cell: Cell, totals: Iterable[Cell], least: int) -> bool:
    """Return whether a place is that of all, or of all but a few, of whom some can be read."""
    return any(total.has_published and total.number - cell.number < least for total in totals)
