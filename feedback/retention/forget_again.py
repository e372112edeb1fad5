"""Deleting what a restore brought back that had been deleted since the backup was made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from feedback.retention.rules import forget_contacts, forget_facts, forget_words
from feedback.store.tables import comments, contacts


@dataclass(frozen=True, slots=True)
class _Stored:
    """The ids of comments of which a store has the words, the address, and facts on a person."""

    words: frozenset[int]
    addresses: frozenset[int]
    facts: frozenset[int]

    @classmethod
    def of(cls, connection: Connection) -> "_Stored":
        has_facts = or_(comments.c.role != "", comments.c.age != "", comments.c.area != "")
        queries = (
            select(comments.c.id).where(comments.c.words.is_not(None)),
            select(contacts.c.comment),
            select(comments.c.id).where(has_facts),
        )
        return cls(*(frozenset(connection.execute(query).scalars()) for query in queries))


def forget_again(source: Connection, target: Connection, both: Mapping[int, int]) -> int:
    """Delete in ``target`` what ``source`` has no more of comments that are in both.

    ``both`` are ids of ``target`` by those of ``source``.

    Returns:
        Of how many comments something was deleted.
    """
    there, here = _Stored.of(source), _Stored.of(target)
    words = _gone(there.words, here.words, both)
    addresses = _gone(there.addresses, here.addresses, both)
    facts = _gone(there.facts, here.facts, both)
    forget_contacts(target, addresses)
    forget_facts(target, facts)
    forget_words(target, words)
    return len({*words, *addresses, *facts})


def _gone(there: Iterable[int], here: frozenset[int], both: Mapping[int, int]) -> list[int]:
    remaining = {both[id_] for id_ in there if id_ in both}
    return sorted(id_ for id_ in both.values() if id_ in here and id_ not in remaining)
