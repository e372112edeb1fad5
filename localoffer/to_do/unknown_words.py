"""Words of the feeds that mean nothing here yet, with the row that would give them a meaning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from localoffer.model.fields import TO_CHOOSE
from localoffer.model.guide import Landing
from localoffer.offer import Offer
from localoffer.write.quoting import inline

#: How alike a word and the name of a list's row have to be for the row to be proposed (0 to 1).
_ALIKE = 0.82


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that so many records of a feed have; ``row`` is what to paste into importing.yaml."""

    feed: str
    word: str
    records: int
    row: str


class MeaningsByName:
    """What a word could mean here: the rows of the council's lists, and its topics, by name."""

    def __init__(self, offer: Offer) -> None:
        lists = offer.lists
        self._fields: dict[str, str] = {}
        for topic in offer.entries(Landing):
            self._add((topic.record.title,), f"topics: [{topic.slug}]")
        for area in lists.areas.values():
            self._add((area.name,), f"areas: [{area.id}]")
        for kind in lists.kinds.values():
            self._add((kind.name,), f"kind: {kind.id}")
        for need in lists.needs.values():
            self._add((need.name, *need.also_called), f"needs: [{need.id}]")

    def row(self, word: str) -> str:
        """Return a row for a word: with the meaning of a name much like it, else to be filled."""
        names = get_close_matches(word.casefold(), self._fields, n=1, cutoff=_ALIKE)
        field = self._fields[names[0]] if names else f"topics: [{TO_CHOOSE}]"
        return f"- {{term: {inline(word, in_flow=True)}, {field}}}"

    def _add(self, names: Iterable[str], field: str) -> None:
        self._fields.update((name.casefold(), field) for name in names)


def unknown_words(
    unmapped: Mapping[str, Mapping[str, int]], known: Iterable[str], offer: Offer
) -> tuple[UnknownWord, ...]:
    """Return the words of feeds, those of most records first.

    ``unmapped`` has, by feed, how many records of its last import had each word that meant
    nothing. ``known`` are the words that have a row by now.
    """
    meanings = MeaningsByName(offer)
    now_known = {_compared(word) for word in known}
    words = [
        UnknownWord(feed, word, records, meanings.row(word))
        for feed, counts in unmapped.items()
        for word, records in counts.items()
        if _compared(word) not in now_known
    ]
    return tuple(sorted(words, key=lambda one: (-one.records, one.feed, one.word)))


def _compared(word: str) -> str:
    return " ".join(word.lower().split())
