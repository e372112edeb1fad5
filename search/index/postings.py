"""From documents to keys: which documents have each word, pair and meaning, and how rare it is."""

from collections import defaultdict
from collections.abc import Sequence
from math import log

from search.engine.pieces import Postings
from search.index.occurrences import DocumentOccurrences
from search.weights import RARITY


def postings(counted: Sequence[DocumentOccurrences]) -> dict[str, Postings]:
    """Return the postings of every key; ``counted`` are in the order of the documents."""
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, occurrences in enumerate(counted):
        for key, weight in occurrences.weights.items():
            rows[key].append((number, weight))
    return {key: packed(pairs, len(counted)) for key, pairs in rows.items()}


def packed(rows: Sequence[tuple[int, int]], total: int) -> Postings:
    """Return the postings of (document, weight) pairs in order, of ``total`` documents in all."""
    packed_rows, last = [rarity(len(rows), total) if rows else 0], 0
    for number, weight in rows:
        packed_rows += (number - last, weight)
        last = number
    return packed_rows


def rarity(documents: int, total: int) -> int:
    """Return how rare a key is that so many of all documents have (the idf of BM25, times 20)."""
    return round(RARITY * log(1 + (total - documents + 0.5) / (documents + 0.5)))
