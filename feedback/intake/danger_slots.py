"""The slots of the rules of danger, and which of them each word of a text fills.

Each different slot has a bit of its own, so that sets of slots are whole numbers: whether a text
fills all slots of a rule is one "and". The rules are in ``danger_rules.yaml``.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache, reduce
from itertools import chain
from operator import or_
from pathlib import Path
from typing import Any

from feedback.intake.danger_phrases import fold
from localoffer.read.register import read_register
from localoffer.word_slots import WordSlot, read_slot


@cache
def danger_rules() -> Mapping[str, Any]:
    """Return the lists and the rows of all groups, as they are written."""
    rules: Mapping[str, Any] = read_register(Path(__file__), "danger_rules.yaml")
    return rules


@lru_cache(maxsize=4096)
def slots_of(word: str) -> int:
    """Return the set of the slots that take a folded word; for most words it is empty."""
    return sum(bit for slot, bit in _slots().values() if slot.takes(word))


def bits_of(row: str) -> tuple[int, ...]:
    """Return the bit of each slot in a row as it is written, in its order."""
    return tuple(_slots()[text][1] for text in row.split())


def union(sets: Sequence[int]) -> int:
    """Return the set of all slots that are in any of these."""
    return reduce(or_, sets, 0)


@cache
def _slots() -> Mapping[str, tuple[WordSlot, int]]:
    """Return each slot, and the bit that stands for it in sets, by the text of the slot."""
    rules = danger_rules()
    rows = chain.from_iterable(rules[group] for group in rules if group != "lists")
    texts = dict.fromkeys(chain.from_iterable(row.split() for row in rows))
    return {
        text: (read_slot(text, rules["lists"], fold), 1 << number)
        for number, text in enumerate(texts)
    }
