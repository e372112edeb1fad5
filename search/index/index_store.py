"""The index in the state folder: made whole, or a change of few documents worked in.

The command line reads it here; a build publishes its files with the pages.
"""

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from localoffer import build_cache
from search.documents.document import SearchDocument
from search.filters import SearchFilter
from search.index.document_cache import DocumentCounts
from search.index.entries import pieces_for
from search.index.index_parts import (
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

#: From this share of all documents on, a whole index is made sooner than many changes.
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
class _Standing:
    """What stands in the folder: what it was made from, its right words, its files' digests."""

    surroundings: str
    documents: dict[str, str]
    words: Counter[str]
    digests: dict[str, str]


def bring_up_to_date(source: IndexSource, folder: Path, english: English) -> Mapping[str, str]:
    """Bring the index in a folder up to date; return the digest of every file by its path."""
    stamp = folder.with_name(f"{folder.name}.stamp")
    stored = build_cache.load(stamp)
    standing = stored if isinstance(stored, _Standing) and _holds(stored, folder) else None
    stamp.unlink(missing_ok=True)
    changes = _changes(source, standing) if standing else None
    if standing and changes is not None:
        words, parts = _patched(standing, changes, folder)
        stays = {path: key for path, key in standing.digests.items() if _is_piece(path)}
    else:
        words, parts = _whole(source)
        stays = {}
    parts.update(word_parts(words, english))
    parts.update(document_parts(source.documents, source.filters, source.places))
    digests = _written(parts, folder, standing.digests if standing else {}, stays)
    facts = facts_part(source.documents, source.places, source.vocabulary, version_of(digests))
    digests |= _written({FACTS: facts}, folder, {}, {})
    _remove_others(folder, digests, standing)
    row = _Standing(_surroundings(source), source.counts.digests, words, digests)
    build_cache.save(stamp, row)
    return digests


def _holds(standing: _Standing, folder: Path) -> bool:
    """Return whether all that stands was made by this code and is still there."""
    is_ours = standing.surroundings.startswith(build_cache.code_digest())
    return is_ours and standing.digests.keys() <= _lying_in(folder)


def _lying_in(folder: Path) -> set[str]:
    start = len(f"{folder}/")
    return {f"{parent}/{name}"[start:] for parent, _, names in os.walk(folder) for name in names}


def _is_piece(path: str) -> bool:
    return path.startswith(("words/", "known/", "meanings/"))


def _surroundings(source: IndexSource) -> str:
    """Return a digest of all that the pieces depend on besides the documents."""
    words = source.vocabulary
    meanings = [(one.key, one.match, one.is_need, one.note) for one in words.meanings]
    told = repr((meanings, words.choices, words.misspellings, words.pins, words.phrases))
    return build_cache.code_digest() + blake2b(told.encode(), digest_size=12).hexdigest()


def _changes(source: IndexSource, standing: _Standing) -> list[DocumentChange] | None:
    """Return the documents that changed, or None where a whole index is to be made."""
    counts = source.counts
    if standing.surroundings != _surroundings(source):
        return None
    if list(standing.documents) != list(counts.digests):
        return None
    changed = [one for one, key in counts.digests.items() if standing.documents[one] != key]
    known = all(counts.before.get(one, ("",))[0] == standing.documents[one] for one in changed)
    if not known or len(changed) * _FEW > len(counts.digests):
        return None
    numbers = {one.address: number for number, one in enumerate(source.documents)}
    return [DocumentChange(numbers[one], counts.before[one][1], counts.of(one)) for one in changed]


def _whole(source: IndexSource) -> tuple[Counter[str], dict[str, Any]]:
    counted = source.counts.all
    words = lexicon((one.forms for one in counted), source.vocabulary)
    numbers = {one.address: number for number, one in enumerate(source.documents)}
    return words, dict(pieces(counted, words, source.vocabulary, numbers))


def _patched(
    standing: _Standing, changes: Sequence[DocumentChange], folder: Path
) -> tuple[Counter[str], dict[str, Any]]:
    words = Counter(standing.words)
    for _, before, after in changes:
        words.subtract(before.forms - after.forms)
        words.update(after.forms - before.forms)
    words = +words
    moved = {word: word in words for word in words.keys() ^ standing.words.keys()}
    total = len(standing.documents)

    def read(path: str) -> Any:
        return json.loads((folder / path).read_bytes())

    found = Pieces(pieces_for(total), total, read)
    patch(found, changes, moved)
    return words, dict(found.changed)


def _written(
    parts: Mapping[str, Any], folder: Path, before: Mapping[str, str], stays: Mapping[str, str]
) -> dict[str, str]:
    """Write the parts that differ; return the digests of these and of those that stay."""
    digests = dict(stays)
    for path, part in parts.items():
        content = as_bytes(part)
        digests[path] = blake2b(content, digest_size=16).hexdigest()
        if before.get(path) != digests[path]:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return digests


def _remove_others(folder: Path, wanted: Mapping[str, str], standing: _Standing | None) -> None:
    """Remove the files of before; where nobody knows what was there, look."""
    for path in (standing.digests.keys() if standing else _lying_in(folder)) - wanted.keys():
        (folder / path).unlink(missing_ok=True)
