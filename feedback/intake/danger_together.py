"""Words that tell of danger together, in whatever order: they find what nobody has put so before.

The rows stand under "together" in ``danger_rules.yaml``. The work grows with the length of a text
and no faster: of each slot only the last place is remembered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from feedback.intake.danger_phrases import Found
from feedback.intake.danger_rules import Slot, slot_of
from localoffer.read.register import read_register

#: All slots of a row stand within so many words.
_WINDOW = 16


@dataclass(frozen=True, slots=True)
class Rows:
    """Each row as the numbers of its slots, the slots, and for each slot the rows that have it."""

    rows: tuple[tuple[int, ...], ...]
    slots: tuple[Slot, ...]
    rows_of: Mapping[int, tuple[int, ...]]


def together_matches(words: Sequence[str], weight: int) -> Iterator[Found]:
    """Yield where all slots of a row stand near one another, each filled by another word."""
    every = _every()
    last: dict[int, int] = {}
    for index, word in enumerate(words):
        slots = _slots_of(word)
        last.update(dict.fromkeys(slots, index))
        for row in _rows_of(word):
            places = {last.get(slot, -_WINDOW) for slot in every.rows[row]}
            first = min(places)
            if index - first < _WINDOW and len(places) == len(every.rows[row]):
                yield Found(weight, first, index)


@lru_cache(maxsize=4096)
def _slots_of(word: str) -> tuple[int, ...]:
    return tuple(number for number, slot in enumerate(_every().slots) if slot.takes(word))


@lru_cache(maxsize=4096)
def _rows_of(word: str) -> tuple[int, ...]:
    """Return the rows that a word may complete."""
    rows_of = _every().rows_of
    return tuple(dict.fromkeys(row for slot in _slots_of(word) for row in rows_of[slot]))


@cache
def _every() -> Rows:
    register = read_register(Path(__file__), "danger_rules.yaml")
    texts = [row.split() for row in register["together"]]
    different = dict.fromkeys(chain.from_iterable(texts))
    numbers = {text: number for number, text in enumerate(different)}
    rows = tuple(tuple(numbers[text] for text in row) for row in texts)
    rows_of = {
        number: tuple(at for at, row in enumerate(rows) if number in row)
        for number in numbers.values()
    }
    return Rows(rows, tuple(slot_of(text, register["lists"]) for text in numbers), rows_of)
