"""The whole index of an offer as small files: ``site/search/`` holds them for either side."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from search.document import Document
from search.filters import Filter
from search.index.entries import entries, piece_of, pieces_for
from search.index.facts import facts, filter_rows, points, shown_groups
from search.index.lexicon import everyday, lexicon, shelved
from search.index.numbers import postings
from search.index.tables import TABLES
from search.places.pieces import files as place_files
from search.places.table import Places
from search.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Counted:
    """What one document brings to the index: its numbers by key, and its words as written."""

    numbers: Mapping[str, int]
    forms: frozenset[str]


def index_files(
    documents: Sequence[Document],
    counted: Sequence[Counted],
    vocabulary: Vocabulary,
    filters: Sequence[Filter],
    places: Places,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every file of the index.

    Args:
        documents: in the order of their numbers.
        counted: what each brings, in the same order.
        vocabulary: the council's words.
        filters: the filters of the offer.
        places: what is known of postcodes and towns.
    """
    words = lexicon((one.forms for one in counted), vocabulary)
    found = postings([one.numbers for one in counted])
    pieces = pieces_for(len(documents))
    rows = _pieces(entries(documents, found, words, vocabulary), pieces)
    parts = {
        **{f"pieces/{number}.json": row for number, row in enumerate(rows)},
        **{f"spelling/{shelf}.json": text for shelf, text in shelved(words).items()},
        **{f"everyday/{start}.json": text for start, text in everyday(words).items()},
        **{f"shown/{number}.json": rows for number, rows in enumerate(shown_groups(documents))},
        "filters.json": filter_rows(documents, filters),
        "points.json": points(documents, places),
    }
    files = {**{path: _json(part) for path, part in parts.items()}, **place_files(places)}
    version = _version(files)
    yield (
        "facts.json",
        _json({**facts(documents, places), **TABLES, "pieces": pieces, "version": version}),
    )
    yield from files.items()


def _pieces(rows: Mapping[str, Any], pieces: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{} for _ in range(pieces)]
    for key in sorted(rows):
        found[piece_of(key, pieces)][key] = rows[key]
    return found


def _version(files: Mapping[str, bytes]) -> str:
    """Return a word that changes when any file does: browsers ask for a file once a version."""
    hasher = blake2b(digest_size=5)
    for path, content in files.items():
        hasher.update(path.encode() + content)
    return hasher.hexdigest()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
