"""Slots: the words that may stand in one place of a rule about words, as rules are written.

A rule is a row of slots ("kin hits/punch* me"). A slot is the name of a list, or words with "/"
between them; a star stands for any ending. What the words of a text fill is matched by whoever has
the rules: comments (``feedback/intake/danger_rules.yaml``) and searches
(``search/index/danger.yaml``) are looked at in different ways.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordSlot:
    """The words that a slot takes: whole ones, and beginnings."""

    words: frozenset[str]
    prefixes: tuple[str, ...]

    def takes(self, word: str) -> bool:
        """Return whether a folded word fits."""
        return word in self.words or word.startswith(self.prefixes)


def read_slot(text: str, lists: Mapping[str, str], fold: Callable[[str], str]) -> WordSlot:
    """Return a slot as it is written.

    Args:
        text: names of lists and words, with "/" between them.
        lists: the words of each list, by its name.
        fold: returns a word as the words of a text are compared.
    """
    words = [word for part in text.split("/") for word in lists.get(part, part).split()]
    prefixes = tuple(word[:-1] for word in words if word.endswith("*"))
    return WordSlot(frozenset(fold(word) for word in words if not word.endswith("*")), prefixes)
