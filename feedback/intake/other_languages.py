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


def is_other_language(text: str, words: Sequence[str]) -> bool:
    """Return whether a text is not in English: by its alphabet, or by its small words.

    Args:
        text: The text.
        words: Its words in small letters.
    """
    letters = [letter for letter in text if letter.isalpha() and not letter.isascii()]
    foreign = sum(1 for letter in letters if not _is_latin(letter))
    if foreign >= _LEAST_LETTERS and 2 * foreign > sum(map(str.isalpha, text)):
        return True
    counts = {
        language: sum(word in small for word in words) for language, small in _languages().items()
    }
    english = counts.pop("english")
    return max(counts.values()) >= max(_LEAST_WORDS, english + 1)


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


@cache
def _languages() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_register(__file__).items()}
