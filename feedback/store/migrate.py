"""Migrating a database to the tables of this version."""

import sqlite3
from pathlib import Path
from time import sleep

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from feedback.store.schema_differences import schema_differences
from localoffer.problems import UsageError
from localoffer.program import PROGRAM

_MIGRATIONS = "feedback.store:migrations"

#: Any number that nothing else of ours locks in PostgreSQL.
_LOCK = 1_708_030_140
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(:lock)")

_TRIES, _PAUSE = 40, 0.05

_NEWER = (
    "The database was brought to the tables of a newer version of this program, which this one "
    "does not know. Install that version again, or restore a backup that was made before with: "
    f"{PROGRAM} feedback restore FILE"
)
_DIFFERENT = (
    "The tables are not those that this version works with, whatever their number says:\n{}\n"
    "Nothing was changed, and what is kept in them is there. Restore the last backup "
    f"({PROGRAM} feedback restore FILE), or have somebody who knows the database put right what is "
    f"listed; then run: {PROGRAM} feedback setup"
)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    config.set_main_option("path_separator", "os")
    return config


def upgrade(engine: Engine) -> None:
    """Migrate the database to the newest tables; one that has them stays as it is.

    Workers that start together wait for one another. No connection is left open, so that a server
    may fork afterwards.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or written to.
        UsageError: its tables are those of a newer version.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    if is_sqlite:
        _make_file(engine)
    config = _config()
    with engine.connect().execution_options(writes=True) as connection:
        config.attributes["connection"] = connection
        with connection.begin():
            if not is_sqlite:
                connection.execute(_ONE_AT_A_TIME, {"lock": _LOCK})
            try:
                command.upgrade(config, "head")
            except CommandError:
                raise UsageError(_NEWER) from None
    engine.dispose()


def require_todays_tables(engine: Engine) -> None:
    """Look whether the tables are as the models say; a number alone proves nothing.

    Raises:
        UsageError: they are not; it says what differs, and what to do.
    """
    with engine.connect() as connection:
        differences = schema_differences(connection)
    engine.dispose()
    if differences:
        raise UsageError(_DIFFERENT.format("\n".join(f"- {one}" for one in differences)))


def _make_file(engine: Engine) -> None:
    """Create the file, readable by its owner alone, and set its journal mode to WAL for good.

    While another process sets it, SQLite answers "locked" at once, whatever the timeout.
    """
    if engine.url.database:
        file = Path(engine.url.database)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    for tries_left in reversed(range(_TRIES)):
        try:
            with engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
        except (sqlite3.OperationalError, OperationalError):
            if not tries_left:
                raise
            sleep(_PAUSE)
        else:
            return


def is_current(engine: Engine) -> bool:
    """Return whether the database has the tables of this version."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest
