"""Statistical disclosure control: small numbers are not shown, nor what would give them away.

A number under the council's least (``feedback.least_shown``, 5 by default) could point at someone.
Hiding it alone is not enough: where the others and their total are shown, it can be worked out.
So one more is hidden, the smallest, and the page no longer says which of them is small; so too
where all that is hidden together is under the least. "Usually
two or more categories should be suppressed so original counts cannot be deduced" (UK LLC user
guide, "Statistical Disclosure Control"); the choice of the smallest is our own. 0 is shown: it is
nobody's answer. It holds for one table with one total; tables that cross each other need more.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Numbers as they may be shown: None for one that is hidden.

    ``are_small`` says that each hidden one is under the least, so that a page may say so;
    ``is_disclosive`` that nothing is left to suppress but the total.
    """

    numbers: tuple[int | None, ...]
    are_small: bool = True
    is_disclosive: bool = False


def suppress(numbers: Sequence[int | None], least: int, total: int | None = None) -> Suppressed:
    """Return the numbers that may be shown beside their total; None is one hidden already.

    Without a total, as where people could choose several answers, nothing adds up to one and only
    the small numbers are hidden.
    """
    small = {place for place, n in enumerate(numbers) if n is None or 0 < n < least}
    numbers_shown = _without(numbers, small)
    if not small or total is None or total < least:
        return Suppressed(numbers_shown)
    rest = total - sum(n or 0 for n in numbers_shown)
    most = len(small) * (least - 1)
    if len(small) > 1 and max(len(small), least - 1) < rest < most:
        return Suppressed(numbers_shown)
    if len(small) > 1 and rest > most:
        return Suppressed(numbers_shown, are_small=False)
    others = [(n, place) for place, n in enumerate(numbers_shown) if n]
    if not others:
        return Suppressed(numbers_shown, is_disclosive=True)
    return Suppressed(_without(numbers, {*small, min(others)[1]}), are_small=False)


def _without(numbers: Sequence[int | None], places: set[int]) -> tuple[int | None, ...]:
    return tuple(None if place in places else n for place, n in enumerate(numbers))


def display_count(number: int | None, least: int, *, are_small: bool = True) -> str:
    """Return a number in words: "1,204", "fewer than 5", "not shown"."""
    if number is None:
        return f"fewer than {least}" if are_small else "not shown"
    return f"{number:,}" if number == 0 or number >= least else f"fewer than {least}"
