"""Words of danger in what someone sent: they bring it to the top of the queue, whoever sent it.

Nothing is decided by them. They find too much rather than too little, and a person reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from localoffer.read.register import read_register

#: What each group of words is worth; 0 is no danger. The queue is in the order of these.
WEIGHTS: Mapping[str, int] = {"now": 3, "harm": 2, "worry": 1}

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’`")

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
class DangerMatch:
    """Words of danger in a text, from the letter ``start`` to before the letter ``end``."""

    start: int
    end: int
    weight: int


class _Phrase(NamedTuple):
    """What follows the first word of a phrase of the list, and what the phrase is worth."""

    rest: tuple[str, ...]
    weight: int


def danger_of(text: str) -> int:
    """Return 0 where no word of danger stands in a text, else 1 to 3: 3 is read first."""
    plain = _WORD.findall(text.translate(_APOSTROPHES).lower())
    words = ["not" if word in _NO else word for word in plain if word not in _SMALL]
    places = ((place, _begun_by(first)) for place, first in enumerate(words))
    found = (_standing(words, place, phrases) for place, phrases in places if phrases)
    return max((weight for some in found for weight, _ in some), default=0)


def danger_words(text: str) -> Iterator[DangerMatch]:
    """Yield words of danger in the order of the text: of those that begin at one, the gravest."""
    told = ((_folded(match[0]), match) for match in _WORD.finditer(text))
    rows = [(word, match) for word, match in told if word not in _SMALL]
    words = [word for word, _ in rows]
    for place, (first, match) in enumerate(rows):
        best = max(_standing(words, place, _begun_by(first)), default=None)
        if best:
            weight, length = best
            yield DangerMatch(match.start(), rows[place + length - 1][1].end(), weight)


def _standing(
    words: Sequence[str], place: int, phrases: Iterable[_Phrase]
) -> Iterator[tuple[int, int]]:
    """Yield the weight and the number of words of each phrase that stands at a place."""
    for phrase in phrases:
        after = words[place + 1 : place + 1 + len(phrase.rest)]
        if len(after) == len(phrase.rest) and all(map(_fits, after, phrase.rest)):
            yield phrase.weight, 1 + len(phrase.rest)


def _fits(word: str, told: str) -> bool:
    return word.startswith(told[:-1]) if told.endswith("*") else word == told


@lru_cache(maxsize=4096)
def _begun_by(first: str) -> tuple[_Phrase, ...]:
    """Return the phrases whose first word fits a word; of most words there is none."""
    phrases = _phrases()
    starts = (f"{first[:length]}*" for length in range(1, len(first) + 1))
    return tuple(one for told in (first, *starts) for one in phrases.get(told, ()))


def _folded(word: str) -> str:
    plain = word.translate(_APOSTROPHES).lower()
    return "not" if plain in _NO else plain


@cache
def _phrases() -> Mapping[str, tuple[_Phrase, ...]]:
    """Return the phrases of the list with their weights, by their first words as the list has them.

    One that stands in several groups belongs to the gravest.
    """
    groups = read_register(__file__)
    weights: dict[tuple[str, ...], int] = {}
    for group, weight in WEIGHTS.items():
        for told in groups[group]["words"].split(","):
            folded = (_folded(word) for word in told.split())
            weights.setdefault(tuple(word for word in folded if word not in _SMALL), weight)
    phrases: dict[str, tuple[_Phrase, ...]] = {}
    for (first, *rest), weight in weights.items():
        phrases[first] = (*phrases.get(first, ()), _Phrase(tuple(rest), weight))
    return phrases
