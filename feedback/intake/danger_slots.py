"""The slots of the rules of danger, and which of them each word of a text fills.

Each different slot has a bit of its own, so that sets of slots are whole numbers: whether a text
fills all slots of a rule is one "and". The rules are in ``danger_rules.yaml``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from feedback.intake.danger_phrases import fold
from localoffer.read.register import read_register


@dataclass(frozen=True, slots=True)
class Slot:
    """The words that a slot takes: whole ones, and beginnings. ``bit`` stands for it in sets."""

    words: frozenset[str]
    prefixes: tuple[str, ...]
    bit: int

    def takes(self, word: str) -> bool:
        """Return whether a word fits."""
        return word in self.words or word.startswith(self.prefixes)


@cache
def danger_rules() -> Mapping[str, Any]:
    """Return the lists and the rows of all groups, as they are written."""
    rules: Mapping[str, Any] = read_register(Path(__file__), "danger_rules.yaml")
    return rules


@lru_cache(maxsize=4096)
def slots_of(word: str) -> int:
    """Return the set of the slots that take a folded word; for most words it is empty."""
    return sum(slot.bit for slot in _slots().values() if slot.takes(word))


def bits_of(row: str) -> tuple[int, ...]:
    """Return the bit of each slot in a row as it is written, in its order."""
    return tuple(_slots()[text].bit for text in row.split())


def union(sets: Sequence[int]) -> int:
    """Return the set of all slots that are in any of these."""
    whole = 0
    for one in sets:
        whole |= one
    return whole


@cache
def _slots() -> Mapping[str, Slot]:
    rules = danger_rules()
    rows = chain.from_iterable(rules[group] for group in rules if group != "lists")
    texts = dict.fromkeys(chain.from_iterable(row.split() for row in rows))
    return {text: _slot_of(text, rules["lists"], 1 << number) for number, text in enumerate(texts)}


def _slot_of(text: str, lists: Mapping[str, str], bit: int) -> Slot:
    """Return a slot as it is written: names of lists and words, with "/" between them."""
    words = [word for part in text.split("/") for word in lists.get(part, part).split()]
    prefixes = tuple(word[:-1] for word in words if word.endswith("*"))
    return Slot(frozenset(fold(word) for word in words if not word.endswith("*")), prefixes, bit)
