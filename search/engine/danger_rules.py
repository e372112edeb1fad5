"""Rules of danger for searches: who does what to whom, over the words as they were typed.

How rules are written stands in ``search/index/danger.yaml``. The work grows with the length of a
search and no faster: from each word a rule looks a few words ahead. The twin in the browser is
``templates/scripts/search/danger_rules.js``.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from localoffer.word_slots import WordSlot, read_slot
from search.engine.spelling import distance
from search.engine.words import NEGATIONS, NOT

#: So many other words may stand between one slot of a rule and the next.
MOST_BETWEEN = 3

#: Words with fewer letters are never taken for another.
LEAST_MISSPELT = 4

#: Small words between "not" and what is denied: "not being hurt", "not a danger".
WEAK = frozenset({"a", "an", "any", "be", "been", "being", "the", "to"})

#: The beginning and the end of a search, as slots name them.
BEGINNING, END = "^", "$"


@dataclass(frozen=True, slots=True)
class DangerRow:
    """The numbers of a rule's slots in their order, and which of them follow at once."""

    slots: tuple[int, ...]
    follows: tuple[bool, ...]


class DangerRules:
    """Rules that tell whether a search speaks of danger."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Read the rules as they stand in the index.

        Args:
            table: ``lists`` by their names, and rows as they are written: ``danger``, of which
                what is denied does not count, ``even_denied`` and ``harmless``.
        """
        self._numbers: dict[str, int] = {}
        self._danger = self._by_first(table["danger"])
        self._even_denied = self._by_first(table["even_denied"])
        self._harmless = self._by_first(table["harmless"])
        slots = [read_slot(text, table["lists"], fold) for text in self._numbers]
        self._whole = _numbers_by_text(slots, "words")
        self._prefixes = _numbers_by_text(slots, "prefixes")

    def _by_first(self, texts: Sequence[str]) -> Mapping[int, Sequence[DangerRow]]:
        rows: dict[int, list[DangerRow]] = {}
        for text in texts:
            slots = tuple(
                self._numbers.setdefault(slot.removeprefix("+"), len(self._numbers))
                for slot in text.split()
            )
            follows = tuple(slot.startswith("+") for slot in text.split())
            rows.setdefault(slots[0], []).append(DangerRow(slots, follows))
        return rows

    def tell_of(self, words: Sequence[str], unknown: Container[str] = ()) -> bool:
        """Return whether a search tells of danger.

        Args:
            words: its words, folded.
            unknown: those that are no English words, and may be misspelt.
        """
        texts = [BEGINNING, *map(fold, words), END]
        filled = [self._slots_of(text, text in unknown) for text in texts]
        for first, last in self._spans(self._harmless, filled, ()):
            for at in range(first, last + 1):
                filled[at] = filled[at] if texts[at] in (BEGINNING, END) else frozenset()
        even_denied = self._spans(self._even_denied, filled, ())
        return any(even_denied) or any(self._spans(self._danger, filled, _denied(texts)))

    def _slots_of(self, word: str, is_unknown: bool) -> frozenset[int]:  # noqa: FBT001
        starts = (word[:length] for length in range(1, len(word) + 1))
        numbers = {number for start in starts for number in self._prefixes.get(start, ())}
        numbers.update(self._whole.get(word, ()))
        if is_unknown and len(word) >= LEAST_MISSPELT:
            numbers.update(self._nearly(word))
        return frozenset(numbers)

    def _nearly(self, word: str) -> Iterator[int]:
        """Yield the slots that take a word which differs by one letter, and not the first."""
        for text, numbers in self._whole.items():
            if len(text) >= LEAST_MISSPELT and is_one_letter_out(word, text):
                yield from numbers
        for text, numbers in self._prefixes.items():
            lengths = range(len(text) - 1, len(text) + 2)
            starts = {word[:length] for length in lengths}
            if len(text) > LEAST_MISSPELT and any(is_one_letter_out(one, text) for one in starts):
                yield from numbers

    @staticmethod
    def _spans(
        rows: Mapping[int, Sequence[DangerRow]],
        filled: Sequence[frozenset[int]],
        denied: Sequence[int],
    ) -> Iterator[tuple[int, int]]:
        """Yield the first and the last word of each place where a row fits."""
        for first, slots in enumerate(filled):
            for number in sorted(slots):
                for row in rows.get(number, ()):
                    last = _last_index(row, first, filled, denied)
                    if last is not None:
                        yield first, last


def fold(word: str) -> str:
    """Return a folded word with one word for every way to say no."""
    return NOT if word in NEGATIONS else word


def is_one_letter_out(word: str, right: str) -> bool:
    """Return whether two words differ by a letter or by two that are swapped; not by the first."""
    return word[:1] == right[:1] and distance(word, right, 1) == 1


def _numbers_by_text(slots: Sequence[WordSlot], name: str) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for number, slot in enumerate(slots):
        for text in sorted(getattr(slot, name)):
            numbers.setdefault(text, []).append(number)
    return numbers


def _denied(texts: Sequence[str]) -> tuple[int, ...]:
    """Return for each word the place of the "not" that stands before it, or 0."""
    places = [0]
    for at in range(1, len(texts)):
        is_weak = texts[at - 1] in WEAK
        places.append(at - 1 if texts[at - 1] == NOT else places[at - 1] if is_weak else 0)
    return tuple(places)


def _last_index(
    row: DangerRow, first: int, filled: Sequence[frozenset[int]], denied: Sequence[int]
) -> int | None:
    """Return where a row that begins at an index ends, None where the words do not fit.

    A word that is denied does not fit, unless the "not" belongs to the row.
    """
    if denied and denied[first]:
        return None
    reached = [first]
    for slot, follows in zip(row.slots[1:], row.follows[1:], strict=True):
        furthest = 1 if follows else 1 + MOST_BETWEEN
        ahead = {
            at
            for here in reached
            for at in range(here + 1, min(here + 1 + furthest, len(filled)))
            if slot in filled[at] and not (denied and denied[at] > here)
        }
        if not ahead:
            return None
        reached = sorted(ahead)
    return reached[0]
