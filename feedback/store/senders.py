"""How often each network sends: counted in the transaction that keeps what it sent."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from feedback.store.tables import senders

HOUR = 3_600
_KEPT_HOURS = 24


def count(connection: Connection, sender: str, now: int) -> int:
    """Return how often a sender has sent in this hour, this time included.

    It is undone with the transaction. Two workers wait for each other here.
    """
    row = {"sender": sender, "hour": now // HOUR, "number": 1}
    return int(connection.execute(_upsert(connection.dialect.name), row).scalar_one())


def forget(connection: Connection, now: int) -> int:
    """Delete the counts that are older than a day; return how many they were."""
    old = senders.c.hour < now // HOUR - _KEPT_HOURS
    return connection.execute(delete(senders).where(old)).rowcount


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
