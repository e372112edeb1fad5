"""Rare combinations: a small place, a need and an age together may name one child."""

import re
from collections.abc import Iterator
from typing import Final

from localoffer.offer import Offer

_AGE: Final = re.compile(
    r"\b(?:age[ds]?\s+\d{1,2}|\d{1,2}(?:\s|-)?(?:years?|yrs?|months?)(?:\s|-)?olds?"
    r"|\d{1,2}\s?yo|year\s\d{1,2}|reception)\b",
    re.IGNORECASE,
)
_FEW: Final = 2


def rare_together(text: str, offer: Offer) -> tuple[str, ...]:
    """Return the words for a place, a need and an age in a text, if it has at least two of them."""
    details = tuple(_details(text, offer))
    return details if len(details) >= _FEW else ()


def _details(text: str, offer: Offer) -> Iterator[str]:
    yield from _first_match(text, (area.name for area in offer.lists.areas.values()))
    yield from _first_match(text, (need.name for need in offer.lists.needs.values()))
    age = _AGE.search(text)
    if age:
        yield age[0]


def _first_match(text: str, names: Iterator[str]) -> Iterator[str]:
    """Yield the first of some names that is in a text as whole words."""
    for name in names:
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if match:
            yield match[0]
            return
