"""Postcodes in a query, whole or the first half, with or without their space."""

import re
from collections.abc import Callable, Iterator, Sequence

#: A whole postcode, and a first half. Matched like the ages: words joined by spaces, with a space
#: at either end. "KS2 1st" and "T21 3yr" are no postcodes, whatever they look like.
PATTERNS = (
    " ([a-z]{1,2}[0-9][a-z0-9]?) ?(?![0-9](?:st|nd|rd|th|yr|yo|hr) )([0-9][a-z]{2})(?= )",
    " ([a-z]{1,2}[0-9][a-z0-9]?)(?= )",
)
_COMPILED = [re.compile(pattern) for pattern in PATTERNS]

#: The outward code, the inward code (or nothing) and the positions of their words.
FoundPostcode = tuple[str, str, frozenset[int]]


def find_postcode(words: Sequence[str], is_place: Callable[[str], bool]) -> FoundPostcode | None:
    """Return the first postcode whose outward code ``is_place``, whole ones before first halves.

    Without such a one, return the first whole postcode that nobody knows: it is told of. A first
    half that is no place is a word like any other: "KS2", "T21".
    """
    text = f" {' '.join(words)} "
    found = [list(_postcodes(pattern, text)) for pattern in _COMPILED]
    places = (one for some in found for one in some if is_place(one[0]))
    return next(places, None) or next(iter(found[0]), None)


def _postcodes(pattern: re.Pattern[str], text: str) -> Iterator[FoundPostcode]:
    for match in pattern.finditer(text):
        inward = match[2] if pattern.groups > 1 else ""
        yield match[1].upper(), inward.upper(), positions_of(text, match)


def positions_of(text: str, match: re.Match[str]) -> frozenset[int]:
    """Return the positions of the words matched by a pattern in a text with a space at each end."""
    first = text[: match.start() + 1].count(" ") - 1
    return frozenset(range(first, first + len(match[0].split())))


def area_of(outward: str) -> str:
    """Return the letters that an outward code begins with: "SC" of "SC1"."""
    return re.split(r"[0-9]", outward)[0]
