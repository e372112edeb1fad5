"""How often each network sends: counted in the transaction that keeps what it sent."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from feedback.store.tables import senders

HOUR = 3_600
_KEPT_HOURS = 24

_IN_AN_HOUR = select(senders.c.sender).where(senders.c.hour == bindparam("this"))
_NETWORKS = select(func.count()).select_from(_IN_AN_HOUR.limit(bindparam("most")).subquery())
_OLD = delete(senders).where(senders.c.hour < bindparam("oldest"))


def count(connection: Connection, sender: str, now: int) -> int:
    """Return how often a sender has sent in this hour, this time included.

    It is undone with the transaction. Two workers wait for each other here.
    """
    row = {"sender": sender, "hour": now // HOUR, "number": 1}
    return int(connection.execute(_upsert(connection.dialect.name), row).scalar_one())


def networks(connection: Connection, now: int, most: int) -> int:
    """Return how many networks have sent in this hour, counted up to ``most``."""
    return connection.execute(_NETWORKS, {"this": now // HOUR, "most": most}).scalar_one()


def forget(connection: Connection, now: int) -> int:
    """Delete the counts that are older than a day; return how many they were."""
    return connection.execute(_OLD, {"oldest": now // HOUR - _KEPT_HOURS}).rowcount


@cache
def _upsert(dialect: str) -> Any:
    chosen = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return (
        chosen(senders)
        .on_conflict_do_update(
            index_elements=[senders.c.hour, senders.c.sender],
            set_={"number": senders.c.number + 1},
        )
        .returning(senders.c.number)
    )
