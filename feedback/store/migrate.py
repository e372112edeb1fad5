"""Migrating a database to the tables of this version."""

import sqlite3
from pathlib import Path
from time import sleep

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from feedback.store.migration_lock import SET_UP_PATIENCE, migrate_locked
from feedback.store.schema_differences import schema_differences
from localoffer.problems import UsageError
from localoffer.program import PROGRAM

_MIGRATIONS = "feedback.store:migrations"

_TRIES, _PAUSE = 40, 0.05

_NEWER = (
    "The database was brought to the tables of a newer version of this program, which this one "
    "does not know. Install that version again, or restore a backup that was made before with: "
    f"{PROGRAM} feedback restore FILE"
)
_OLDER = (
    "The database has not the tables of this version, but those of an older one. Run: "
    f"{PROGRAM} feedback setup"
)
_EMPTY = (
    "The database has not the tables of this version: it is empty. If comments were in it, restore "
    f"the newest backup ({PROGRAM} feedback restore FILE). If the service is new, run: "
    f"{PROGRAM} feedback setup"
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


def upgrade(engine: Engine, patience: float = SET_UP_PATIENCE) -> None:
    """Migrate the database to the newest tables; one that has them stays as it is.

    Workers that start together wait for one another, and a service of the version before goes on
    meanwhile. No connection is left open, so that a server may fork afterwards.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or written to.
        UsageError: its tables are those of a newer version, or others held them for longer than
            ``patience``, in seconds.
    """
    if engine.dialect.name == "sqlite":
        _make_file(engine)
        write_ahead(engine)
    migrate_locked(engine, _is_behind, _run_migrations, patience)
    engine.dispose()


def _run_migrations(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise UsageError(_NEWER) from None


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
    """Create the file, readable by its owner alone."""
    if engine.url.database:
        file = Path(engine.url.database)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)


def write_ahead(engine: Engine) -> None:
    """Set the journal mode of a SQLite store to WAL for good: a backup has another.

    While another process sets it, SQLite answers "locked" at once, whatever the timeout.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be written to.
    """
    for tries_left in reversed(range(_TRIES)):
        try:
            with engine.connect() as connection:
                cursor = connection.connection.cursor()
                if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                    cursor.execute("PRAGMA journal_mode = WAL")
        except (sqlite3.OperationalError, OperationalError):
            if not tries_left:
                raise
            sleep(_PAUSE)
        else:
            return


def is_current(engine: Engine) -> bool:
    """Return whether the database has the tables of this version."""
    with engine.connect() as connection:
        return _revision(connection) == _scripts().get_current_head()


def has_fitting_tables(engine: Engine) -> bool:
    """Return whether the service can work with the tables: those of this version, or of a newer.

    While a service is upgraded, the version before goes on with tables to which a newer one has
    added; and so it does when somebody goes back to it.
    """
    if is_current(engine):
        return True
    with engine.connect() as connection:
        return _is_newer(connection) and not schema_differences(connection, may_have_more=True)


def why_not_fitting(engine: Engine) -> str:
    """Return why the service cannot work with the tables, and what mends it; empty if it can."""
    return "" if has_fitting_tables(engine) else why_not_current(engine)


def why_not_current(engine: Engine) -> str:
    """Return how the tables are not those of this version, and what mends it; empty if they are."""
    if is_current(engine):
        return ""
    with engine.connect() as connection:
        if _revision(connection) is None:
            return _EMPTY
        return _NEWER if _is_newer(connection) else _OLDER


def _is_newer(connection: Connection) -> bool:
    known = {script.revision for script in _scripts().walk_revisions()}
    return _revision(connection) not in {None, *known}


def _is_behind(connection: Connection) -> bool:
    is_newest = _revision(connection) == _scripts().get_current_head()
    return not is_newest and not _is_newer(connection)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
