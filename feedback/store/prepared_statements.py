"""Writing a submission with prepared statements, on the driver itself.

SQLAlchemy pools the connections, notices when one is lost and compiles each statement, once. What
it does besides at each statement is passed over: docs/decisions/0024-prepared-statements.md.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol, Self, cast

from sqlalchemy import Dialect, Engine, PoolProxiedConnection
from sqlalchemy.exc import DBAPIError

from feedback.store.damage import refuse_if_damaged
from feedback.store.group_commit import GROUP_COMMIT, GroupCommit
from feedback.store.live_connections import end_autocommit
from feedback.store.opened_files import require_same_files
from feedback.store.write_turn import begin_writing


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
    """A compiled statement: its SQL, the names of positional parameters, and default values.

    ``has_result`` is whether it returns rows.
    """

    sql: str
    parameter_names: tuple[str, ...] | None
    defaults: Mapping[str, Any]
    has_result: bool

    @classmethod
    def of(cls, statement: Any, dialect: Dialect) -> Self:
        """Return a SQLAlchemy statement compiled for a kind of database."""
        compiled = statement.compile(dialect=dialect)
        parameter_names = tuple(compiled.positiontup) if compiled.positional else None
        has_result = len(statement.exported_columns) > 0
        return cls(str(compiled), parameter_names, compiled.params, has_result)

    def run(self, transaction: Transaction, row: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Execute it with values by name; return the first row of its result, if any."""
        values = {**self.defaults, **row}
        parameters = (
            tuple(values[name] for name in self.parameter_names) if self.parameter_names else values
        )
        cursor: Any = transaction.connection.cursor()
        cursor.execute(self.sql, parameters)
        first_row: tuple[Any, ...] | None = cursor.fetchone() if self.has_result else None
        cursor.close()
        return first_row


@contextmanager
def driver_transaction(engine: Engine) -> Iterator[DriverTransaction]:
    """Open a transaction that writes; it is committed at the end, or rolled back by an exception.

    On SQLite the threads of a process share it (``feedback.store.group_commit``).

    Raises:
        sqlalchemy.exc.DBAPIError: the driver raised an error, wrapped as SQLAlchemy wraps it.
        sqlalchemy.exc.TimeoutError: others wrote for too long.
        StoreFilesError: what was committed may lie in a file that nobody finds any more, or the
            store is damaged.
    """
    group: GroupCommit | None = engine.get_execution_options().get(GROUP_COMMIT)
    opened = group.joined(lambda: _begin_on_file(engine)) if group else _on_server(engine)
    try:
        with opened as connection:
            yield DriverTransaction(engine.dialect, connection)
    except engine.dialect.loaded_dbapi.Error as error:
        refuse_if_damaged(engine, error)
        raise _as_dbapi_error(engine.dialect, error, is_lost=False) from error


@contextmanager
def single_statements(engine: Engine) -> Iterator[DriverTransaction]:
    """Open a connection to a server on which each statement is a transaction by itself.

    What a statement has returned is committed: there is nothing to begin and to end. The connection
    stays so until somebody begins a transaction on it (``feedback.store.live_connections``).

    Raises:
        sqlalchemy.exc.DBAPIError: the driver raised an error, wrapped as SQLAlchemy wraps it.
        sqlalchemy.exc.TimeoutError: others used all connections for too long.
    """
    connection = _connect(engine)
    driver: Any = connection.driver_connection
    if not driver.autocommit:
        driver.autocommit = True
    try:
        yield DriverTransaction(engine.dialect, connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise _roll_back(engine.dialect, connection, error) from error
    finally:
        connection.close()


def _begin_on_file(engine: Engine) -> PoolProxiedConnection:
    """Return a connection to SQLite on which a transaction has begun that may write."""
    connection = _connect(engine)
    try:
        begin_writing(connection.driver_connection, engine.url.database or "")
        require_same_files(connection.info, connection.driver_connection, is_locked=True)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _on_server(engine: Engine) -> Iterator[PoolProxiedConnection]:
    connection = _connect(engine)
    end_autocommit(connection.driver_connection)
    try:
        yield connection
        connection.commit()
    except engine.dialect.loaded_dbapi.Error as error:
        raise _roll_back(engine.dialect, connection, error) from error
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.close()


def _connect(engine: Engine) -> PoolProxiedConnection:
    try:
        return engine.raw_connection()
    except engine.dialect.loaded_dbapi.Error as error:
        refuse_if_damaged(engine, error)
        raise _as_dbapi_error(engine.dialect, error, is_lost=False) from error


def _roll_back(
    dialect: Dialect, connection: PoolProxiedConnection, error: Exception
) -> BaseException:
    """Roll a transaction back; return its error as SQLAlchemy wraps it."""
    dbapi_error = dialect.loaded_dbapi.Error
    is_lost = dialect.is_disconnect(cast("Any", error), connection.driver_connection, None)
    if is_lost:
        connection.invalidate(error)
    else:
        with suppress(dbapi_error):  # the first error is the one to raise
            connection.rollback()
    return _as_dbapi_error(dialect, error, is_lost=is_lost)


def _as_dbapi_error(dialect: Dialect, error: Exception, *, is_lost: bool) -> BaseException:
    dbapi_error = dialect.loaded_dbapi.Error
    return DBAPIError.instance(
        None, None, error, dbapi_error, connection_invalidated=is_lost, dialect=dialect
    )
