"""From documents to keys: where each word, pair and meaning stands, and how rare it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log

from search.weights import RARITY

#: The rarity, then for each document the gap to its number and its own number: what either side
#: of the search adds up.
Postings = list[int]


def postings(occurrences: Sequence[Mapping[str, int]]) -> dict[str, Postings]:
    """Return the postings of every key; ``occurrences`` stand in the order of the documents."""
    found: dict[str, Postings] = defaultdict(lambda: [0])
    last: dict[str, int] = defaultdict(int)
    for number, keys in enumerate(occurrences):
        for key, value in keys.items():
            found[key] += (number - last[key], value)
            last[key] = number
    for rows in found.values():
        rows[0] = rarity(len(rows) // 2, len(occurrences))
    return found


def rarity(documents: int, total: int) -> int:
    """Return how much a key tells that stands in so many of all documents (BM25's idf)."""
    return round(RARITY * log(1 + (total - documents + 0.5) / (documents + 0.5)))


def unpacked(rows: Postings) -> list[tuple[int, int]]:
    """Return (document, number) of postings."""
    number, found = 0, []
    for at in range(1, len(rows), 2):
        number += rows[at]
        found.append((number, rows[at + 1]))
    return found
