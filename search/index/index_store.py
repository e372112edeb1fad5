"""The index in the state folder: made whole, or changed where few documents have.

The command line reads it here; a build publishes its files with the pages.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from localoffer import build_cache
from search.documents.document import SearchDocument
from search.filters import SearchFilter
from search.index.completions import completions
from search.index.document_cache import DocumentCounts
from search.index.entries import pieces_for
from search.index.index_parts import (
    COMPLETIONS,
    FACTS,
    as_bytes,
    document_parts,
    facts_part,
    pieces,
    version_of,
    word_parts,
)
from search.index.lexicon import English, lexicon
from search.index.patch import DocumentChange, Pieces, patch
from search.places.known_places import Places
from search.synonyms import Vocabulary

#: If more than one document in so many changed, a whole index is made sooner.
_FEW = 50


@dataclass(frozen=True)
class IndexSource:
    """All that an index is made from."""

    documents: tuple[SearchDocument, ...]
    counts: DocumentCounts
    vocabulary: Vocabulary
    filters: tuple[SearchFilter, ...]
    places: Places


@dataclass(frozen=True)
class _StoredIndex:
    """What the folder holds: what it was made from, its right words, its files' digests."""

    dependencies: str
    documents: dict[str, str]
    words: Counter[str]
    digests: dict[str, str]


def update_index(source: IndexSource, folder: Path, english: English) -> Mapping[str, str]:
    """Bring the index in a folder up to date; return the digest of every file by its path."""
    stamp = _stamp_of(folder)
    stored = build_cache.load(stamp)
    last = stored if isinstance(stored, _StoredIndex) and _is_whole(stored, folder) else None
    stamp.unlink(missing_ok=True)
    changes = _changes(source, last) if last else None
    if last and changes is not None:
        words, parts = _patched(last, changes, folder)
        stays = {path: key for path, key in last.digests.items() if _is_piece(path)}
    else:
        words, parts = _whole(source)
        stays = {}
    parts.update(word_parts(words, english))
    parts[COMPLETIONS] = completions(source.documents, words)
    parts.update(document_parts(source.documents, source.filters, source.places))
    digests = _written(parts, folder, last.digests if last else {}, stays)
    facts = facts_part(source.documents, source.places, source.vocabulary, version_of(digests))
    digests |= _written({FACTS: facts}, folder, {}, {})
    _remove_others(folder, digests, last)
    row = _StoredIndex(_dependencies(source), source.counts.digests, words, digests)
    build_cache.save(stamp, row)
    return digests


def copy_index(folder: Path, copy: Path) -> None:
    """Copy an index with what it was made from, so that bringing the copy up to date is quick."""
    shutil.copytree(folder, copy)
    shutil.copyfile(_stamp_of(folder), _stamp_of(copy))


def _stamp_of(folder: Path) -> Path:
    """Return the file beside an index that says what it was made from."""
    return folder.with_name(f"{folder.name}.stamp")


def _is_whole(last: _StoredIndex, folder: Path) -> bool:
    """Return whether the index was made by this code and all its files are still there."""
    is_current = last.dependencies.startswith(build_cache.code_digest())
    return is_current and last.digests.keys() <= _files_in(folder)


def _files_in(folder: Path) -> set[str]:
    start = len(f"{folder}/")
    return {f"{parent}/{name}"[start:] for parent, _, names in os.walk(folder) for name in names}


def _is_piece(path: str) -> bool:
    return path.startswith(("words/", "known/", "meanings/"))


def _dependencies(source: IndexSource) -> str:
    """Return a digest of all that the pieces depend on besides the documents."""
    words = source.vocabulary
    meanings = [
        (meaning.key, meaning.match, meaning.is_need, meaning.note) for meaning in words.meanings
    ]
    fingerprint = repr((meanings, words.choices, words.misspellings, words.pins, words.phrases))
    return build_cache.code_digest() + blake2b(fingerprint.encode(), digest_size=12).hexdigest()


def _changes(source: IndexSource, last: _StoredIndex) -> list[DocumentChange] | None:
    """Return the documents that changed, or None where a whole index has to be made."""
    counts = source.counts
    if last.dependencies != _dependencies(source):
        return None
    if list(last.documents) != list(counts.digests):
        return None
    before = last.documents
    changed = [address for address, key in counts.digests.items() if before[address] != key]
    known = all(counts.before.get(address, ("",))[0] == before[address] for address in changed)
    if not known or len(changed) * _FEW > len(counts.digests):
        return None
    numbers = {document.address: number for number, document in enumerate(source.documents)}
    return [
        DocumentChange(numbers[address], counts.before[address][1], counts.of(address))
        for address in changed
    ]


def _whole(source: IndexSource) -> tuple[Counter[str], dict[str, Any]]:
    counted = source.counts.all
    words = lexicon((occurrences.forms for occurrences in counted), source.vocabulary)
    numbers = {document.address: number for number, document in enumerate(source.documents)}
    return words, dict(pieces(counted, words, source.vocabulary, numbers))


def _patched(
    last: _StoredIndex, changes: Sequence[DocumentChange], folder: Path
) -> tuple[Counter[str], dict[str, Any]]:
    words = Counter(last.words)
    for _, before, after in changes:
        words.subtract(before.forms - after.forms)
        words.update(after.forms - before.forms)
    words = +words
    moved = {word: word in words for word in words.keys() ^ last.words.keys()}
    total = len(last.documents)

    def read(path: str) -> Any:
        return json.loads((folder / path).read_bytes())

    changed_pieces = Pieces(pieces_for(total), total, read)
    patch(changed_pieces, changes, moved)
    return words, dict(changed_pieces.changed)


def _written(
    parts: Mapping[str, Any], folder: Path, before: Mapping[str, str], stays: Mapping[str, str]
) -> dict[str, str]:
    """Write the parts that differ from ``before``; return the digests of these and of ``stays``."""
    digests = dict(stays)
    for path, part in parts.items():
        content = as_bytes(part)
        digests[path] = blake2b(content, digest_size=16).hexdigest()
        if before.get(path) != digests[path]:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return digests


def _remove_others(folder: Path, wanted: Mapping[str, str], last: _StoredIndex | None) -> None:
    """Remove the files that the index has no more: of the last one, or else whatever is there."""
    for path in (last.digests.keys() if last else _files_in(folder)) - wanted.keys():
        (folder / path).unlink(missing_ok=True)
