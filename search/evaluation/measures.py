"""How good a list of results is: whether the right page is near the top, and the whole order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

from search.evaluation.graded_queries import RIGHT, GradedQuery

#: How many results are looked at.
DEPTH = 10
_FIRST_FEW = 3

#: The name of all variants together, and of the one that is also asked spelt right.
ALL = "all"
MISSPELLING = "misspelling"


@dataclass(frozen=True, slots=True)
class Judged:
    """How well one question was answered: each measure from 0 to 1."""

    hit1: float
    hit3: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class Mean:
    """The measures of several questions, on average."""

    questions: int
    hit1: float
    hit3: float
    ndcg: float


def judge(question: GradedQuery, found: Sequence[int]) -> Judged:
    """Return the measures of results whose grades are ``found``, in their order.

    ``hit1`` and ``hit3`` are 1 if a right page is the first or among the first three. ``ndcg`` is
    the discounted gain of the first ten over that of the best order (Järvelin and Kekäläinen
    2002), with the gain 2 to the power of the grade, less 1 (Burges and others 2005).
    """
    best = _discounted(sorted(question.grades.values(), reverse=True))
    return Judged(
        hit1=float(RIGHT in found[:1]),
        hit3=float(RIGHT in found[:_FIRST_FEW]),
        ndcg=_discounted(found) / best,
    )


def mean(judged: Iterable[Judged]) -> Mean:
    """Return the average of each measure; of nothing, zero."""
    rows = list(judged)
    if not rows:
        return Mean(0, 0.0, 0.0, 0.0)
    return Mean(
        len(rows),
        fmean(one.hit1 for one in rows),
        fmean(one.hit3 for one in rows),
        fmean(one.ndcg for one in rows),
    )


def means(judged: Iterable[tuple[str, Judged]]) -> Mapping[str, Mean]:
    """Return the averages by variant, in the order of their first question, and ``ALL``."""
    by_variant: dict[str, list[Judged]] = {}
    for variant, one in judged:
        by_variant.setdefault(variant, []).append(one)
    found = {variant: mean(rows) for variant, rows in by_variant.items()}
    return {**found, ALL: mean(one for rows in by_variant.values() for one in rows)}


def _discounted(grades: Sequence[int]) -> float:
    gains = ((1 << grade) - 1 for grade in grades[:DEPTH])
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))
