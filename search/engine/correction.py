"""The words of a query in their right spelling, and what was changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.engine.reader import Reader
from search.engine.spelling import best, limit
from search.engine.words import SMALL, stem, words

#: A query is cut after so many words: more say nothing new, and nobody types them.
MOST_WORDS = 32
MOST_LETTERS = 1_000
MOST_TOGETHER = 5

#: What follows is a saint's name: a school's, that we may not have.
SAINT = ("st", "saint")


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed and what was searched for instead."""

    typed: str
    right: str


def typed_words(text: str) -> list[str]:
    """Return the words of a query, folded; of an endless one, the first."""
    return words(text[:MOST_LETTERS])[:MOST_WORDS]


def corrected(typed: Sequence[str], reader: Reader) -> tuple[list[str], tuple[Correction, ...]]:
    """Return the words spelt right: first from the editors' list, then by the likeliest word."""
    found: list[str] = []
    corrections: list[Correction] = []
    at = 0
    while at < len(typed):
        listed = _listed(typed, at, reader)
        length, right = listed or (1, _likeliest(typed, at, reader))
        written = " ".join(typed[at : at + length])
        if right != written:
            corrections.append(Correction(written, right))
        found += words(right)
        at += length
    return found, tuple(corrections)


def _listed(typed: Sequence[str], at: int, reader: Reader) -> tuple[int, str] | None:
    """Return the longest misspelling of the list that stands here: its length, the right words."""
    if typed[at] in SMALL and typed[at] not in reader.facts["small_wrong"]:
        return None
    wrong = reader.known(stem(typed[at])).get("wrong", {})
    for length in range(min(MOST_TOGETHER, len(typed) - at), 0, -1):
        right = wrong.get(" ".join(typed[at : at + length]))
        if right:
            return length, right
    return None


def _likeliest(typed: Sequence[str], at: int, reader: Reader) -> str:
    word = typed[at]
    is_saint = at > 0 and typed[at - 1] in SAINT
    if is_saint or not limit(word) or reader.knows(word):
        return word
    found = best(word, reader.candidates(word).items(), is_last=at == len(typed) - 1)
    return found.replace("_", " ") if found else word
