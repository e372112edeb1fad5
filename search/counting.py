"""Counting documents for the index: those that have not changed are counted once only."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

from localoffer import kept
from search.document import Document
from search.index.build import Counted
from search.index.occurrences import Phrases, occurrences, surfaces

#: What is kept is spread over so many files, so that a change writes one of them again.
_SHELVES = 32

#: Below this many documents a second process costs more than it brings.
_PARALLEL_FROM = 200
_BATCH = 100

_Shelf = dict[str, tuple[str, Counted]]


def count_all(documents: Sequence[Document], phrases: Phrases, state: Path) -> list[Counted]:
    """Return what each document brings to the index, in their order.

    Args:
        documents: all documents of an offer.
        phrases: what to look for besides words.
        state: the folder that keeps what was counted before.
    """
    folder = state / "counted"
    surroundings = blake2b(repr(phrases).encode(), digest_size=8).hexdigest() + kept.code_digest()
    before: _Shelf = {}
    for shelf in range(_SHELVES):
        stored = kept.load(folder / f"{shelf:02}")
        if stored and stored[0] == surroundings:
            before.update(stored[1])
    digests = [_digest(document) for document in documents]
    changed = [
        document
        for document, digest in zip(documents, digests, strict=True)
        if before.get(document.address, ("",))[0] != digest
    ]
    fresh = dict(zip((one.address for one in changed), _counted(changed, phrases), strict=True))
    rows: _Shelf = {
        document.address: (digest, fresh.get(document.address) or before[document.address][1])
        for document, digest in zip(documents, digests, strict=True)
    }
    _keep(folder, surroundings, rows, {*fresh, *(before.keys() - rows.keys())})
    return [counted for _, counted in rows.values()]


def _counted(documents: Sequence[Document], phrases: Phrases) -> list[Counted]:
    cores = len(os.sched_getaffinity(0))
    if len(documents) < _PARALLEL_FROM or cores == 1:
        return _count_batch(phrases, documents)
    batches = [documents[start : start + _BATCH] for start in range(0, len(documents), _BATCH)]
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        found = pool.map(partial(_count_batch, phrases), batches)
        return [counted for batch in found for counted in batch]


def _count_batch(phrases: Phrases, documents: Sequence[Document]) -> list[Counted]:
    return [Counted(occurrences(one, phrases), frozenset(surfaces(one))) for one in documents]


def _keep(folder: Path, surroundings: str, rows: _Shelf, changed: set[str]) -> None:
    shelves = {_shelf_of(address) for address in changed}
    filled: dict[int, _Shelf] = {shelf: {} for shelf in shelves}
    for address, row in rows.items():
        if (shelf := _shelf_of(address)) in shelves:
            filled[shelf][address] = row
    for shelf, found in filled.items():
        kept.save(folder / f"{shelf:02}", (surroundings, found))


def _shelf_of(address: str) -> int:
    return crc32(address.encode()) % _SHELVES


def _digest(document: Document) -> str:
    return blake2b(repr(document).encode(), digest_size=12).hexdigest()
