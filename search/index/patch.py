"""A change of few documents made in an index that is there, so that the rest is left alone.

The result is what a whole build would make, to the byte: the weights of a document depend on
itself alone, and how rare a key is on the length of its postings.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from search.engine.pieces import holder_of, kind_of, piece_of, unpacked
from search.engine.words import stem
from search.index.occurrences import DocumentOccurrences
from search.index.postings import packed


class DocumentChange(NamedTuple):
    """A document by its number, and what it added to the index before and adds now."""

    number: int
    before: DocumentOccurrences
    after: DocumentOccurrences


@dataclass(frozen=True)
class Pieces:
    """The pieces that are changed: each is read once, and then changed in place.

    ``many`` says how many there are of each kind, ``total`` how many documents; ``read`` returns
    a piece that is there, by its path.
    """

    many: Mapping[str, int]
    total: int
    read: Callable[[str], Any]
    changed: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, kind: str, key: str) -> dict[str, Any]:
        """Return the piece of a kind where a key lies."""
        path = f"{kind}/{piece_of(key, self.many[kind])}.json"
        if path not in self.changed:
            self.changed[path] = self.read(path)
        return self.changed[path]


def patch(pieces: Pieces, changes: Sequence[DocumentChange], words: Mapping[str, bool]) -> None:
    """Make the change of some documents in the pieces.

    Args:
        pieces: where they lie.
        changes: documents that changed; none is new or gone.
        words: written words that are new (True) or gone (False).
    """
    for number, before, after in changes:
        for key in before.weights.keys() | after.weights.keys():
            value = after.weights.get(key, 0)
            if value != before.weights.get(key, 0):
                _set_weight(pieces, key, number, value)
        for name in before.names ^ after.names:
            _set_name(
                pieces.of(kind_of(name[0]), name[0]), name, number, is_there=name in after.names
            )
    for word, is_there in words.items():
        if "_" not in word:
            _set_form(pieces.of(kind_of(stem(word)), stem(word)), word, is_there=is_there)


def _set_weight(pieces: Pieces, key: str, number: int, value: int) -> None:
    if key.startswith("="):
        meaning = pieces.of("meanings", key)[key]
        meaning[0] = _with(meaning[0], number, value, pieces.total)
        return
    first, _, other = key.partition(" ")
    holder = holder_of(first, other) if other else first
    piece = pieces.of("words", holder)
    entry = piece.setdefault(holder, {})
    place, name = (entry.setdefault("pairs", {}), key) if other else (entry, "docs")
    place[name] = _with(place.get(name, [0]), number, value, pieces.total)
    if len(place[name]) == 1:
        del place[name]
    _remove_empty(piece, holder)


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
    _remove_empty(piece, name[0])


def _remove_empty(piece: dict[str, Any], first: str) -> None:
    """Remove what has become empty, as if it had never been there."""
    entry = piece[first]
    for part in [name for name, value in entry.items() if not value]:
        del entry[part]
    if not entry:
        del piece[first]


def _set_form(piece: dict[str, Any], word: str, *, is_there: bool) -> None:
    entry = piece.setdefault(stem(word), {})
    forms = {*entry.get("forms", "").split(), word}
    entry["forms"] = " ".join(sorted(forms if is_there else forms - {word}))
    _remove_empty(piece, stem(word))
