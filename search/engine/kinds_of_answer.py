"""Kinds of answer, such as to read or to go to: each is judged by its best, and each is seen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from search.engine.reader import Reader
from search.engine.score import Scored, family_of


def kind_of_answer(number: int, facts: Mapping[str, Any]) -> int:
    """Return the kind of answer that a document is, by ``weights.KINDS``."""
    kinds: list[int] = facts["weights"]["kinds"]
    return kinds[family_of(number, facts)]


def fits_its_kind(scored: Scored, reader: Reader) -> Callable[[int], bool]:
    """Return whether a document fits well enough, compared with the best of its kind.

    It also has a least share of the best of all, which is less. A page that has something of all
    that was typed is compared with the best of all alone.
    """
    weights: Mapping[str, int] = reader.facts["weights"]
    most_of: dict[int, int] = {}
    for number, value in scored.scores.items():
        kind = kind_of_answer(number, reader.facts)
        most_of[kind] = max(most_of.get(kind, 0), value)
    most = max(most_of.values(), default=0)

    def fits(number: int) -> bool:
        value = scored.scores[number]
        if number in scored.whole and value * weights["least_share_of_whole"] >= most:
            return True
        least = most_of[kind_of_answer(number, reader.facts)]
        return value * weights["least_share"] >= least and value * weights["least_of_all"] >= most

    return fits


def each_kind_seen(numbers: Sequence[int], reader: Reader) -> tuple[int, ...]:
    """Return documents in their order, but with the best of ``weights.KINDS_SEEN`` on page 1.

    What would come later closes the page, in place of the last that are not the best of theirs.
    """
    together = reader.facts["limits"]["per_page"]
    best: dict[int, int] = {}
    for number in numbers:
        kind = kind_of_answer(number, reader.facts)
        if kind in reader.facts["weights"]["kinds_seen"]:
            best.setdefault(kind, number)
    first = list(numbers[:together])
    late = [number for number in best.values() if number not in first]
    for _ in late:
        spare = [number for number in first if number not in best.values()]
        first.remove(spare[-1])
    chosen = [*first, *late]
    return (*chosen, *(number for number in numbers if number not in chosen))
