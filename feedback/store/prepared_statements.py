"""Writing with prepared statements, on the driver itself: what every comment passes through.

SQLAlchemy opens the connection, knows when it is lost and puts statements into words, once. What
it does besides at each statement took more time than all the rest of keeping a comment.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol, Self, cast

from sqlalchemy import Dialect, Engine, PoolProxiedConnection
from sqlalchemy.exc import DBAPIError


class Transaction(Protocol):
    """An open transaction: one of ``driver_transaction``, or a connection of SQLAlchemy."""

    @property
    def dialect(self) -> Dialect:
        """The kind of database."""
        ...

    @property
    def connection(self) -> PoolProxiedConnection:
        """The driver's connection."""
        ...


@dataclass(frozen=True, slots=True)
class DriverTransaction:
    """A transaction on the driver itself."""

    dialect: Dialect
    connection: PoolProxiedConnection


@dataclass(frozen=True, slots=True)
class PreparedStatement:
    """A statement in a database's own words, with the order of its values where they have one."""

    words: str
    order: tuple[str, ...] | None
    fixed: Mapping[str, Any]

    @classmethod
    def of(cls, statement: Any, dialect: Dialect) -> Self:
        """Return a statement prepared for a kind of database."""
        compiled = statement.compile(dialect=dialect)
        order = tuple(compiled.positiontup) if compiled.positional else None
        return cls(str(compiled), order, compiled.params)

    def run(self, opened: Transaction, row: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Run it with the values of a row, by name; return the first row that it gives, if any."""
        values = {**self.fixed, **row}
        given = tuple(values[name] for name in self.order) if self.order else values
        cursor: Any = opened.connection.cursor()
        cursor.execute(self.words, given)
        found: tuple[Any, ...] | None = cursor.fetchone() if cursor.description else None
        cursor.close()
        return found


@contextmanager
def driver_transaction(engine: Engine) -> Iterator[DriverTransaction]:
    """Open a transaction that writes; it is committed at the end, or undone by an error.

    What the driver says of the database is raised as SQLAlchemy would: ``DBAPIError`` and its kin.
    """
    connection = _connected(engine)
    driver: Any = connection.driver_connection
    try:
        if engine.dialect.name == "sqlite":
            driver.execute("BEGIN IMMEDIATE")
        yield DriverTransaction(engine.dialect, connection)
        connection.commit()
    except engine.dialect.loaded_dbapi.Error as error:
        raise _undone(engine.dialect, connection, error) from error
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.close()


def _connected(engine: Engine) -> PoolProxiedConnection:
    try:
        return engine.raw_connection()
    except engine.dialect.loaded_dbapi.Error as error:
        raise _told(engine.dialect, error, is_lost=False) from error


def _undone(dialect: Dialect, connection: PoolProxiedConnection, error: Exception) -> BaseException:
    """Undo what a transaction did; return its error as SQLAlchemy tells it."""
    known = dialect.loaded_dbapi.Error
    is_lost = dialect.is_disconnect(cast("Any", error), connection.driver_connection, None)
    if is_lost:
        connection.invalidate(error)
    else:
        with suppress(known):  # the error that is told is the one that came first
            connection.rollback()
    return _told(dialect, error, is_lost=is_lost)


def _told(dialect: Dialect, error: Exception, *, is_lost: bool) -> BaseException:
    known = dialect.loaded_dbapi.Error
    return DBAPIError.instance(
        None, None, error, known, connection_invalidated=is_lost, dialect=dialect
    )
