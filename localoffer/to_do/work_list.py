"""The work list: what each record lacks, the records that families would miss most first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from localoffer.kinds import BY_MODEL, KINDS, Kind
from localoffer.model.reference import Contact
from localoffer.model.service import Service
from localoffer.offer import Entry, Offer
from localoffer.problems import Level, Problem
from localoffer.read.layers import is_national
from localoffer.to_do.known_facts import (
    PUBLISHED,
    WORDS,
    KnownFact,
    facts_of,
    facts_with,
    lacking,
)
from localoffer.to_do.text_facts import TextFact, text_facts
from localoffer.to_do.unknown_words import UnknownWord
from localoffer.to_do.usefulness import Usefulness, UsefulnessByOffer

#: Whether families see the record.
State = Literal["draft", "published with gaps", "published"]

#: The list that holds contacts; its rows have no files of their own.
_CONTACTS = BY_MODEL[Contact]


@dataclass(frozen=True, slots=True)
class RecordWork:
    """A record and what somebody has to do for it: nothing, if it is finished.

    ``owner`` is the id of the contact responsible for it, or empty. ``missing`` are facts to find
    out; ``inferred`` those that an import worked out from words and nobody has looked at;
    ``in_text`` those that only its words say; ``hints`` the warnings about the words of what is not
    finished yet.
    """

    kind: Kind
    path: str
    name: str
    owner: str
    state: State
    usefulness: Usefulness
    missing: tuple[KnownFact, ...] = ()
    inferred: tuple[KnownFact, ...] = ()
    hints: tuple[Problem, ...] = ()
    in_text: tuple[TextFact, ...] = ()

    @property
    def facts(self) -> tuple[KnownFact, ...]:
        """All that somebody has to see to."""
        words = [fact for fact in facts_of(self.kind.model) if fact.name == WORDS and self.hints]
        in_text = (one.fact for one in self.in_text)
        return tuple(dict.fromkeys((*self.missing, *self.inferred, *in_text, *words)))

    def limited_to(self, facts: Collection[str]) -> "RecordWork":
        """Return the same with only what is to do for facts of these names."""
        return replace(
            self,
            missing=tuple(fact for fact in self.missing if fact.name in facts),
            inferred=tuple(fact for fact in self.inferred if fact.name in facts),
            in_text=tuple(one for one in self.in_text if one.fact.name in facts),
            hints=self.hints if WORDS in facts else (),
        )


@dataclass(frozen=True, slots=True)
class WorkList:
    """All records, in the order of their kinds, and the most useful of a kind first.

    ``owners`` are the roles of contacts by their ids, ``words`` those of feeds that mean nothing.
    """

    records: tuple[RecordWork, ...]
    owners: Mapping[str, str]
    words: tuple[UnknownWord, ...] = ()

    @property
    def unfinished(self) -> tuple[RecordWork, ...]:
        """The records that lack something."""
        return tuple(record for record in self.records if record.facts)

    @property
    def places(self) -> Mapping[str, int]:
        """Each file of a record with its place in the list, from 0."""
        return {record.path: place for place, record in reversed([*enumerate(self.records)])}


#: The list of an offer without a record.
NO_WORK = WorkList((), {})


def work_list(
    offer: Offer,
    drafts: Sequence[Entry[Any]],
    problems: Iterable[Problem] = (),
    words: Sequence[UnknownWord] = (),
    visits: Mapping[str, int] = MappingProxyType({}),
) -> WorkList:
    """Return what the records of an offer, and the ``drafts`` that are not in it, still lack.

    ``problems`` are those of the whole content, ``words`` those of feeds that mean nothing yet,
    ``visits`` the numbers of visits by address, where they were counted.
    """
    usefulness = UsefulnessByOffer(offer, drafts, visits)
    hints = _hints(problems)
    own = [entry for entry in (*_entries(offer), *drafts) if not is_national(entry.path)]
    records = [
        *(_of_contact(contact, offer, usefulness) for contact in offer.lists.contacts.values()),
        *(_of_entry(entry, offer, usefulness, hints.get(entry.path, ())) for entry in own),
    ]
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    ordered = sorted(
        records,
        key=lambda one: (order[one.kind.name], *(-part for part in one.usefulness), one.name),
    )
    owners = {contact.id: contact.role for contact in offer.lists.contacts.values()}
    return WorkList(tuple(ordered), owners, tuple(words))


def _entries(offer: Offer) -> Iterator[Entry[Any]]:
    for kind in KINDS:
        yield from offer.entries(kind.model) if kind.is_folder else ()


def _hints(problems: Iterable[Problem]) -> Mapping[str, tuple[Problem, ...]]:
    """Return the warnings that have a line of a file, by its path."""
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.level is Level.WARNING and not problem.missing:
            by_path[problem.path].append(problem)
    return {path: tuple(rows) for path, rows in by_path.items()}


def _of_contact(contact: Contact, offer: Offer, usefulness: UsefulnessByOffer) -> RecordWork:
    """Return a contact: whoever answers for the whole offer is responsible for the list of them."""
    return RecordWork(
        _CONTACTS,
        _CONTACTS.place,
        f"{contact.role} ({contact.id})",
        offer.site.help,
        "published",
        usefulness.of_contact(contact),
        lacking(contact, offer),
    )


def _of_entry(
    entry: Entry[Any], offer: Offer, usefulness: UsefulnessByOffer, hints: tuple[Problem, ...]
) -> RecordWork:
    record = entry.record
    model = type(record)
    state: State = "published with gaps" if entry.missing else "published"
    missing = lacking(entry, offer)
    if getattr(record, "draft", False):
        state = "draft"
        missing = missing or tuple(one for one in facts_of(model) if one.name == PUBLISHED)
    return RecordWork(
        BY_MODEL[model],
        entry.path,
        str(getattr(record, "name", "") or getattr(record, "title", "") or entry.slug),
        str(getattr(record, "owner", "") or ""),
        state,
        usefulness.of(entry),
        missing,
        facts_with(model, getattr(record, "inferred_fields", ())),
        () if state == "published" else hints,
        text_facts(entry) if isinstance(record, Service) and state != "published" else (),
    )
