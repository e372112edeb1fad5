"""Occurrences in documents, counted for the index; those of unchanged documents are cached."""

import os
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

from localoffer import build_cache
from search.documents.document import SearchDocument
from search.index.occurrences import DocumentOccurrences, Phrases, count_occurrences

#: The cache is spread over so many files, so that a change writes one of them again.
_SHELVES = 32

#: Below this many documents a second process costs more than it brings.
_PARALLEL_FROM = 200
_BATCH = 100

_Shelf = dict[str, DocumentOccurrences]
_Digests = dict[str, str]


@dataclass(frozen=True)
class DocumentCounts:
    """What every document adds to the index, and which documents changed since the last time.

    ``digests`` are the documents' own, by address; ``before`` what the changed ones added before,
    with the digests they had; ``fresh`` what they add now. The rest is read only when needed.
    """

    digests: _Digests
    before: Mapping[str, tuple[str, DocumentOccurrences]]
    fresh: Mapping[str, DocumentOccurrences]
    folder: Path

    def of(self, address: str) -> DocumentOccurrences:
        """Return what a changed document adds."""
        return self.fresh[address]

    @cached_property
    def all(self) -> list[DocumentOccurrences]:
        """What each document adds, in the order of the documents."""
        rows = {**_load_shelves(self.folder, range(_SHELVES)), **self.fresh}
        return [rows[address] for address in self.digests]


def count(documents: Sequence[SearchDocument], phrases: Phrases, state: Path) -> DocumentCounts:
    """Count the documents that changed, and cache the result for the next time.

    Args:
        documents: all documents of an offer.
        phrases: what to look for besides words.
        state: the folder of what is kept between runs.
    """
    folder = state / "counted"
    dependencies = (
        blake2b(repr(phrases).encode(), digest_size=8).hexdigest() + build_cache.code_digest()
    )
    stored = build_cache.load(folder / "digests")
    last: _Digests = stored[1] if stored and stored[0] == dependencies else {}
    digests = {document.address: _digest(document) for document in documents}
    changed = [row for row in documents if last.get(row.address) != digests[row.address]]
    addresses = (document.address for document in changed)
    fresh = dict(zip(addresses, _counted(changed, phrases), strict=True))
    gone = last.keys() - digests.keys()
    shelves = {_shelf_of(address) for address in (*fresh, *gone)}
    rows = _load_shelves(folder, shelves) if last else {}
    before = {address: (last[address], rows[address]) for address in fresh if address in last}
    (folder / "digests").unlink(missing_ok=True)
    _save_shelves(folder, {**rows, **fresh}, shelves, gone)
    build_cache.save(folder / "digests", (dependencies, digests))
    return DocumentCounts(digests, before, fresh, folder)


def _load_shelves(folder: Path, shelves: Iterable[int]) -> _Shelf:
    rows: _Shelf = {}
    for shelf in shelves:
        rows.update(build_cache.load(folder / f"{shelf:02}") or {})
    return rows


def _counted(documents: Sequence[SearchDocument], phrases: Phrases) -> list[DocumentOccurrences]:
    cores = len(os.sched_getaffinity(0))
    if len(documents) < _PARALLEL_FROM or cores == 1:
        return _count_batch(phrases, documents)
    batches = [documents[start : start + _BATCH] for start in range(0, len(documents), _BATCH)]
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        counted = pool.map(partial(_count_batch, phrases), batches)
        return list(chain.from_iterable(counted))


def _count_batch(
    phrases: Phrases, documents: Sequence[SearchDocument]
) -> list[DocumentOccurrences]:
    return [count_occurrences(document, phrases) for document in documents]


def _save_shelves(
    folder: Path, rows: _Shelf, shelves: Iterable[int], gone: AbstractSet[str]
) -> None:
    filled: dict[int, _Shelf] = {shelf: {} for shelf in shelves}
    for address, row in rows.items():
        if address not in gone:
            filled[_shelf_of(address)][address] = row
    for shelf, contents in filled.items():
        build_cache.save(folder / f"{shelf:02}", contents)


def _shelf_of(address: str) -> int:
    return crc32(address.encode()) % _SHELVES


def _digest(document: SearchDocument) -> str:
    return blake2b(repr(document).encode(), digest_size=12).hexdigest()
