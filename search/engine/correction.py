"""The words of a query in their right spelling, and what was corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.engine.reader import Reader
from search.engine.spelling import best, limit
from search.engine.words import SMALL, stem, words

#: A query is cut after so many words and letters: nobody types more.
MOST_WORDS = 32
MOST_LETTERS = 1_000
#: The most words that a misspelling on the editors' list may have.
MOST_TOGETHER = 5

#: The next word is a saint's name, perhaps of a school that the offer does not have.
SAINT = ("st", "saint")


@dataclass(frozen=True, slots=True)
class Correction:
    """Words as they were typed, and what is searched for instead."""

    typed: str
    right: str


def typed_words(text: str) -> list[str]:
    """Return the words of a query, folded; of an endless one, the first."""
    return words(text[:MOST_LETTERS])[:MOST_WORDS]


def corrected(typed: Sequence[str], reader: Reader) -> tuple[list[str], tuple[Correction, ...]]:
    """Return the words spelt right, and what was corrected.

    A word on the editors' list of misspellings becomes what that says, any other that is not known
    the likeliest word of the offer.
    """
    right: list[str] = []
    corrections: list[Correction] = []
    position = 0
    while position < len(typed):
        listed = _listed(typed, position, reader)
        length, spelling = listed or (1, _likeliest(typed, position, reader))
        written = typed[position : position + length]
        if words(spelling) != written:
            corrections.append(Correction(" ".join(written), spelling))
        right += words(spelling)
        position += length
    return right, tuple(corrections)


def _listed(typed: Sequence[str], position: int, reader: Reader) -> tuple[int, str] | None:
    """Return the longest misspelling on the list that begins here: its length, the right words."""
    first = typed[position]
    if first in SMALL and first not in reader.facts["small_wrong"]:
        return None
    wrong = reader.known(stem(first)).get("wrong", {})
    for length in range(min(MOST_TOGETHER, len(typed) - position), 0, -1):
        spelling = wrong.get(" ".join(typed[position : position + length]))
        if spelling:
            return length, spelling
    return None


def _likeliest(typed: Sequence[str], position: int, reader: Reader) -> str:
    """Return the word most likely meant by one; itself where it is right, or nothing is likely."""
    word = typed[position]
    is_saint = position > 0 and typed[position - 1] in SAINT
    if is_saint or not limit(word) or reader.knows(word):
        return word
    is_last = position == len(typed) - 1
    likeliest = best(word, reader.candidates(word).items(), is_last=is_last)
    return likeliest.replace("_", " ") if likeliest else word
