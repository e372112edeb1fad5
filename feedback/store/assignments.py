"""Who has taken up which comment, or was given it. It keeps nobody else out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from feedback.store.tables import accounts, assignments, comments

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Assignment:
    """The name of the account that has a comment, and since when (seconds since 1970)."""

    name: str
    since: int


def assign(connection: Connection, comment: int, account: int, now: int) -> None:
    """Give a comment to an account, whoever had it before."""
    unassign(connection, comment)
    row = {"comment": comment, "account": account, "since": now}
    connection.execute(insert(assignments), row)


def unassign(connection: Connection, comment: int) -> None:
    """Have nobody have a comment."""
    connection.execute(delete(assignments).where(assignments.c.comment == comment))


def unassign_all(connection: Connection, account: int) -> None:
    """Have nobody have what an account had."""
    connection.execute(delete(assignments).where(assignments.c.account == account))


def assignments_of(connection: Connection, ids: Iterable[int]) -> Mapping[int, Assignment]:
    """Return who has each of these comments; those that nobody has are left out."""
    query = select(assignments.c.comment, accounts.c.name, assignments.c.since).join(accounts)
    return {
        row.comment: Assignment(row.name, row.since)
        for batch in _batches(ids)
        for row in connection.execute(query.where(assignments.c.comment.in_(batch)))
    }


def is_assigned_to(name: str) -> ColumnElement[bool]:
    """Return the condition for comments that the account of this name has."""
    had = select(assignments.c.comment).join(accounts).where(accounts.c.name == name)
    return comments.c.id.in_(had)


def is_unassigned() -> ColumnElement[bool]:
    """Return the condition for comments that nobody has."""
    return ~select(assignments.c.comment).where(assignments.c.comment == comments.c.id).exists()


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    all_ids = list(ids)
    return (all_ids[start : start + _BATCH] for start in range(0, len(all_ids), _BATCH))
