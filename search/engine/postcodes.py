"""Postcodes in a query, whole or the first half, with or without their space."""

import re
from collections.abc import Sequence

#: Whole postcodes first. Matched like the ages: words joined by spaces, a space at either end.
PATTERNS = (
    " ([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2}) ",
    " ([a-z]{1,2}[0-9][a-z0-9]?) ",
)
_COMPILED = [re.compile(pattern) for pattern in PATTERNS]


def find_postcode(words: Sequence[str]) -> tuple[str, str, frozenset[int]] | None:
    """Return the outward code, the inward code (or nothing) and the positions of their words."""
    text = f" {' '.join(words)} "
    for pattern in _COMPILED:
        match = pattern.search(text)
        if match:
            inward = match[2] if pattern.groups > 1 else ""
            return match[1].upper(), inward.upper(), positions_of(text, match)
    return None


def positions_of(text: str, match: re.Match[str]) -> frozenset[int]:
    """Return the positions of the words matched by a pattern in a text with a space at each end."""
    first = text[: match.start() + 1].count(" ") - 1
    return frozenset(range(first, first + len(match[0].split())))


def area_of(outward: str) -> str:
    """Return the letters that an outward code begins with: "SC" of "SC1"."""
    return re.split(r"[0-9]", outward)[0]
