"""Counting documents for the index: those that have not changed are counted once only."""

import os
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

from localoffer import build_cache
from search.documents.document import SearchDocument
from search.index.occurrences import DocumentOccurrences, Phrases, counted

#: What is kept is spread over so many files, so that a change writes one of them again.
_SHELVES = 32

#: Below this many documents a second process costs more than it brings.
_PARALLEL_FROM = 200
_BATCH = 100

_Shelf = dict[str, DocumentOccurrences]
_Digests = dict[str, str]


@dataclass(frozen=True)
class DocumentCounts:
    """What every document brings, and which changed since the last time.

    ``digests`` are the documents' own, by address; ``before`` what the changed ones brought, with
    the digests they had. The rest is read only when it is asked for.
    """

    digests: _Digests
    before: Mapping[str, tuple[str, DocumentOccurrences]]
    fresh: Mapping[str, DocumentOccurrences]
    folder: Path

    def of(self, address: str) -> DocumentOccurrences:
        """Return what one document brings."""
        return self.fresh[address]

    @cached_property
    def all(self) -> list[DocumentOccurrences]:
        """What each document brings, in the order of the documents."""
        rows = {**_kept(self.folder, range(_SHELVES)), **self.fresh}
        return [rows[address] for address in self.digests]


def count(documents: Sequence[SearchDocument], phrases: Phrases, state: Path) -> DocumentCounts:
    """Count the documents that changed, and keep what they bring for the next time.

    Args:
        documents: all documents of an offer.
        phrases: what to look for besides words.
        state: the folder that keeps what was counted before.
    """
    folder = state / "counted"
    surroundings = (
        blake2b(repr(phrases).encode(), digest_size=8).hexdigest() + build_cache.code_digest()
    )
    stored = build_cache.load(folder / "digests")
    old: _Digests = stored[1] if stored and stored[0] == surroundings else {}
    digests = {document.address: _digest(document) for document in documents}
    changed = [one for one in documents if old.get(one.address) != digests[one.address]]
    fresh = dict(zip((one.address for one in changed), _counted(changed, phrases), strict=True))
    gone = old.keys() - digests.keys()
    shelves = {_shelf_of(address) for address in (*fresh, *gone)}
    rows = _kept(folder, shelves) if old else {}
    before = {address: (old[address], rows[address]) for address in fresh if address in old}
    (folder / "digests").unlink(missing_ok=True)
    _keep(folder, {**rows, **fresh}, shelves, gone)
    build_cache.save(folder / "digests", (surroundings, digests))
    return DocumentCounts(digests, before, fresh, folder)


def _kept(folder: Path, shelves: Iterable[int]) -> _Shelf:
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
        found = pool.map(partial(_count_batch, phrases), batches)
        return [one for batch in found for one in batch]


def _count_batch(
    phrases: Phrases, documents: Sequence[SearchDocument]
) -> list[DocumentOccurrences]:
    return [counted(one, phrases) for one in documents]


def _keep(folder: Path, rows: _Shelf, shelves: Iterable[int], gone: AbstractSet[str]) -> None:
    filled: dict[int, _Shelf] = {shelf: {} for shelf in shelves}
    for address, row in rows.items():
        if address not in gone:
            filled[_shelf_of(address)][address] = row
    for shelf, found in filled.items():
        build_cache.save(folder / f"{shelf:02}", found)


def _shelf_of(address: str) -> int:
    return crc32(address.encode()) % _SHELVES


def _digest(document: SearchDocument) -> str:
    return blake2b(repr(document).encode(), digest_size=12).hexdigest()
