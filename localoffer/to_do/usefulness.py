"""Which records families would miss most.

No site of ours counts its readers or keeps what they search for (docs/work-list.md). Where the
council has not counted visits either, this stands for it: the best bets name the record's page,
other pages lead there, and its name and summary say words that parents search in.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from localoffer.model.reference import Contact
from localoffer.model.vocabulary import WatchedSearch
from localoffer.offer import Entry, Offer

#: The parts of a record that the search weighs most, and that say what it is.
_SAID_IN = ("name", "title", "alternate_names", "keywords", "summary")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST_PHRASE = 4

#: Shorter words of a search (my, in, to) say little of what is looked for; letters.
_SHORTEST_WORD = 3


class Usefulness(NamedTuple):
    """How much families would miss a record. The greater of two is the more useful one.

    ``visits`` are those of its page, where they are known. ``best_bets`` is in how many rows of
    best bets it stands, ``links`` how many other pages lead there or name it, ``searches`` how many
    of the searches that people watch it answers by its words, ``words`` how many rows of the
    vocabulary have words that it says.
    """

    visits: int = 0
    best_bets: int = 0
    links: int = 0
    searches: int = 0
    words: int = 0


class UsefulnessByOffer:
    """How useful each record of one offer is.

    ``further`` are entries that are not in it, ``visits`` the numbers of visits by address.
    """

    def __init__(
        self,
        offer: Offer,
        further: Iterable[Entry[Any]] = (),
        visits: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._visits = visits
        entries = [*_all_entries(offer), *further]
        self._best_bets = Counter(page for row in offer.best_bets for page in set(row.pages))
        self._links = Counter(
            address
            for entry in entries
            for address in {link.partition("#")[0] for link, _ in entry.text.links}
            if address != entry.address
        )
        self._named = Counter(name for entry in entries for name in _contacts_of(entry.record))
        self._rows = _rows_by_phrase(offer)
        searches = (words for row in offer.rows(WatchedSearch) for words in row.words)
        self._searches = [key for words in searches if (key := _key(words))]

    def of(self, entry: Entry[Any]) -> Usefulness:
        """Return the usefulness of a record with a file of its own."""
        address = entry.address
        texts = [_words(text) for text in _said(entry.record)]
        said = {_stem(word) for words in texts for word in words}
        rows = {row for phrase in _phrases(texts) for row in self._rows.get(phrase, ())}
        return Usefulness(
            self._visits.get(address, 0),
            self._best_bets[address],
            self._links[address],
            sum(search <= said for search in self._searches),
            len(rows),
        )

    def of_contact(self, contact: Contact) -> Usefulness:
        """Return the usefulness of a contact: how many records name it."""
        return Usefulness(links=self._named[contact.id])


def _all_entries(offer: Offer) -> Iterator[Entry[Any]]:
    for records in offer.records.values():
        yield from (record for record in records if isinstance(record, Entry))


def _contacts_of(record: Any) -> set[str]:
    named = (getattr(record, field, None) for field in ("owner", "contact", "coordinator"))
    return {name for name in named if isinstance(name, str)}


def _rows_by_phrase(offer: Offer) -> dict[tuple[str, ...], set[int]]:
    """Return the rows in which parents' words stand, by number: of the vocabulary, and of needs."""
    rows: list[tuple[str, ...]] = [
        *((*row.words, *row.means) for row in offer.synonyms),
        *((need.name, *need.also_called) for need in offer.lists.needs.values()),
    ]
    by_phrase: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, phrases in enumerate(rows):
        for phrase in phrases:
            by_phrase[tuple(_words(phrase))].add(number)
    return by_phrase


def _said(record: Any) -> Iterator[str]:
    """Yield what a record is called and what it does."""
    for value in (getattr(record, field, None) or () for field in _SAID_IN):
        yield from [value] if isinstance(value, str) else value


def _phrases(texts: Iterable[list[str]]) -> set[tuple[str, ...]]:
    """Return each run of a few words in some texts."""
    return {
        tuple(words[first : first + length])
        for words in texts
        for first in range(len(words))
        for length in range(1, _LONGEST_PHRASE + 1)
        if first + length <= len(words)
    }


def _key(search: str) -> frozenset[str]:
    """Return the words that a record has to say to answer a search: its longer ones."""
    return frozenset(_stem(word) for word in _words(search) if len(word) >= _SHORTEST_WORD)


def _stem(word: str) -> str:
    """Return a word without the ending of a plural."""
    return word.removesuffix("'s").removesuffix("s")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))
