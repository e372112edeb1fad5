"""Spelling corrected before the index is read: which word was most likely meant.

Two words can be meant for each other if they differ by one letter (four to six letters typed) or
two (seven and more), where letters swapped count once (Damerau 1964), or if they sound alike.
Where all consonants are right, one letter more may be wrong.
The first of two wrong letters is never the first of the word: "Oakfield" is not "Larkfield".
Three letters or fewer are left alone: nearly every three letters are a word.

A new sound or ending is a row here and nothing else: the browser gets these tables through
``search/index/shared_tables.py``. A new number needs a line there and in the browser's
``types.d.ts``; a new step, its twin in ``spelling.js``.
"""

import re
from collections.abc import Iterable, Iterator

from search.engine.words import SMALL, stem

#: Spellings of one sound, replaced in this order: "fizzio" and "physio" become the same.
SOUNDS = (
    ("^kn", "n"),
    ("^ps", "s"),
    ("^wr", "r"),
    ("ph", "f"),
    ("ght", "t"),
    ("th", "f"),  # "maffs", "fink"
    ("tch", "ch"),
    ("ck", "k"),
    ("qu", "kw"),
    ("x", "ks"),
    ("sch", "sk"),
    ("sc(?=[eiy])", "s"),
    ("c(?=[eiy])", "s"),
    ("c(?!h)", "k"),
    ("z", "s"),
    ("[st]ion", "shun"),
    ("ey(s?)$", "i$1"),  # "monie"
    ("(?:ea|ee|ie|ei|y|i)", "i"),
    ("(?:ai|ay|ey)", "a"),
    ("(?:ou|ow|oo|eu|ew|u)", "u"),
    ("(?:au|aw|oa)", "o"),
    ("([aou])r(?=[^aeiou])", "$1"),  # "ortism"
    ("([a-z])\\1+", "$1"),
    ("([^cs])h", "$1"),
    ("e(s?)$", "$1"),
)
_VOWELS = re.compile("[aeiou]")
_SOUNDS = [(re.compile(pattern), spelling.replace("$", "\\")) for pattern, spelling in SOUNDS]

#: Words shorter or longer than these are left alone; two letters may be wrong from seven on.
LEAST_LETTERS = 4
TWO_FROM = 7
MOST_LETTERS = 30
#: Spellings offered where nothing is found.
OFFERED = 3
#: Fewer than one in so many letters may be wrong in a spelling that is offered.
NEAR = 3
#: From so many letters on one more may be wrong, where only vowels are.
FRAMED_FROM = 5
#: Letters that name a shelf.
SHELF = 2
#: Words that sound alike differ by no more letters than these in length.
ALIKE = 3

# A candidate's cost: each letter changed, less what speaks for the word.
LETTER, SOUND_ALIKE, SAME_START, COMPLETES = 20, 14, 10, 6


def sound(word: str) -> str:
    """Return a folded word as it sounds, roughly."""
    for pattern, spelling in _SOUNDS:
        word = pattern.sub(spelling, word)
    return word


def frame(word: str) -> str:
    """Return a word without its vowels: of what sounds alike, they are what people mistake most."""
    return _VOWELS.sub("", word)


def shelves(word: str) -> tuple[str, ...]:
    """Return the shelves, groups of words that sound alike, where a misspelt word is looked for.

    They are named by its first two sounds, its last two, and its first with its last: a slip
    anywhere leaves one of them right. The word's ending is taken off first, or the shelf of all
    that ends in "ing" would be too long.
    """
    return _shelves(sound(stem(word)) or word)


def shelves_of_right(word: str) -> tuple[str, ...]:
    """Return the shelves that hold a right word: with its ending too, which may be misspelt."""
    return tuple(dict.fromkeys((*shelves(word), *_shelves(sound(word) or word))))


def _shelves(sounded: str) -> tuple[str, ...]:
    return sounded[:SHELF], f"-{sounded[-SHELF:]}", f"{sounded[0]}-{sounded[-1]}"


def limit(word: str) -> int:
    """Return how many letters of a typed word may be wrong: 0, 1 or 2."""
    if len(word) < LEAST_LETTERS or len(word) > MOST_LETTERS or any(map(str.isdigit, word)):
        return 0
    return 1 if len(word) < TWO_FROM else 2


def distance(typed: str, word: str, most: int) -> int:
    """Return how many letters differ, swapped ones counted once; ``most`` + 1 if more do."""
    if abs(len(typed) - len(word)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def best(typed: str, candidates: Iterable[tuple[str, int]], *, is_last: bool) -> str | None:
    """Return the word most likely meant, or None.

    Args:
        typed: a word that is not known to be right.
        candidates: right words, and how common each is (1 to 9).
        is_last: whether it is the last word typed, which may not be finished.
    """
    most = limit(typed)
    if not most:
        return None
    ranked = sorted(_ranked(typed, most, candidates, is_last=is_last))
    return ranked[0][1] if ranked else None


def near_spellings(typed: str, candidates: Iterable[tuple[str, int]]) -> list[str]:
    """Return up to three words that a word could be meant for: a letter in three may be wrong.

    Nothing farther is offered: "mental" is no spelling of a name of six letters.
    """
    most = max(limit(typed), (len(typed) - 1) // NEAR)
    ranked = sorted(_ranked(typed, most, candidates, is_last=True))
    return [word.replace("_", " ") for _, word in ranked[:OFFERED]]


def _ranked(
    typed: str, most: int, candidates: Iterable[tuple[str, int]], *, is_last: bool
) -> Iterator[tuple[int, str]]:
    typed_sound, typed_frame = sound(typed), frame(typed)
    for word, common in candidates:
        plain = word.replace("_", "")
        limit_here = most + (len(typed) >= FRAMED_FROM and frame(plain) == typed_frame)
        letters = distance(typed, plain, limit_here)
        alike = abs(len(word) - len(typed)) <= ALIKE and typed_sound == sound(word)
        completes = is_last and word.startswith(typed)
        near = letters == 1 or (letters <= limit_here and word[0] == typed[0])
        is_idle = is_last and word in SMALL  # nobody ends with "there" who can mean "therapy"
        if not is_idle and (near or alike or completes):
            cost = LETTER * (1 if completes else letters) - SOUND_ALIKE * alike
            cost -= SAME_START * (word[0] == typed[0]) + COMPLETES * completes + common
            yield cost, word


#: Plain endings and what they leave: "hopes", "hoped" and "hoping" are all right if "hope" is.
ENDINGS = (
    ("ies$", "y"),
    ("ied$", "y"),
    ("(?:s|d|ly)$", ""),
    ("([^e]|ee)s$", "$1"),
    ("([sxz]|ch|sh)es$", "$1"),
    ("([^e]|ee|ye|oe)(?:ed|ers?|ings?)$", "$1"),
    ("([^e])(?:ed|ers?|ings?)$", "$1e"),
    ("([bdfgklmnprtvz])\\1(?:ed|ers?|ings?)$", "$1"),
)
_ENDINGS = [(re.compile(pattern), left.replace("$", "\\")) for pattern, left in ENDINGS]


def plain_forms(word: str) -> set[str]:
    """Return a word and what is left of it without each plain ending that it may have."""
    return {word, *(pattern.sub(left, word) for pattern, left in _ENDINGS)}
