"""How often each network sends: counted in the transaction that stores what it sent."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Dialect, bindparam, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from feedback.store.prepared_statements import PreparedStatement, Transaction
from feedback.store.tables import senders

HOUR: Final = 3_600
_KEPT_HOURS: Final = 24

#: Of hours that are over for a day, or of a clock that was ahead.
_OLD = delete(senders).where(
    or_(senders.c.hour < bindparam("oldest"), senders.c.hour > bindparam("newest"))
)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How often a sender may send in one hour; ``now`` is in seconds since 1970."""

    sender: str
    now: int
    most: int

    @property
    def row(self) -> dict[str, object]:
        """The values of a statement that counts."""
        return {"sender": self.sender, "hour": self.now // HOUR, "most": self.most}


class TooManySent(Exception):  # noqa: N818 - not an error of ours: the network has sent enough
    """A sender has sent as often in this hour as it may."""


def count(transaction: Transaction, limit: RateLimit) -> int:
    """Count one more from a sender; return how many it has sent in this hour.

    It is undone with the transaction. Two workers that count the same sender wait for each other.

    Raises:
        TooManySent: it has sent as often as it may; nothing is counted.
    """
    counted = _count_once(transaction.dialect).run(transaction, limit.row)
    if counted is None:
        raise TooManySent
    number: int = counted[0]
    return number


def count_networks(connection: Connection, now: int, most: int) -> int:
    """Return how many senders have sent something in this hour, counted up to ``most``."""
    these = select(senders.c.sender).where(senders.c.hour == now // HOUR).limit(most)
    number: int = connection.execute(
        select(func.count()).select_from(these.subquery())
    ).scalar_one()
    return number


def purge_counts(connection: Connection, now: int) -> int:
    """Delete the counts that are older than a day; return how many they were."""
    kept = {"oldest": now // HOUR - _KEPT_HOURS, "newest": now // HOUR + 1}
    return connection.execute(_OLD, kept).rowcount


def counting(insert: Any) -> Any:
    """Return an INSERT into ``senders`` that counts one more, and returns the new number.

    Where a sender has sent as often as it may (``most``), it does nothing and returns no row.
    """
    return insert.on_conflict_do_update(
        index_elements=[senders.c.hour, senders.c.sender],
        set_={"number": senders.c.number + 1},
        where=senders.c.number < bindparam("most"),
    ).returning(senders.c.number)


def count_once(dialect: str) -> Any:
    """Return the statement that counts one more from a sender, for a kind of database."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    row = {"hour": bindparam("hour"), "sender": bindparam("sender"), "number": 1}
    return counting(insert(senders).values(row))


@cache
def _count_once(dialect: Dialect) -> PreparedStatement:
    return PreparedStatement.of(count_once(dialect.name), dialect)
