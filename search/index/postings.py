"""From documents to keys: where each word, pair and meaning stands, and how rare it is."""

from collections import defaultdict
from collections.abc import Sequence
from math import log

from search.engine.pieces import Postings
from search.index.occurrences import DocumentOccurrences
from search.weights import RARITY


def postings(counted: Sequence[DocumentOccurrences]) -> dict[str, Postings]:
    """Return the postings of every key; ``counted`` stand in the order of the documents."""
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, one in enumerate(counted):
        for key, value in one.numbers.items():
            rows[key].append((number, value))
    return {key: packed(found, len(counted)) for key, found in rows.items()}


def packed(rows: Sequence[tuple[int, int]], total: int) -> Postings:
    """Return the postings of (document, number) in order, of so many documents in all."""
    found, last = [rarity(len(rows), total) if rows else 0], 0
    for number, value in rows:
        found += (number - last, value)
        last = number
    return found


def rarity(documents: int, total: int) -> int:
    """Return how much a key tells that stands in so many of all documents (BM25's idf)."""
    return round(RARITY * log(1 + (total - documents + 0.5) / (documents + 0.5)))
