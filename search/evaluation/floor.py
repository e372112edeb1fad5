"""The floor: how good search was, and how good it has to stay. It may only rise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from search.evaluation.measures import ALL, MISSPELLING, Mean

#: A measure that is so much above its floor is reported: the floor could be raised.
_MARGIN = 0.02


@dataclass(frozen=True, slots=True)
class Floor:
    """The least hit@3 over all questions, and the least mean nDCG@10 of each variant.

    ``apart`` is the most by which misspelt questions may fall short of the same spelt right, in
    hit@3.
    """

    hit3: float
    apart: float
    ndcg: Mapping[str, float]


def read_floor(file: Path) -> Floor:
    """Return the floor that a file sets."""
    row = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    return Floor(row["hit3"], row["apart"], row["ndcg"])


def below_floor(floor: Floor, means: Mapping[str, Mean], spelt: Mean) -> tuple[str, ...]:
    """Return a sentence for each measure that is below the floor."""
    apart = spelt.hit3 - means[MISSPELLING].hit3
    rows = [
        f"{name} is {value:.3f}, below its floor of {least:.3f}."
        for name, least, value in _pairs(floor, means)
        if value < least
    ]
    if apart > floor.apart:
        rows.append(
            f"hit@3 of misspelling is {apart:.3f} less than of the same spelt right: "
            f"no more than {floor.apart:.3f} is allowed."
        )
    return tuple(rows)


def could_rise(floor: Floor, means: Mapping[str, Mean]) -> tuple[str, ...]:
    """Return a sentence for each measure that is so far above the floor that it could rise."""
    return tuple(
        f"{name} is {value:.3f}: its floor of {least:.3f} could be raised."
        for name, least, value in _pairs(floor, means)
        if value > least + _MARGIN
    )


def _pairs(floor: Floor, means: Mapping[str, Mean]) -> Iterator[tuple[str, float, float]]:
    yield "hit@3 over all", floor.hit3, means[ALL].hit3
    for variant, least in floor.ndcg.items():
        yield f"nDCG@10 of {variant}", least, means[variant].ndcg
