"""The rules of danger as the index has them: both sides read them from there."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from localoffer.read.register import read_register
from localoffer.word_slots import WordSlot, read_slot
from search.engine.danger_rules import BEGINNING, END, fold
from search.engine.safety import BEGINNING_LETTERS
from search.engine.words import NOT, SMALL, SOFT

#: What a word that stands in every other search counts, where one of a rule's slots is chosen to
#: tell whether the rules are needed.
_EVERYDAY = 100


@cache
def danger_table() -> Mapping[str, Any]:
    """Return the lists and the rows of ``danger.yaml``: see ``search.engine.danger_rules``."""
    rules = _danger()
    return {
        "lists": {name: " ".join(words.split()) for name, words in rules["lists"].items()},
        "danger": [*chain.from_iterable(rules["danger"].values())],
        "even_denied": rules["even_denied"],
        "harmless": rules["harmless"],
    }


@cache
def _danger() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = read_register(Path(__file__), "danger.yaml")
    return rules


@cache
def danger_starts() -> str:
    """Return how words begin of which each rule needs one: of its slots that with the rarest.

    The browser fetches the rules only for a search that has one of them.
    """
    table = danger_table()
    starts: set[str] = set()
    for row in (*table["danger"], *table["even_denied"]):
        slots = (read_slot(slot.removeprefix("+"), table["lists"], fold) for slot in row.split())
        rarest = min(slots, key=_commonness)
        starts.update(_starts(rarest))
    return " ".join(sorted(starts))


def _commonness(slot: WordSlot) -> int:
    """Return how often some word of a slot stands in other searches: the fewer, the better."""
    everyday = {*SOFT, NOT, *_danger()["everyday"].split()}
    if slot.words & {BEGINNING, END}:
        return _EVERYDAY**3
    return sum(
        _EVERYDAY**2 if word in SMALL else _EVERYDAY if word in everyday else 1
        for word in (*slot.words, *slot.prefixes)
    )


def _starts(slot: WordSlot) -> Iterator[str]:
    yield from (word[:BEGINNING_LETTERS] for word in slot.words)
    for prefix in slot.prefixes:
        is_short = len(prefix) < BEGINNING_LETTERS
        yield f"{prefix}*" if is_short else prefix[:BEGINNING_LETTERS]
