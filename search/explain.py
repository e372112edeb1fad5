"""Why a result stands where it does: its score, part by part, in words and numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.engine.find import SearchHits
from search.engine.pieces import unpacked
from search.engine.score import ScorePart

_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Reason:
    """What one part of the query brought to a page: how rare it is, and how much it is about it.

    ``rarity`` and ``much`` (of 100) come from the index, ``worth`` (of 100) from the weights.
    """

    label: str
    rarity: int
    much: int
    worth: int

    @property
    def points(self) -> int:
        """What is added to the score."""
        return self.rarity * self.much * self.worth // _HUNDREDTHS


def reasons(number: int, found: SearchHits) -> tuple[Reason, ...]:
    """Return what each part of the query brought to a document, the most first."""
    rows = (_reason(part, number) for part in found.scored.parts)
    return tuple(sorted(filter(None, rows), key=lambda one: (-one.points, one.label)))


def contributions(number: int, found: SearchHits) -> tuple[tuple[str, int], ...]:
    """Return each part's label with its points, then each factor's with its hundredths."""
    parts = ((one.label, one.points) for one in reasons(number, found))
    return (*parts, *found.scored.factors.get(number, ()))


def explain(number: int, found: SearchHits) -> list[str]:
    """Return lines that say why a document has its score, and what else decided its place."""
    return [
        f"Score {found.scored.scores.get(number, 0):,}",
        *_sum(number, found),
        *(
            f"{f'× {hundredths}%':>10}  {label}"
            for label, hundredths in found.scored.factors.get(number, ())
        ),
        *_besides(number, found),
    ]


def _reason(part: ScorePart, number: int) -> Reason | None:
    much = dict(unpacked(part.postings)).get(number)
    return Reason(part.label, part.postings[0], much, part.worth) if much else None


def _sum(number: int, found: SearchHits) -> Iterator[str]:
    rows = reasons(number, found)
    for one in rows:
        yield (
            f"{one.points:>10,}  {one.label}: rarity {one.rarity} × {one.much} of 100 on this page "
            f"× {one.worth}%"
        )
    if len(rows) > 1:
        yield f"{sum(one.points for one in rows):>10,}  together"


def _besides(number: int, found: SearchHits) -> Iterator[str]:
    """Yield what moves a result without changing its score."""
    scores = found.scored.scores
    if found.near and number in found.away:
        yield f"    Those that fit well are ordered by their distance from {found.near.name}."
    elif any(scores.get(other, 0) > scores.get(number, 0) for other in _after(number, found)):
        yield "    Stands this high as a best bet of the editors."


def _after(number: int, found: SearchHits) -> tuple[int, ...]:
    place = found.numbers.index(number) if number in found.numbers else len(found.numbers)
    return found.numbers[place + 1 :]
