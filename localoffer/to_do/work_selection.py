"""The part of the work list that somebody asks for: some facts, owners, kinds, or words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from localoffer.kinds import KINDS
from localoffer.problems import UsageError, quoted
from localoffer.to_do.known_facts import facts_of
from localoffer.to_do.unknown_words import UnknownWord
from localoffer.to_do.work_list import WorkList

#: The owner of what nobody is responsible for, and the kind that is the words of feeds.
NOBODY = "nobody"
FEED_WORDS = "words-of-feeds"


@dataclass(frozen=True, slots=True)
class WorkSelection:
    """What to show: facts or fields, ids of contacts, kinds, and words; all of it where empty."""

    fields: Sequence[str] = ()
    owners: Sequence[str] = ()
    kinds: Sequence[str] = ()
    search: str = ""

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.fields or self.owners or self.kinds or self.search)


def select(work: WorkList, selection: WorkSelection) -> WorkList:
    """Return the selected part of a work list.

    Raises:
        UsageError: there is no such fact, contact or kind.
    """
    kinds = {_kind(name) for name in selection.kinds}
    owners = {_owner(name, work) for name in selection.owners}
    facts = {fact for name in selection.fields for fact in _facts(name)}
    search = selection.search.casefold()
    records = (
        record
        for record in work.records
        if (not kinds or record.kind.name in kinds)
        and (not owners or record.owner in owners)
        and search in f"{record.name} {record.path}".casefold()
    )
    if facts:
        records = (record.limited_to(facts) for record in records)
    shows_words = FEED_WORDS in kinds or not (kinds or owners or facts)
    return replace(
        work,
        records=tuple(records),
        words=tuple(_found(work.words, search)) if shows_words else (),
    )


def _found(words: Iterable[UnknownWord], search: str) -> Iterable[UnknownWord]:
    return (word for word in words if search in word.word.casefold())


def _kind(name: str) -> str:
    names = {FEED_WORDS: FEED_WORDS}
    for kind in KINDS:
        names |= {kind.name: kind.name, kind.counted_as: kind.name}
    return names[_known(name, names, "kind of record")]


def _owner(name: str, work: WorkList) -> str:
    found = _known(name, [NOBODY, *work.owners], "contact in contacts.yaml")
    return "" if found == NOBODY else found


def _facts(name: str) -> Iterable[str]:
    """Return the names of the facts that are called so, or that a field of this name is part of."""
    facts = [fact for kind in KINDS for fact in facts_of(kind.model)]
    known = [name for fact in facts for name in (fact.name, *fact.fields)]
    found = _known(name, dict.fromkeys(known), "fact or field that a record can lack")
    own = {fact.name for fact in facts if fact.name == found}
    return own or {fact.name for fact in facts if found in fact.fields}


def _known(name: str, known: Iterable[str], noun: str) -> str:
    names = [*known]
    if name in names:
        return name
    close = get_close_matches(name, names, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"Choose one of: {', '.join(names)}."
    raise UsageError(f"{quoted(name)} is no {noun}. {hint}")
