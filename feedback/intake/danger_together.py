"""Words that tell of danger together, in whatever order: they find what nobody has put so before.

The rows stand under "together" in ``danger_rules.yaml``. The work grows with the length of a text
and no faster: of each slot only the last place is remembered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from feedback.intake.danger_phrases import Found
from feedback.intake.danger_slots import bits_of, danger_rules, union

#: All slots of a row stand within so many words.
_WINDOW = 16


@dataclass(frozen=True, slots=True)
class TogetherRow:
    """The slots of a row, and the set of them."""

    slots: tuple[int, ...]
    needs: int


def together_matches(filled: Sequence[int], in_text: int, weight: int) -> Iterator[Found]:
    """Yield where all slots of a row stand near one another, each filled by another word.

    Args:
        filled: The set of slots that each word of the text fills.
        in_text: The set of all of these.
        weight: The weight of what is found.
    """
    for row in _rows():
        if row.needs & in_text == row.needs:
            for first, last in _places(filled, row):
                yield Found(weight, first, last)


def _places(filled: Sequence[int], row: TogetherRow) -> Iterator[tuple[int, int]]:
    """Yield the first and the last index wherever the slots of a row stand near one another."""
    last: dict[int, int] = {}
    for index, slots in enumerate(filled):
        if slots & row.needs:
            last.update((slot, index) for slot in row.slots if slot & slots)
            places = set(last.values())
            first = min(places)
            if index - first < _WINDOW and len(places) == len(row.slots):
                yield first, index


@cache
def _rows() -> tuple[TogetherRow, ...]:
    every = (bits_of(row) for row in danger_rules()["together"])
    return tuple(TogetherRow(slots, union(slots)) for slots in every)
