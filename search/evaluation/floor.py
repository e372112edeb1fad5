"""The floor: how good search was on what nobody tunes to, and how good it has to stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from search.evaluation.measures import ALL, MISSPELLING
from search.evaluation.unseen import SetFigures, UnseenFigures

#: A measure that is so much better than its limit is reported: the limit could be moved.
_MARGIN = 0.03

#: A variant of fewer queries is not called the weakest: one answer would decide.
_ENOUGH = 10


@dataclass(frozen=True, slots=True)
class SetFloor:
    """The least hit@3 and nDCG@10 over all, and the least hit@3 of the weakest variant.

    ``apart`` is the most by which misspelt queries may fall short of the same spelt right, in
    hit@3; ``ahead`` the least by which nDCG@10 is above that of SQLite's full-text search.
    """

    hit3: float
    ndcg: float
    weakest: float
    apart: float
    ahead: float


@dataclass(frozen=True, slots=True)
class Floor:
    """What each set has to keep, and the panel of help and the rare words: shares from 0 to 1."""

    example: SetFloor
    other_council: SetFloor
    danger_seen: float
    danger_false: float
    danger_second_seen: float
    danger_second_false: float
    rare_words_kept: float


@dataclass(frozen=True, slots=True)
class Limit:
    """A measure, its value, and the least that it may be, or the most."""

    name: str
    value: float
    limit: float
    is_most: bool = False

    @property
    def above(self) -> float:
        """How much better the value is than the limit; below zero where it is worse."""
        return self.limit - self.value if self.is_most else self.value - self.limit


def read_floor(file: Path) -> Floor:
    """Return the floor that a file sets."""
    row = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    example, other_council = (SetFloor(**row.pop(name)) for name in ("example", "other_council"))
    return Floor(example, other_council, **row)


def below_floor(floor: Floor, figures: UnseenFigures) -> tuple[str, ...]:
    """Return a sentence for each measure that is worse than its limit."""
    return tuple(
        f"{one.name} is {one.value:.3f}: "
        f"{'at most' if one.is_most else 'at least'} {one.limit:.3f} is asked for."
        for one in limits(floor, figures)
        if one.above < 0
    )


def could_move(floor: Floor, figures: UnseenFigures) -> tuple[str, ...]:
    """Return a sentence for each measure that is so much better that its limit could be moved."""
    return tuple(
        f"{one.name} is {one.value:.3f}: its limit of {one.limit:.3f} could be stricter."
        for one in limits(floor, figures)
        if one.above > _MARGIN
    )


def limits(floor: Floor, figures: UnseenFigures) -> Iterator[Limit]:
    """Yield every measure beside its limit."""
    yield from _of_set("the example council", floor.example, figures.example)
    if figures.other_council:
        yield from _of_set("the other council", floor.other_council, figures.other_council)
    danger, second = figures.danger, figures.danger_second
    yield Limit("The share of dangers seen", danger.seen, floor.danger_seen)
    yield Limit("The share of false alarms", danger.false, floor.danger_false, is_most=True)
    yield Limit("The second share of dangers seen", second.seen, floor.danger_second_seen)
    most = floor.danger_second_false
    yield Limit("The second share of false alarms", second.false, most, is_most=True)
    yield Limit("The share of rare words kept", figures.kept, floor.rare_words_kept)


def _of_set(name: str, floor: SetFloor, figures: SetFigures) -> Iterator[Limit]:
    means = figures.means
    yield Limit(f"hit@3 of {name}", means[ALL].hit3, floor.hit3)
    yield Limit(f"nDCG@10 of {name}", means[ALL].ndcg, floor.ndcg)
    ahead = means[ALL].ndcg - figures.fts5[ALL].ndcg
    yield Limit(f"What {name} is ahead of FTS5 in nDCG@10", ahead, floor.ahead)
    hit3 = {
        key: mean.hit3 for key, mean in means.items() if key != ALL and mean.questions >= _ENOUGH
    }
    weakest = min(hit3, key=lambda key: hit3[key])
    yield Limit(f"hit@3 of {name} in its weakest variant, {weakest},", hit3[weakest], floor.weakest)
    apart = figures.spelt.hit3 - means[MISSPELLING].hit3
    yield Limit(f"What misspelling costs {name} in hit@3", apart, floor.apart, is_most=True)
