"""The parts of an index: what each small file holds, by its path, and the files' bytes."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from search.documents.document import SearchDocument
from search.engine.pieces import kind_of, piece_of
from search.engine.postcodes import area_of
from search.engine.words import SMALL
from search.filters import SearchFilter
from search.index.danger_table import danger_starts, danger_table
from search.index.document_facts import facts, filter_rows, points, result_files
from search.index.entries import known_entries, meaning_entries, pieces_for, word_entries
from search.index.lexicon import English, everyday, shelved
from search.index.occurrences import DocumentOccurrences
from search.index.postings import postings
from search.index.shared_tables import TABLES
from search.places.known_places import Places
from search.places.place_files import place_files
from search.synonyms import Vocabulary

#: The one part that a browser asks for anew each time: it names the version of the others.
FACTS = "facts.json"

#: What completes a word that is being typed; it too is asked for anew, since nothing names it.
COMPLETIONS = "completions.json"

#: Pieces of the shelves of words; English has so many beginnings and endings, whatever the offer.
SPELLING_PIECES, EVERYDAY_PIECES = 256, 128


def pieces(
    counted: Sequence[DocumentOccurrences],
    words: Mapping[str, int],
    vocabulary: Vocabulary,
    numbers: Mapping[str, int],
) -> Iterator[tuple[str, Any]]:
    """Yield every piece by its path: words and what begins with them, soft words, meanings.

    Args:
        counted: what each document brings, in the order of their numbers.
        words: every right word.
        vocabulary: the council's words.
        numbers: the documents' numbers by their addresses.
    """
    many, postings_by_key = pieces_for(len(counted)), postings(counted)
    rows: dict[str, dict[str, Any]] = {"known": {}, "words": {**word_entries(postings_by_key)}}
    for first, entry in known_entries(counted, words, vocabulary, numbers).items():
        rows[kind_of(first)].setdefault(first, {}).update(entry)
    for kind, entries in rows.items():
        yield from _pieces(kind, entries, many)
    yield from _pieces("meanings", meaning_entries(vocabulary.meanings, postings_by_key), many)


def _pieces(
    kind: str, rows: Mapping[str, Any], many: Mapping[str, int]
) -> Iterator[tuple[str, dict[str, Any]]]:
    pieces_: list[dict[str, Any]] = [{} for _ in range(many[kind])]
    for key, entry in rows.items():
        pieces_[piece_of(key, many[kind])][key] = entry
    for number, piece in enumerate(pieces_):
        yield f"{kind}/{number}.json", piece


def word_parts(words: Counter[str], english: English) -> Iterator[tuple[str, Any]]:
    """Yield the shelves of right words: those of the offer, and everyday English."""
    many = {"spelling": SPELLING_PIECES, "everyday": EVERYDAY_PIECES}
    yield from _pieces("spelling", shelved(words, english), many)
    yield from _pieces("everyday", everyday(words, english), many)


def document_parts(
    documents: Sequence[SearchDocument], filters: Sequence[SearchFilter], places: Places
) -> Iterator[tuple[str, Any]]:
    """Yield what is known of every document besides its words."""
    for number, rows in enumerate(result_files(documents)):
        yield f"shown/{number}.json", rows
    yield "danger.json", danger_table()
    yield "filters.json", filter_rows(documents, filters)
    yield "points.json", points(documents, places)
    yield from place_files(places).items()


def facts_part(
    documents: Sequence[SearchDocument], places: Places, vocabulary: Vocabulary, version: str
) -> dict[str, Any]:
    """Return facts.json, which every search reads first."""
    firsts = {typed[0] for typed, _ in vocabulary.misspellings}
    return {
        **facts(documents, places),
        **TABLES,
        "danger_starts": danger_starts(),
        "small_wrong": sorted(firsts & SMALL),
        "pieces": {
            **pieces_for(len(documents)),
            "spelling": SPELLING_PIECES,
            "everyday": EVERYDAY_PIECES,
        },
        "areas": sorted({area_of(outcode) for outcode in places.outcodes}),
        "codes": sorted(places.codes),
        "version": version,
    }


def version_of(digests: Mapping[str, str]) -> str:
    """Return a word that changes when any part does: browsers ask for a part once a version."""
    return blake2b(repr(sorted(digests.items())).encode(), digest_size=5).hexdigest()


def as_bytes(part: Any) -> bytes:
    """Return the bytes of a part's file: JSON, the same each time."""
    if isinstance(part, bytes):
        return part
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
