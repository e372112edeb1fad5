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
class Measures:
    """How well one query was answered: each measure from 0 to 1."""

    hit1: float
    hit3: float
    ndcg: float
    mrr: float


@dataclass(frozen=True, slots=True)
class Mean:
    """The measures of several queries, on average."""

    questions: int
    hit1: float
    hit3: float
    ndcg: float
    mrr: float


def measure(query: GradedQuery, grades: Sequence[int]) -> Measures:
    """Return the measures of results, given their grades in order.

    ``hit1`` and ``hit3`` are 1 if a right page is the first or among the first three. ``ndcg`` is
    the discounted gain of the first ten over that of the best order (Järvelin and Kekäläinen
    2002), with the gain 2 to the power of the grade, less 1 (Burges and others 2005). ``mrr`` is
    one over the place of the first right page among these ten (Voorhees 1999).
    """
    best = _discounted(sorted(query.grades.values(), reverse=True))
    return Measures(
        hit1=float(RIGHT in grades[:1]),
        hit3=float(RIGHT in grades[:_FIRST_FEW]),
        ndcg=_discounted(grades) / best,
        mrr=1 / (grades.index(RIGHT) + 1) if RIGHT in grades[:DEPTH] else 0.0,
    )


def mean(measures: Iterable[Measures]) -> Mean:
    """Return the average of each measure; of nothing, zero."""
    rows = list(measures)
    if not rows:
        return Mean(0, 0.0, 0.0, 0.0, 0.0)
    return Mean(
        len(rows),
        fmean(row.hit1 for row in rows),
        fmean(row.hit3 for row in rows),
        fmean(row.ndcg for row in rows),
        fmean(row.mrr for row in rows),
    )


def means(measures: Iterable[tuple[str, Measures]]) -> Mapping[str, Mean]:
    """Return the averages by variant, in the order of their first question, and ``ALL``."""
    by_variant: dict[str, list[Measures]] = {}
    for variant, row in measures:
        by_variant.setdefault(variant, []).append(row)
    averages = {variant: mean(rows) for variant, rows in by_variant.items()}
    return {**averages, ALL: mean(row for rows in by_variant.values() for row in rows)}


def _discounted(grades: Sequence[int]) -> float:
    gains = ((1 << grade) - 1 for grade in grades[:DEPTH])
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))
