"""In which file of the index a stem, a pair or a meaning lies, and what lies there."""

from typing import TypedDict

from search.engine.words import NOT, SOFT_STEMS

#: The rarity, then for each document the gap to its number and its weight (1 to 100) there.
Postings = list[int]

#: The rest of a phrase after its first word, joined by spaces; empty if there is none.
Rest = str


class Word(TypedDict, total=False):
    """The documents of a stem, and of the pairs that are kept with it ("speech therapi")."""

    docs: Postings
    pairs: dict[str, Postings]


class EntryParts(TypedDict, total=False):
    """What begins with a stem, besides its documents.

    ``forms`` are the words as they are written; ``phrases`` the keys of the meanings; ``names``
    and ``pins`` document numbers; ``choices`` texts; ``wrong`` the right spelling of words that
    begin with a word of this stem.
    """

    forms: str
    phrases: dict[Rest, list[str]]
    names: dict[Rest, list[int]]
    pins: dict[Rest, list[int]]
    choices: dict[Rest, list[str]]
    wrong: dict[Rest, str]


def piece_of(key: str, pieces: int) -> int:
    """Return the piece where a stem or a meaning lies (FNV-1a, 32 bits)."""
    value = 0x811C9DC5
    for byte in key.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value % pieces


def holder_of(one: str, other: str) -> str:
    """Return with which of two stems their pair is kept: one that counts, and else the longer.

    Long words are rarer, so that the documents of a common one come without its many pairs.
    """
    idle = [stem_ in SOFT_STEMS or stem_ == NOT for stem_ in (one, other)]
    if idle[0] != idle[1]:
        return other if idle[0] else one
    return one if len(one) > len(other) else other


def kind_of(first: str) -> str:
    """Return in which kind of piece lies what is known of a stem: with its documents, or apart.

    A soft word's documents are seldom asked for, and are many.
    """
    return "known" if first in SOFT_STEMS or first == NOT else "words"


def unpacked(rows: Postings) -> list[tuple[int, int]]:
    """Return the (document, weight) pairs of postings."""
    number, pairs = 0, []
    for at in range(1, len(rows), 2):
        number += rows[at]
        pairs.append((number, rows[at + 1]))
    return pairs
