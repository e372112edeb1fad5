"""How often each network sends: counted in the transaction that stores what it sent."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, bindparam, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from feedback.store.prepared_statements import PreparedStatement, Transaction
from feedback.store.tables import senders

HOUR = 3_600
_KEPT_HOURS = 24

#: Of hours that are over for a day, or of a clock that was ahead.
_OLD = delete(senders).where(
    or_(senders.c.hour < bindparam("oldest"), senders.c.hour > bindparam("newest"))
)


@dataclass(frozen=True, slots=True)
class RateCount:
    """How often a sender has sent in this hour, and how many senders there were, up to a limit."""

    number: int
    senders: int


def count(transaction: Transaction, sender: str, now: int, most_senders: int) -> RateCount:
    """Count one more from a sender in this hour; it is undone with the transaction.

    Two workers that count the same sender wait for each other. Senders are counted up to
    ``most_senders``; the newest may be left out.
    """
    row = count_row(sender, now, most_senders)
    number, senders_so_far = _upsert(transaction.dialect).run(transaction, row) or (1, 1)
    return RateCount(number, senders_so_far)


def count_row(sender: str, now: int, most_senders: int) -> dict[str, object]:
    """Return the values of ``upsert_count``."""
    hour = now // HOUR
    return {
        "sender": sender,
        "hour": hour,
        "number": 1,
        "hour_counted": hour,
        "most": most_senders,
    }


def delete_old_counts(transaction: Transaction, now: int) -> None:
    """Delete the counts that are older than a day, in the transaction of a new submission."""
    _delete_old(transaction.dialect).run(transaction, _kept_hours(now))


def purge_counts(connection: Connection, now: int) -> int:
    """Delete the counts that are older than a day; return how many they were."""
    return connection.execute(_OLD, _kept_hours(now)).rowcount


def _kept_hours(now: int) -> dict[str, int]:
    return {"oldest": now // HOUR - _KEPT_HOURS, "newest": now // HOUR + 1}


@cache
def _delete_old(dialect: Dialect) -> PreparedStatement:
    return PreparedStatement.of(_OLD, dialect)


@cache
def _upsert(dialect: Dialect) -> PreparedStatement:
    return PreparedStatement.of(upsert_count(dialect.name), dialect)


def upsert_count(dialect: str) -> Any:
    """Return the statement that counts one more, and returns what ``RateCount`` holds."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    others = senders.alias("others")
    in_this_hour = select(others.c.sender).where(others.c.hour == bindparam("hour_counted"))
    counted = in_this_hour.limit(bindparam("most")).subquery()
    return (
        insert(senders)
        .values({name: bindparam(name) for name in ("hour", "sender", "number")})
        .on_conflict_do_update(
            index_elements=[senders.c.hour, senders.c.sender],
            set_={"number": senders.c.number + 1},
        )
        .returning(senders.c.number, select(func.count()).select_from(counted).scalar_subquery())
    )
