"""Words of danger in what someone sent: they bring it to the top of the queue, whoever sent it.

Nothing is decided by them. They find too much rather than too little, and a person reads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from localoffer.read.yaml_text import parse

#: What each group of words is worth; 0 is no danger. The queue is in the order of these.
WEIGHTS: Mapping[str, int] = {"now": 3, "harm": 2, "worry": 1}

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’`")

#: Phrases are looked up by so many letters of their first word, so that few are tried at each.
_FIRST = 3

_SAYS_NO = (
    "not no never dont doesnt didnt isnt arent wasnt werent cant cannot couldnt wont wouldnt aint "
    "havent hasnt shouldnt"
)
_LITTLE = (
    "a an and the to of i im ive id he hes she shes they theyre we is was be been being am are "
    "were has have do does did just really so very that this feel feels feeling felt any some "
    "his her my our their your it its at on up too keep keeps kept always"
)
_NO, _SMALL = frozenset(_SAYS_NO.split()), frozenset(_LITTLE.split())


@dataclass(frozen=True, slots=True)
class Found:
    """Words of danger in a text, from the letter ``start`` to before the letter ``end``."""

    start: int
    end: int
    weight: int


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


def danger_of(text: str) -> int:
    """Return 0 where no word of danger stands in a text, else 1 to 3: 3 is read first."""
    return max((found.weight for found in danger_words(text)), default=0)


def danger_words(text: str) -> Iterator[Found]:
    """Yield words of danger in the order of the text: of those that begin at one, the gravest."""
    words, firsts = [word for word in _words(text) if word.folded not in _SMALL], _phrases()
    for place, first in enumerate(words):
        letters = first.folded[:_FIRST]
        if not (letters in firsts or letters[:2] in firsts or letters[:1] in firsts):
            continue
        best = max(_beginning(words, place), default=None)
        if best:
            weight, length = best
            yield Found(first.start, words[place + length - 1].end, weight)


def _beginning(words: Sequence[_Word], place: int) -> Iterator[tuple[int, int]]:
    """Yield the weight and the number of words of each phrase that begins at a word."""
    phrases, first = _phrases(), words[place].folded
    for letters in range(1, _FIRST + 1):
        for phrase, weight in phrases.get(first[:letters], ()) if letters <= len(first) else ():
            here = words[place : place + len(phrase)]
            if len(here) == len(phrase) and all(map(_fits, here, phrase)):
                yield weight, len(phrase)


def _fits(word: _Word, told: str) -> bool:
    return word.folded.startswith(told[:-1]) if told.endswith("*") else word.folded == told


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        yield _Word(_folded(match[0]), match.start(), match.end())


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    plain = word.translate(_APOSTROPHES).lower()
    return "not" if plain in _NO else plain


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Return the phrases of the list with their weights, by their first three letters or fewer."""
    file = Path(__file__).with_suffix(".yaml")
    groups = parse(file.read_text(encoding="utf-8"), file.name).values
    phrases: dict[tuple[str, ...], int] = {}
    for group, weight in WEIGHTS.items():
        for told in groups[group]["words"].split(","):
            folded = (_folded(word) for word in told.split())
            phrases.setdefault(tuple(word for word in folded if word not in _SMALL), weight)
    by_letters: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase, weight in phrases.items():
        by_letters.setdefault(phrase[0].rstrip("*")[:_FIRST], []).append((phrase, weight))
    return {letters: tuple(told) for letters, told in by_letters.items()}
