"""Migrating a database to the tables of this version."""

import sqlite3
from pathlib import Path
from time import sleep

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

_MIGRATIONS = "feedback.store:migrations"

#: Any number that nothing else of ours locks in PostgreSQL.
_LOCK = 1_708_030_140
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(:lock)")

_TRIES, _PAUSE = 40, 0.05


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
            command.upgrade(config, "head")
    engine.dispose()


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
