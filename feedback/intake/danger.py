"""Words of danger in what somebody sent: they bring it to the top of the queue, whoever sent it.

Nothing is decided by them. They match too much rather than too little, and a person reads. The
phrases are in ``danger.yaml``, which says how they are written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from localoffer.read.register import read_register

#: The weight of each group of phrases; 0 is no danger. The queue is sorted by these.
WEIGHTS: Mapping[str, int] = {"now": 3, "harm": 2, "worry": 1}

#: From this weight of words on somebody may be in danger; words of worry, below it, only come first
#: in the queue.
GRAVE: Final = 2

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’`")

_NEGATION_LIST = """
    not no never dont doesnt didnt isnt arent wasnt werent cant cannot couldnt wont wouldnt aint
    havent hasnt shouldnt
"""
#: Words that say nothing by themselves: they are left out of texts and of phrases.
_STOP_WORD_LIST = """
    a an and the to of i im ive id he hes she shes they theyre we is was be been being am are were
    has have do does did just really so very that this feel feels feeling felt any some his her my
    our their your it its at on up too keep keeps kept always
"""
_NEGATIONS, _STOP_WORDS = frozenset(_NEGATION_LIST.split()), frozenset(_STOP_WORD_LIST.split())


@dataclass(frozen=True, slots=True)
class DangerMatch:
    """Words of danger in a text, from the index ``start`` to before ``end``."""

    start: int
    end: int
    weight: int


class _Phrase(NamedTuple):
    """The words of a phrase after its first one, and its weight."""

    rest: tuple[str, ...]
    weight: int


def danger_of(text: str) -> int:
    """Return the weight of the gravest words of danger in a text: 0 for none, else 1 to 3."""
    plain = _WORD.findall(text.translate(_APOSTROPHES).lower())
    words = ["not" if word in _NEGATIONS else word for word in plain if word not in _STOP_WORDS]
    starts = ((index, _phrases_from(first)) for index, first in enumerate(words))
    matches = (_matches_at(words, index, phrases) for index, phrases in starts if phrases)
    return max((weight for some in matches for weight, _ in some), default=0)


def danger_words(text: str) -> Iterator[DangerMatch]:
    """Yield the words of danger in a text, in its order; the gravest of those that begin at one."""
    folded = ((_fold(match[0]), match) for match in _WORD.finditer(text))
    rows = [(word, match) for word, match in folded if word not in _STOP_WORDS]
    words = [word for word, _ in rows]
    for index, (first, match) in enumerate(rows):
        gravest = max(_matches_at(words, index, _phrases_from(first)), default=None)
        if gravest:
            weight, length = gravest
            yield DangerMatch(match.start(), rows[index + length - 1][1].end(), weight)


def _matches_at(
    words: Sequence[str], index: int, phrases: Iterable[_Phrase]
) -> Iterator[tuple[int, int]]:
    """Yield the weight and the number of words of each phrase that a text has at an index."""
    for phrase in phrases:
        after = words[index + 1 : index + 1 + len(phrase.rest)]
        if len(after) == len(phrase.rest) and all(map(_matches_pattern, after, phrase.rest)):
            yield phrase.weight, 1 + len(phrase.rest)


def _matches_pattern(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@lru_cache(maxsize=4096)
def _phrases_from(first: str) -> tuple[_Phrase, ...]:
    """Return the phrases that may begin with a word; for most words there is none."""
    phrases = _phrases()
    prefixes = (f"{first[:length]}*" for length in range(1, len(first) + 1))
    return tuple(phrase for start in (first, *prefixes) for phrase in phrases.get(start, ()))


def _fold(word: str) -> str:
    plain = word.translate(_APOSTROPHES).lower()
    return "not" if plain in _NEGATIONS else plain


@cache
def _phrases() -> Mapping[str, tuple[_Phrase, ...]]:
    """Return the phrases of the list with their weights, by their first words.

    One that is in several groups belongs to the gravest.
    """
    groups = read_register(__file__)
    weights: dict[tuple[str, ...], int] = {}
    for group, weight in WEIGHTS.items():
        for text in groups[group]["words"].split(","):
            words = (_fold(word) for word in text.split())
            weights.setdefault(tuple(word for word in words if word not in _STOP_WORDS), weight)
    phrases: dict[str, tuple[_Phrase, ...]] = {}
    for (first, *rest), weight in weights.items():
        phrases[first] = (*phrases.get(first, ()), _Phrase(tuple(rest), weight))
    return phrases
