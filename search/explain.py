"""Why a result has its place: its score, part by part, in words and numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.engine.find import SearchHits
from search.engine.pieces import unpacked
from search.engine.score import ScorePart

_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one part of the query adds to the score of a page.

    ``rarity`` and ``weight`` (of 100: how much the page is about it) come from the index, ``worth``
    (of 100) from ``search.weights``.
    """

    label: str
    rarity: int
    weight: int
    worth: int

    @property
    def points(self) -> int:
        """What is added to the score."""
        return self.rarity * self.weight * self.worth // _HUNDREDTHS


def _contributions(number: int, hits: SearchHits) -> tuple[Contribution, ...]:
    """Return what each part of the query adds to a document's score, the most first."""
    rows = (_contribution(part, number) for part in hits.scored.parts)
    return tuple(sorted(filter(None, rows), key=lambda row: (-row.points, row.label)))


def labelled_points(number: int, hits: SearchHits) -> tuple[tuple[str, int], ...]:
    """Return each part's label with its points, then each factor's with its hundredths."""
    parts = ((row.label, row.points) for row in _contributions(number, hits))
    return (*parts, *hits.scored.factors.get(number, ()))


def explain(number: int, hits: SearchHits) -> list[str]:
    """Return lines on why a document has its score, and what else decided its place."""
    return [
        f"Score {hits.scored.scores.get(number, 0):,}",
        *_sum(number, hits),
        *(
            f"{f'× {hundredths}%':>10}  {label}"
            for label, hundredths in hits.scored.factors.get(number, ())
        ),
        *_moves(number, hits),
    ]


def _contribution(part: ScorePart, number: int) -> Contribution | None:
    weight = dict(unpacked(part.postings)).get(number)
    return Contribution(part.label, part.postings[0], weight, part.worth) if weight else None


def _sum(number: int, hits: SearchHits) -> Iterator[str]:
    rows = _contributions(number, hits)
    for row in rows:
        yield (
            f"{row.points:>10,}  {row.label}: rarity {row.rarity} "
            f"× {row.weight} of 100 on this page × {row.worth}%"
        )
    if len(rows) > 1:
        yield f"{sum(row.points for row in rows):>10,}  together"


def _moves(number: int, hits: SearchHits) -> Iterator[str]:
    """Yield what moves a result without changing its score."""
    scores = hits.scored.scores
    if hits.near and number in hits.away:
        yield f"    Those that fit well are ordered by their distance from {hits.near.name}."
    elif any(scores.get(other, 0) > scores.get(number, 0) for other in _after(number, hits)):
        yield "    Stands this high as a best bet of the editors."


def _after(number: int, hits: SearchHits) -> tuple[int, ...]:
    place = hits.numbers.index(number) if number in hits.numbers else len(hits.numbers)
    return hits.numbers[place + 1 :]
