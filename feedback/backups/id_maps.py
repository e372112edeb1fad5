"""Which comment and which account of a set-aside store is which of the present one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, insert, select

from feedback.store.tables import accounts, acts, comments, drafts

_COLUMNS: Final = (comments.c.id, comments.c.form, comments.c.reference, comments.c.version)

#: An account that comes back is closed, as ``feedback accounts remove`` leaves one. Its name goes
#: on saying who did what.
_CLOSED: Final = {
    "active": False, "password": "", "first_until": None, "second": None, "last_step": 0,
    "openid": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CommentMatches:
    """Ids of the present store by those of the set-aside one.

    ``new`` are the comments that the present store lacks, with ids that are free, ``both`` those
    that it has. ``worked_on`` are references of the latter that somebody went on with in the
    set-aside store.
    """

    new: Mapping[int, int]
    both: Mapping[int, int]
    worked_on: tuple[str, ...]


def match_comments(source: Connection, target: Connection) -> CommentMatches:
    """Match the comments of two stores: by their reference, or by the form that was sent."""
    here = target.execute(select(*_COLUMNS)).all()
    known = {row.form: row for row in here} | {row.reference: row for row in here}
    free = max((row.id for row in here), default=0) + 1
    new: dict[int, int] = {}
    both: dict[int, int] = {}
    worked_on: list[str] = []
    query = select(*_COLUMNS, comments.c.words.is_not(None).label("has_words"))
    for row in source.execute(query.order_by(comments.c.id)):
        present = known.get(row.reference) or known.get(row.form)
        if present is None:
            new[row.id] = free + len(new)
        else:
            both[row.id] = present.id
            if row.has_words and row.version > present.version:
                worked_on.append(row.reference)
    return CommentMatches(new, both, tuple(worked_on))


@dataclass(frozen=True, slots=True)
class AccountMatches:
    """Ids of the present store by those of the set-aside one, and the names that were added."""

    ids: Mapping[int, int]
    added: tuple[str, ...]


def match_accounts(
    source: Connection, target: Connection, new_comments: Iterable[int]
) -> AccountMatches:
    """Match the accounts by name; add, closed, those that did something with a new comment."""
    here = {row.name: row.id for row in target.execute(select(accounts.c.name, accounts.c.id))}
    acting = _acting_accounts(source, frozenset(new_comments))
    ids: dict[int, int] = {}
    added: list[str] = []
    for row in source.execute(select(accounts).order_by(accounts.c.id)).mappings():
        if row["name"] in here:
            ids[row["id"]] = here[row["name"]]
        elif row["id"] in acting:
            values = {name: value for name, value in row.items() if name != "id"} | _CLOSED
            query = insert(accounts).returning(accounts.c.id)
            ids[row["id"]] = target.execute(query, values).scalar_one()
            added.append(row["name"])
    return AccountMatches(ids, tuple(added))


def _acting_accounts(source: Connection, new_comments: frozenset[int]) -> frozenset[int]:
    return frozenset(
        row.account
        for table in (acts, drafts)
        for row in source.execute(select(table.c.account, table.c.comment))
        if row.comment in new_comments and row.account is not None
    )
