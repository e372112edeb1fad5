"""Rows that a set-aside store has and the present one lacks: copied, with ids of their own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, insert, select

from feedback.moderation.actions.assign import ASSIGNED
from feedback.store.tables import (
    accounts,
    acts,
    assignments,
    comment_themes,
    confirmations,
    contacts,
    drafts,
    outbox,
    survey_answers,
)

RowValues = dict[str, Any]

#: So many comments are asked for at once.
_BATCH = 500

#: What belongs to a comment and is copied as it is, but for the ids in it.
_BELONGINGS: Final = (contacts, drafts, comment_themes, outbox, acts)

#: What families and providers sent besides, and the column by which it is known in any store.
_BESIDES: Final = (survey_answers.c.form, confirmations.c.token)


@dataclass(frozen=True, slots=True)
class IdMaps:
    """Ids of the present store by those of the set-aside one.

    ``new`` are the comments that the present store lacks, ``both`` those that it has.
    """

    new: Mapping[int, int]
    both: Mapping[int, int]
    accounts: Mapping[int, int]

    def translated(self, row: RowValues) -> RowValues:
        """Return a row that belongs to a new comment as it is to be inserted."""
        result = without_id(row) | {"comment": self.new[row["comment"]]}
        if row.get("account") is not None:
            result["account"] = self.accounts[row["account"]]
        if row.get("merged") is not None:
            into = row["merged"]
            result["merged"] = self.new.get(into) or self.both[into]
        if row.get("act") == ASSIGNED:
            given_to = int(row["note"].removeprefix("account "))
            result["note"] = f"account {self.accounts.get(given_to, 0)}"
        return result


def rows_of(source: Connection, table: Table, comment_ids: Iterable[int]) -> Iterator[RowValues]:
    """Yield the rows of a table that belong to these comments, in the order in which they came."""
    of_comment = table.c.comment if "comment" in table.c else table.c.id
    in_order = table.c.id if "id" in table.c else of_comment
    ids = sorted(comment_ids)
    for start in range(0, len(ids), _BATCH):
        query = select(table).where(of_comment.in_(ids[start : start + _BATCH])).order_by(in_order)
        yield from (dict(row) for row in source.execute(query).mappings())


def insert_rows(target: Connection, table: Table, rows: Iterable[RowValues]) -> int:
    """Insert rows, and return how many."""
    rows = list(rows)
    if rows:
        target.execute(insert(table), rows)
    return len(rows)


def copy_belongings(source: Connection, target: Connection, ids: IdMaps) -> dict[str, int]:
    """Copy what belongs to the new comments; return how many rows of each table.

    Who had taken something up has it again, unless that account is closed here.
    """
    counts = {
        table.name: insert_rows(target, table, map(ids.translated, rows_of(source, table, ids.new)))
        for table in _BELONGINGS
    }
    active = set(target.execute(select(accounts.c.id).where(accounts.c.active)).scalars())
    rows = rows_of(source, assignments, ids.new)
    taken = (row for row in rows if ids.accounts.get(row["account"]) in active)
    return counts | {assignments.name: insert_rows(target, assignments, map(ids.translated, taken))}


def copy_besides(source: Connection, target: Connection) -> dict[str, int]:
    """Copy answers to surveys and confirmations of records; return how many rows of each table."""
    counts: dict[str, int] = {}
    for key in _BESIDES:
        known = set(target.execute(select(key)).scalars())
        rows = (dict(row) for row in source.execute(select(key.table)).mappings())
        missing = (without_id(row) for row in rows if row[key.name] not in known)
        counts[key.table.name] = insert_rows(target, key.table, missing)
    return counts


def without_id(row: Mapping[str, Any]) -> RowValues:
    """Return a row without its id, so that the store gives it one."""
    return {name: value for name, value in row.items() if name != "id"}
