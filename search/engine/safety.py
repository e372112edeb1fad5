"""Whether a search shows the panel of urgent help above the results.

The rules come with the program, and no council can take one away: a list that many edit could lose
one (docs/decisions/0046-danger-in-searches.md). They lie in a file of their own in the index, which
is read only where a word of the search begins like one that some rule needs.
"""

from collections.abc import Sequence

from search.engine.correction import MOST_LETTERS, MOST_WORDS
from search.engine.danger_rules import fold
from search.engine.reader import Reader
from search.engine.spelling import limit
from search.engine.words import words

#: A word that rules need is known by so many of its first letters.
BEGINNING_LETTERS = 5


def is_urgent(text: str, right: Sequence[str], reader: Reader, *, exactly: bool) -> bool:
    """Return whether a search tells of danger, as it was typed or in its right spelling.

    Args:
        text: the search as it was typed.
        right: its words, put right.
        reader: the index.
        exactly: whether no word may be taken for another.
    """
    typed = words(text[:MOST_LETTERS])
    unknown = frozenset(
        word
        for word in (() if exactly else typed[:MOST_WORDS])
        if limit(word) and not reader.knows(word)
    )
    if not unknown and not may_tell([*typed, *right], reader.facts["danger_starts"].split()):
        return False
    rules = reader.danger_rules
    put_right = [*right, *typed[MOST_WORDS:]]
    return rules.tell_of(typed, unknown) or rules.tell_of(put_right)


def may_tell(folded: Sequence[str], starts: Sequence[str]) -> bool:
    """Return whether a word begins like one of those without which no rule tells of danger."""
    needed = frozenset(starts)
    return any(start in needed for word in folded for start in beginnings_of(fold(word)))


def beginnings_of(word: str) -> tuple[str, ...]:
    """Return what the list has of a word that is needed, or of a shorter beginning ("hid*")."""
    return word[:BEGINNING_LETTERS], *(f"{word[:length]}*" for length in (2, 3, 4))
