"""Phrases: rows of words that follow one another, small words between them left out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

_APOSTROPHES = str.maketrans("", "", "'’`")

_NEGATION_LIST = """
    not no never dont doesnt didnt isnt arent wasnt werent cant cannot couldnt wont wouldnt aint
    havent hasnt shouldnt hadnt dosent doesent
"""
#: Words that say nothing by themselves: they are left out of texts and of phrases.
_STOP_WORD_LIST = """
    a an and the to of i im ive id he hes she shes they theyre we is was be been being am are were
    has have do does did just really so very that this feel feels feeling felt any some his her my
    our their your it its at on up too keep keeps kept always
"""
_NEGATIONS, _STOP_WORDS = frozenset(_NEGATION_LIST.split()), frozenset(_STOP_WORD_LIST.split())


#: So many different words are remembered as they are compared, and with the phrases that begin with
#: them.
_MOST_REMEMBERED = 4096


class Found(NamedTuple):
    """What was found in a text: its weight, and the indices of its first and last word."""

    weight: int
    first: int
    last: int


class _Phrase(NamedTuple):
    """The words of a phrase after its first one, and its weight."""

    rest: tuple[str, ...]
    weight: int


@lru_cache(maxsize=_MOST_REMEMBERED)
def fold(word: str) -> str:
    """Return a word as texts and lists are compared: small letters, one word for every "no"."""
    plain = word.translate(_APOSTROPHES).lower()
    return "not" if plain in _NEGATIONS else plain


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases; ``starting`` returns those that begin with a word."""

    starting: Callable[[str], tuple[_Phrase, ...]]

    def find(self, words: Sequence[str]) -> Iterator[Found]:
        """Yield the phrases in the folded words of a text, whatever small words stand between."""
        starting = list(map(self.starting, words))
        if not any(starting):
            return
        kept = [index for index, word in enumerate(words) if word not in _STOP_WORDS]
        for position, index in enumerate(kept):
            for phrase in starting[index]:
                after = kept[position + 1 : position + 1 + len(phrase.rest)]
                following = map(words.__getitem__, after)
                if len(after) == len(phrase.rest) and all(map(_fits, following, phrase.rest)):
                    yield Found(phrase.weight, index, after[-1] if after else index)


def phrases_of(groups: Mapping[str, str], weights: Mapping[str, int]) -> Phrases:
    """Return the phrases of groups, with commas between them in each.

    One that is in several groups has the weight of the first of these in ``weights``.
    """
    by_words: dict[tuple[str, ...], int] = {}
    for group, weight in weights.items():
        for text in groups[group].split(","):
            words = (fold(word) for word in text.split())
            by_words.setdefault(tuple(word for word in words if word not in _STOP_WORDS), weight)
    phrases: dict[str, tuple[_Phrase, ...]] = {}
    for (first, *rest), weight in by_words.items():
        phrases[first] = (*phrases.get(first, ()), _Phrase(tuple(rest), weight))
    return Phrases(lru_cache(_MOST_REMEMBERED)(partial(_starting, phrases)))


def _starting(by_first: Mapping[str, tuple[_Phrase, ...]], word: str) -> tuple[_Phrase, ...]:
    """Return the phrases whose first word is this one, or a beginning of it, with a star."""
    prefixes = (f"{word[:length]}*" for length in range(1, len(word) + 1))
    return tuple(phrase for first in (word, *prefixes) for phrase in by_first.get(first, ()))


def _fits(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
