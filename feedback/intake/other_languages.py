"""Whether a text is in another language than English, as far as a program can tell.

No list of words of danger is good in every language: what nobody here can read should be
translated soon.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from localoffer.read.register import read_register

#: So many letters of another alphabet are more than a name.
_LEAST_LETTERS = 12

#: So many small words of another language are more than a chance.
_LEAST_WORDS = 2

#: Where one word of so many is a small one of English, it is English.
_SURELY_ENGLISH = 4


def is_other_language(text: str, words: Sequence[str]) -> bool:
    """Return whether a text is not in English: by its alphabet, or by its small words.

    Args:
        text: The text.
        words: Its words in small letters.
    """
    if not text.isascii() and _is_other_alphabet(text):
        return True
    english = sum(map(_languages()["english"].__contains__, words))
    if _SURELY_ENGLISH * english >= len(words):
        return False
    counts = (sum(map(small.__contains__, words)) for small in _languages().values())
    return max(counts) >= max(_LEAST_WORDS, english + 1)


def _is_other_alphabet(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(1 for letter in letters if not (letter.isascii() or _is_latin(letter)))
    return foreign >= _LEAST_LETTERS and 2 * foreign > len(letters)


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


@cache
def _languages() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_register(__file__).items()}
