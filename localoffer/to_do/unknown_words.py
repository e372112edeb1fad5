"""Words of the feeds that mean nothing here yet, with the row that would give them a meaning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from localoffer.counted import counted
from localoffer.importers.shared.feed_term import UnmappedWord
from localoffer.model.fields import TO_CHOOSE
from localoffer.model.guide import Landing
from localoffer.offer import Offer
from localoffer.to_do.word_subjects import subject_of
from localoffer.write.quoting import inline

#: How alike a word and the name of a list's row have to be for the row to be proposed (0 to 1).
_ALIKE = 0.82

#: What is left to choose, by what a word is about.
_TO_CHOOSE: Final[Mapping[str, str]] = {
    "ages": f"minimum_age: {TO_CHOOSE}, maximum_age: {TO_CHOOSE}",
    "kind": f"kind: {TO_CHOOSE}",
    **{name: f"{name}: [{TO_CHOOSE}]" for name in ("needs", "areas", "access", "topics")},
}


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that so many records of a feed have; ``row`` is what to paste into importing.yaml.

    ``source`` is the vocabulary or the field of the feed that it is from. ``about`` is what the
    word is about: a field of the row, or ages; empty where nothing tells.
    """

    feed: str
    word: str
    records: int
    source: str
    about: str
    row: str

    @property
    def told(self) -> str:
        """How many records have it, where it is from, and whether nothing says what it is about."""
        place = f", in {self.source}" if self.source else ""
        unknown = "" if self.about else "; nothing says what it is about"
        return f"{counted(self.records, 'record')} of {self.feed}{place}{unknown}"


class MeaningsByName:
    """What a word could mean here: the rows of the council's lists, and its topics, by name."""

    def __init__(self, offer: Offer) -> None:
        lists = offer.lists
        self._fields: dict[str, dict[str, str]] = {}
        for topic in offer.entries(Landing):
            self._add("topics", (topic.record.title,), f"topics: [{topic.slug}]")
        for area in lists.areas.values():
            self._add("areas", (area.name,), f"areas: [{area.id}]")
        for kind in lists.kinds.values():
            self._add("kind", (kind.name,), f"kind: {kind.id}")
        for feature in lists.access.values():
            self._add("access", (feature.name,), f"access: [{feature.id}]")
        for need in lists.needs.values():
            self._add("needs", (need.name, *need.also_called), f"needs: [{need.id}]")

    def meaning(self, word: str, about: str) -> tuple[str, str]:
        """Return what a word is about, and the part of a row that says what it means.

        That is the meaning of a name much like it, of what the word is about if there is one, or
        what is left to choose. Both are empty where nothing tells what it is about.
        """
        for subject in filter(None, (about, *reversed(self._fields))):
            names = self._fields.get(subject, {})
            if close := get_close_matches(word.casefold(), names, n=1, cutoff=_ALIKE):
                return subject, names[close[0]]
        return about, _TO_CHOOSE.get(about, "")

    def _add(self, subject: str, names: Iterable[str], field: str) -> None:
        fields = self._fields.setdefault(subject, {})
        fields.update((name.casefold(), field) for name in names)


def unknown_words(
    unmapped: Mapping[str, Mapping[str, UnmappedWord]], known: Iterable[str], offer: Offer
) -> tuple[UnknownWord, ...]:
    """Return the words of feeds, those of most records first.

    ``unmapped`` has, by feed, the words of its last import that meant nothing. ``known`` are the
    words that have a row by now.
    """
    meanings = MeaningsByName(offer)
    now_known = {_compared(word) for word in known}
    words = [
        _unknown_word(feed, word, one, meanings)
        for feed, found in unmapped.items()
        for word, one in found.items()
        if _compared(word) not in now_known
    ]
    return tuple(sorted(words, key=lambda one: (-one.records, one.feed, one.word)))


def _unknown_word(
    feed: str, word: str, found: UnmappedWord, meanings: MeaningsByName
) -> UnknownWord:
    about, meaning = meanings.meaning(word, subject_of(found.source))
    parts = ", ".join(filter(None, (f"term: {inline(word, in_flow=True)}", meaning)))
    return UnknownWord(feed, word, found.records, found.source, about, f"- {{{parts}}}")


def _compared(word: str) -> str:
    return " ".join(word.lower().split())
