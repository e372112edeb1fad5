"""A change of few documents worked into an index that stands, so that the rest is left alone.

The result is what a whole build would make, to the byte: the numbers of a document depend on
itself alone, and how rare a key is on the length of its postings.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from search.index.entries import piece_of
from search.index.numbers import packed, unpacked
from search.index.occurrences import Counted
from search.words import stem

Read = Callable[[str], Any]


class Change(NamedTuple):
    """A document by its number, and what it brought and brings to the index."""

    number: int
    before: Counted
    after: Counted


def patched_pieces(
    changes: Sequence[Change], words: Mapping[str, bool], total: int, pieces: int, read: Read
) -> dict[str, Any]:
    """Return the pieces that change, by path.

    Args:
        changes: documents that changed; none has come or gone.
        words: written words that have come (True) or gone.
        total: the number of documents.
        pieces: the number of pieces.
        read: gives a piece that stands, by its path.
    """
    parts: dict[str, dict[str, Any]] = {}

    def piece(key: str) -> dict[str, Any]:
        path = f"pieces/{piece_of(key, pieces)}.json"
        if path not in parts:
            parts[path] = read(path)
        return parts[path]

    for number, before, after in changes:
        for key in before.numbers.keys() | after.numbers.keys():
            value = after.numbers.get(key, 0)
            if value != before.numbers.get(key, 0):
                _set_number(piece(key), key, number, value, total)
        for name in before.names ^ after.names:
            _set_name(piece(name[0]), name, number, is_there=name in after.names)
    for word, is_there in words.items():
        _set_form(piece(stem(word)), word, is_there=is_there)
    return parts


def _set_number(piece: dict[str, Any], key: str, number: int, value: int, total: int) -> None:
    first, _, second = key.partition(" ")
    if key.startswith("="):
        piece[key][0] = _with(piece[key][0], number, value, total)
        return
    entry = piece.setdefault(first, {})
    place, name = (entry.setdefault("pairs", {}), second) if second else (entry, "docs")
    rows = _with(place.get(name, [0]), number, value, total)
    place[name] = rows
    if len(rows) == 1:
        del place[name]
    _tidy(piece, first)


def _with(rows: list[int], number: int, value: int, total: int) -> list[int]:
    values = dict(unpacked(rows))
    values[number] = value
    return packed(sorted(row for row in values.items() if row[1]), total)


def _set_name(piece: dict[str, Any], name: tuple[str, ...], number: int, *, is_there: bool) -> None:
    entry = piece.setdefault(name[0], {})
    names = entry.setdefault("names", {})
    rest = " ".join(name[1:])
    numbers = {*names.get(rest, ()), number} if is_there else {*names.get(rest, ())} - {number}
    names[rest] = sorted(numbers)
    if not numbers:
        del names[rest]
    _tidy(piece, name[0])


def _tidy(piece: dict[str, Any], first: str) -> None:
    """Take out what has become empty, as if it had never been there."""
    entry = piece[first]
    for part in [name for name, value in entry.items() if not value]:
        del entry[part]
    if not entry:
        del piece[first]


def _set_form(piece: dict[str, Any], word: str, *, is_there: bool) -> None:
    entry = piece.setdefault(stem(word), {})
    forms = {*entry.get("forms", "").split(), word}
    entry["forms"] = " ".join(sorted(forms if is_there else forms - {word}))
    _tidy(piece, stem(word))
