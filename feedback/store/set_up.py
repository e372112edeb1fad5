"""Making a store and bringing one to this version: what was there once is not made anew in silence.

A small file in the state folder says which stores were set up from here.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import OperationalError

from feedback.store.damage import require_undamaged
from feedback.store.engine import writing
from feedback.store.migrate import (
    has_fitting_tables,
    require_todays_tables,
    upgrade,
    write_ahead,
)
from feedback.store.migration_lock import START_PATIENCE
from localoffer.problems import UsageError
from localoffer.program import PROGRAM

#: The file in the state folder, a line for each store.
FILE = "feedback-stores"

_LOST = (
    "There is no store at {} any more, though one was set up here. It was not made anew, since "
    "what was in it would be forgotten. Put the database back where it was, check "
    f"FEEDBACK_DATABASE, or restore a backup: {PROGRAM} feedback restore FILE. If it shall be "
    f"empty: {PROGRAM} feedback setup --anew"
)
_NONE = f"There is no store at {{}} yet. Run once: {PROGRAM} feedback setup"


def set_up(engine: Engine, state: Path, *, anew: bool) -> None:
    """Make the tables, or bring those that are there to this version, and prove what is there.

    ``anew`` makes an empty store where one was lost; ``state`` is the state folder.

    Raises:
        UsageError: a store that was there is gone, or its tables are not as the models say.
        StoreFilesError: SQLite's file is damaged, or has the log of another beside it.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or written to.
    """
    is_there = has_tables(engine)
    if not anew and was_set_up(engine, state) and not is_there:
        raise UsageError(_LOST.format(store_address(engine)))
    if is_there:
        require_undamaged(engine, wholly=True)
    upgrade(engine)
    require_todays_tables(engine)
    note_set_up(engine, state)


def bring_up(engine: Engine, state: Path, *, may_make: bool) -> None:
    """Bring a store to the tables of this version; make one only where there never was any.

    One of a newer version stays as it is, if this one can work with it.

    Raises:
        UsageError: there is no store, this version cannot work with it, or its tables are in use.
        StoreFilesError: SQLite's file is damaged, or has the log of another beside it.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or written to.
    """
    if has_tables(engine):
        require_undamaged(engine)
        is_fitting = has_fitting_tables(engine)
        if engine.dialect.name == "sqlite":
            _get_ready(engine)
        engine.dispose()  # a server may fork afterwards
    elif was_set_up(engine, state):
        raise UsageError(_LOST.format(store_address(engine)))
    elif may_make:
        is_fitting = False
    else:
        raise UsageError(_NONE.format(store_address(engine)))
    if not is_fitting:
        upgrade(engine, START_PATIENCE)
    with suppress(OSError):  # families can send all the same; ``setup`` says it to a person
        note_set_up(engine, state)


def has_tables(engine: Engine) -> bool:
    """Return whether there is a store, of whatever version.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
    """
    file = engine.url.database
    if engine.dialect.name == "sqlite" and file and not Path(file).exists():
        return False
    with engine.connect() as connection:
        is_there = inspect(connection).has_table("alembic_version")
    engine.dispose()
    return is_there


def _get_ready(engine: Engine) -> None:
    """Have a SQLite store write ahead, and have a mark in its own file from the beginning.

    Families may send where neither can be done now: a later start does it.
    """
    with suppress(OperationalError, sqlite3.OperationalError):
        write_ahead(engine)
        with engine.connect() as connection:
            is_marked = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if not is_marked:
            with writing(engine):
                pass
            with engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def was_set_up(engine: Engine, state: Path) -> bool:
    """Return whether a store was set up at this address, as the state folder has it."""
    file = state / FILE
    return file.is_file() and store_address(engine) in file.read_text(encoding="utf-8").splitlines()


def note_set_up(engine: Engine, state: Path) -> None:
    """Write down that there is a store at this address.

    Raises:
        OSError: the state folder cannot be made.
    """
    if was_set_up(engine, state):
        return
    state.mkdir(parents=True, exist_ok=True)
    with (state / FILE).open("a", encoding="utf-8") as opened:
        opened.write(f"{store_address(engine)}\n")


def store_address(engine: Engine) -> str:
    """Return where the store is, without a password."""
    return engine.url.render_as_string(hide_password=True)
