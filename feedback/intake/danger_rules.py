"""Rules of danger: who does what to whom, as rows of words that stand near one another.

The rules are in ``danger_rules.yaml``, which says how they are written. The work grows with the
length of a text and no faster: each rule looks a few words ahead, and back at none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from feedback.intake.danger_phrases import Found
from feedback.intake.danger_slots import bits_of, danger_rules, union

#: So many other words may stand between one slot of a rule and the next.
_GAP = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """The slots of a rule in their order, the set of them, and the group that it belongs to."""

    slots: tuple[int, ...]
    needs: int
    group: str


def rule_matches(
    filled: Sequence[int], in_text: int, weights: Mapping[str, int]
) -> Iterator[Found]:
    """Yield what the rules find in a text, with the weight of its group.

    Args:
        filled: The set of slots that each word of the text fills.
        in_text: The set of all of these.
        weights: The weight of each group.
    """
    for index, slots in enumerate(filled):
        for rule in _rules_from(slots) if slots else ():
            if rule.needs & in_text == rule.needs:
                last = _last_index(filled, index, rule)
                if last:
                    yield Found(weights[rule.group], index, last)


def _last_index(filled: Sequence[int], index: int, rule: Rule) -> int:
    """Return where a rule that begins at an index ends; 0 where the text does not fit it."""
    for slot in rule.slots[1:]:
        following = range(index + 1, min(index + 2 + _GAP, len(filled)))
        index = next((at for at in following if filled[at] & slot), 0)
        if not index:
            return 0
    return index


@lru_cache(maxsize=4096)
def _rules_from(slots: int) -> tuple[Rule, ...]:
    """Return the rules that may begin with a word that fills these slots."""
    return tuple(rule for rule in _rules() if rule.slots[0] & slots)


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(slots := bits_of(row), union(slots), group)
        for group, rows in danger_rules().items()
        if group not in ("lists", "together")
        for row in rows
    )
