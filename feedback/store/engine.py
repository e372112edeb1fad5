"""The database: SQLite by default, PostgreSQL by one setting; the same tables on both.

SQLite writes ahead (WAL) and waits for the disk on every commit (synchronous FULL): what has been
acknowledged outlives a crash (sqlite.org/pragma.html#pragma_synchronous).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

#: How long a writer waits for the one before it, in milliseconds.
_PATIENCE = 10_000


def make_engine(url: str) -> Engine:
    """Return the engine of a database. Nothing is opened yet."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=2, max_overflow=4)
    engine = create_engine(url, connect_args={"timeout": _PATIENCE / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that may write; it is committed at the end, or undone by an error."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads."""
    with engine.connect() as connection, connection.begin():
        yield connection


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where sqlite3 guesses
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """Begin; a writer takes the lock at once, so that it need not give up half-way."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
