"""The database: SQLite by default, PostgreSQL by one setting; the same tables on both.

SQLite writes ahead (WAL) and waits for the disk on every commit (synchronous FULL): what has been
acknowledged outlives a crash (sqlite.org/pragma.html#pragma_synchronous).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import OperationalError

from feedback.store.damage import STORE_FILES, refuse_if_damaged
from feedback.store.group_commit import GROUP_COMMIT, GroupCommit
from feedback.store.live_connections import (
    end_autocommit_at_begin,
    ping_after_rest,
    roll_back_if_open,
)
from feedback.store.opened_files import StoreFiles, note_opened, require_same_files
from feedback.store.write_turn import begin_writing

#: How long a writer waits for the one before it, in seconds.
_TIMEOUT = 10

#: So many connections to a server stay open in each process, one for each thread that
#: ``deploy/systemd`` gives it: opening one takes longer than anything that is done with it.
_THREADS = 4


def make_engine(url: str) -> Engine:
    """Return the engine of a database, without opening a connection."""
    if not url.startswith("sqlite"):
        return _make_server_engine(url)
    file = make_url(url).database
    files = StoreFiles()
    creator = {"creator": lambda: _connect_file(Path(file), files)} if file else {}
    options = {GROUP_COMMIT: GroupCommit(), STORE_FILES: files}
    engine = create_engine(url, **creator, execution_options=options)
    event.listen(engine, "connect", lambda driver, record: _set_up(driver, record, files))
    event.listen(engine, "checkout", _check_files)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _refuse_damaged)
    return engine


def _make_server_engine(url: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"connect_timeout": _TIMEOUT},
        pool_size=_THREADS,
        pool_timeout=_TIMEOUT,
        pool_reset_on_return=None,
    )
    event.listen(engine, "connect", _set_lock_timeout)
    ping_after_rest(engine)
    end_autocommit_at_begin(engine)
    roll_back_if_open(engine)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that may write; it is committed at the end, or rolled back by an error.

    Raises:
        StoreFilesError: what was committed may lie in a file that nobody finds any more.
    """
    with engine.connect().execution_options(writes=True) as connection:
        with connection.begin():
            yield connection
        pooled = connection.connection
        require_same_files(pooled.info, pooled.driver_connection)


def try_to_write(engine: Engine) -> None:
    """Begin a transaction that may write, and give it up.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: nothing can be written.
    """
    with engine.connect().execution_options(writes=True) as connection:
        with connection.begin() as transaction:
            transaction.rollback()
        pooled = connection.connection
        require_same_files(pooled.info, pooled.driver_connection)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads."""
    with engine.connect() as connection, connection.begin():
        yield connection


def _connect_file(file: Path, files: StoreFiles) -> sqlite3.Connection:
    """Open a file and never create one: a lost database would come back empty."""
    files.require_no_fault()
    files.require_first(file)
    files.require_log(file)
    files.require_own_log(file)
    address = f"file:{quote(str(file))}?mode=rw"
    return sqlite3.connect(address, timeout=_TIMEOUT, uri=True, check_same_thread=False)


def _set_lock_timeout(connection: Any, _: Any) -> None:
    connection.execute(f"SET lock_timeout = '{_TIMEOUT}s'")
    connection.commit()


def _set_up(connection: Any, record: Any, files: StoreFiles) -> None:
    connection.isolation_level = None  # transactions begin where ``_begin`` says
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    note_opened(files, connection, record.info)


def _check_files(connection: Any, record: Any, _: Any) -> None:
    require_same_files(record.info, connection)


def _begin(connection: Connection) -> None:
    """Begin; a writer takes the lock at once, so that it cannot fail half-way for want of it."""
    writes = connection.get_execution_options().get("writes")
    driver: Any = connection.connection.driver_connection
    try:
        if writes:
            begin_writing(driver, connection.engine.url.database or "")
            require_same_files(connection.connection.info, driver, is_locked=True)
        else:
            driver.execute("BEGIN")
    except sqlite3.Error as error:
        refuse_if_damaged(connection.engine, error)
        raise OperationalError("BEGIN", None, error) from error


def _refuse_damaged(context: ExceptionContext) -> None:
    if context.engine is not None:
        refuse_if_damaged(context.engine, context.original_exception)
