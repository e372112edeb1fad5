"""A damaged SQLite store: looking for damage, and noticing it in the middle of work.

Whoever has seen any takes nothing more: what is written to a damaged store may not be found again.
"""

import logging
import sqlite3
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from feedback.store.damage_errors import is_damage_error
from feedback.store.opened_files import StoreFiles
from localoffer.program import PROGRAM

#: The execution option by which an engine has its ``StoreFiles``.
STORE_FILES: Final = "store_files"

#: For how many seconds a store is looked through at a start; 100,000 comments take 0.1.
_MOST_SECONDS = 10

#: So many of SQLite's steps, some milliseconds, lie between two looks at the clock.
_STEPS = 10_000

_CUT_SHORT = (
    "The store is so large that it was not looked through to its end. For a look at all of it run: "
    f"{PROGRAM} feedback setup"
)


def refuse_if_damaged(engine: Engine, error: BaseException | None) -> None:
    """Have an engine take nothing more, if an error says that its store is damaged.

    Raises:
        StoreFilesError: it does.
    """
    files = engine.get_execution_options().get(STORE_FILES)
    if isinstance(files, StoreFiles) and is_damage_error(error):
        raise files.refuse_damaged(Path(engine.url.database or ""), error) from error


def require_undamaged(engine: Engine, *, wholly: bool = False) -> None:
    """Look through a SQLite store: each page, and where ``wholly``, each index against its rows.

    Otherwise it takes a bounded time, and the log tells where that was not enough.

    Raises:
        StoreFilesError: it is damaged.
        sqlalchemy.exc.SQLAlchemyError: it cannot be opened.
    """
    files = engine.get_execution_options().get(STORE_FILES)
    if not isinstance(files, StoreFiles):
        return
    with engine.connect() as connection:
        found = _found(connection, wholly=wholly)
    engine.dispose()
    if found != "ok":
        raise files.refuse_damaged(Path(engine.url.database or ""), found)


def _found(connection: Connection, *, wholly: bool) -> str:
    """Return the first thing that SQLite finds, in its words, or "ok"."""
    if wholly:
        return str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one())
    driver: Any = connection.connection.driver_connection
    end = monotonic() + _MOST_SECONDS
    driver.set_progress_handler(lambda: monotonic() > end, _STEPS)
    try:
        return str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) != sqlite3.SQLITE_INTERRUPT:
            raise
        logging.getLogger("feedback").warning("%s", _CUT_SHORT)
        return "ok"
    finally:
        driver.set_progress_handler(None, 0)
