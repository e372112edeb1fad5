"""Rules of danger: who does what to whom, as rows of words that stand near one another.

The rules are in ``danger_rules.yaml``, which says how they are written. The work grows with the
length of a text and no faster: each rule looks a few words ahead, and back at none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from feedback.intake.danger_phrases import Found, fold
from localoffer.read.register import read_register

#: So many other words may stand between one slot of a rule and the next.
_GAP = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """The words that a slot takes: whole ones, and beginnings."""

    words: frozenset[str]
    prefixes: tuple[str, ...]

    def takes(self, word: str) -> bool:
        """Return whether a word fits."""
        return word in self.words or word.startswith(self.prefixes)


@dataclass(frozen=True, slots=True)
class Rule:
    """The slots of a rule in their order, and the group that it belongs to."""

    slots: tuple[Slot, ...]
    group: str


def rule_matches(words: Sequence[str], weights: Mapping[str, int]) -> Iterator[Found]:
    """Yield what the rules find in the folded words of a text, with the weight of its group."""
    for index, word in enumerate(words):
        for rule in _rules_from(word):
            last = _last_index(words, index, rule)
            if last:
                yield Found(weights[rule.group], index, last)


def _last_index(words: Sequence[str], index: int, rule: Rule) -> int:
    """Return where a rule that begins at an index ends; 0 where the text does not fit it."""
    for slot in rule.slots[1:]:
        following = range(index + 1, min(index + 2 + _GAP, len(words)))
        index = next((at for at in following if slot.takes(words[at])), 0)
        if not index:
            return 0
    return index


@lru_cache(maxsize=4096)
def _rules_from(word: str) -> tuple[Rule, ...]:
    """Return the rules that may begin with a word; for most words there is none."""
    return tuple(rule for rule in _rules() if rule.slots[0].takes(word))


@cache
def _rules() -> tuple[Rule, ...]:
    register = read_register(__file__)
    return tuple(
        Rule(tuple(slot_of(text, register["lists"]) for text in row.split()), group)
        for group, rows in register.items()
        if group not in ("lists", "together")
        for row in rows
    )


def slot_of(text: str, lists: Mapping[str, str]) -> Slot:
    """Return a slot as it is written: names of lists and words, with "/" between them."""
    words = [word for part in text.split("/") for word in lists.get(part, part).split()]
    prefixes = tuple(word[:-1] for word in words if word.endswith("*"))
    return Slot(frozenset(fold(word) for word in words if not word.endswith("*")), prefixes)
