"""The locks of a migration: taken all at once before anything changes, or given up and tried again.

While a migration waits for a lock, PostgreSQL has everybody who comes later wait behind it. So it
waits for less than a second at a time, and families who send meanwhile hardly notice. It gives way
before PostgreSQL looks for a deadlock (after a second), so that no transaction of a family's is
ended for it.
"""

from collections.abc import Callable
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from feedback.store.lock_errors import is_lock_error
from feedback.store.tables import metadata
from localoffer.problems import UsageError
from localoffer.program import PROGRAM

#: How long a migration tries to get its locks, in seconds: for a person, for a service that starts.
SET_UP_PATIENCE, START_PATIENCE = 60.0, 5.0

_PAUSE = 0.5

#: Any number that nothing else of ours locks in PostgreSQL.
_LOCK = 1_708_030_140
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(:lock)")
_WAIT_BRIEFLY = text("SET LOCAL lock_timeout = '700ms'")

_HELD = (
    "The tables are in use, so they could not be brought to this version: somebody has held them "
    "all the time (a backup, a long report, another program). Nothing was changed, and the service "
    f"goes on as it was. Run it again: {PROGRAM} feedback setup"
)


def migrate_locked(
    engine: Engine,
    is_due: Callable[[Connection], bool],
    migrate: Callable[[Connection], None],
    patience: float,
) -> None:
    """Run a migration in one transaction that holds every table of ours, if one is due.

    ``is_due`` is asked within the transaction; ``patience`` is for how many seconds to try.

    Raises:
        UsageError: others held the tables for all that time; nothing was changed.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or written to.
    """
    end = monotonic() + patience
    while True:
        try:
            with engine.connect().execution_options(writes=True) as connection, connection.begin():
                _take_locks(connection, is_due)
                migrate(connection)
        except OperationalError as error:
            if not is_lock_error(error):
                raise
            if monotonic() > end:
                raise UsageError(_HELD) from None
            sleep(_PAUSE)
        else:
            return


def _take_locks(connection: Connection, is_due: Callable[[Connection], bool]) -> None:
    """Lock all tables of ours; on SQLite the transaction has locked the whole file already."""
    if connection.dialect.name == "sqlite":
        return
    connection.execute(_ONE_AT_A_TIME, {"lock": _LOCK})
    names = sorted(metadata.tables.keys() & set(inspect(connection).get_table_names()))
    if names and is_due(connection):
        connection.execute(_WAIT_BRIEFLY)
        connection.execute(text(f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE"))
