"""Writing a backup while the service runs, or after it has stopped; it is opened to prove it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine

from feedback.backups.backup_file import written_whole
from feedback.backups.store_rows import copy_rows, count_rows
from feedback.backups.verify import verify
from feedback.store.engine import make_engine
from feedback.store.migrate import is_current, require_todays_tables, upgrade
from feedback.store.opened_files import StoreFilesError, require_own_log
from feedback.store.sqlite_faults import sqlite_fault
from localoffer.problems import UsageError
from localoffer.program import PROGRAM

#: A new file needs no journal: it is deleted if anything fails, and waited for at the end. The
#: cache (128 MB) holds the indexes while rows are added.
_NEW_FILE = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -131072")

_OLDER = (
    "The tables are of an older version. Run first: "
    f"{PROGRAM} feedback setup (or make a copy with the older version's own command)."
)
_DIFFER = "The copy has not as many rows as the store ({}). Nothing was kept of it: try again."


def back_up(engine: Engine, file: Path) -> dict[str, int]:
    """Copy a store as it is at one moment to a new file; return how many rows each table has.

    Others go on reading and writing meanwhile.

    Raises:
        UsageError: the file is there already, the store is damaged, or its tables are not as the
            models say.
        sqlalchemy.exc.SQLAlchemyError: the store cannot be read, or the file not be written.
        OSError: the file cannot be written.
    """
    with written_whole(file) as unfinished:
        if engine.dialect.name == "sqlite":
            copy_file(Path(str(engine.url.database)), unfinished)
            return verify(unfinished)
        if not is_current(engine):
            raise UsageError(_OLDER)
        require_todays_tables(engine)
        snapshot = engine.execution_options(isolation_level="REPEATABLE READ")
        with snapshot.connect() as connection, connection.begin():
            return write_rows(connection, unfinished)


def write_rows(source: Connection, file: Path) -> dict[str, int]:
    """Write the rows of an open transaction to an empty file; return the counts.

    Raises:
        UsageError: the file has not as many rows in the end.
    """
    target = make_engine(f"sqlite:///{file}")
    upgrade(target)
    close_journal(file)
    with target.connect() as connection:
        cursor = connection.connection.cursor()
        for setting in _NEW_FILE:
            cursor.execute(setting)
        with connection.begin():
            copy_rows(source, connection)
    target.dispose()
    counts = verify(file)
    if counts != (expected := count_rows(source)):
        raise UsageError(_DIFFER.format(differing(counts, expected)))
    return counts


def copy_file(source: Path, target: Path) -> None:
    """Copy a SQLite store, with what stands in its write-ahead log, into an empty file.

    Raises:
        UsageError: the store cannot be read, or the log beside it belongs to another.
    """
    try:
        require_own_log(source)
        with (
            closing(_open_to_read(source)) as opened,
            closing(sqlite3.connect(target, isolation_level=None)) as copy,
        ):
            opened.backup(copy)
        close_journal(target)
    except StoreFilesError as error:
        raise UsageError(str(error)) from None
    except (sqlite3.Error, FileNotFoundError) as error:
        why = str(error) if source.exists() else sqlite_fault(error, str(source))
        raise UsageError(f"{source} cannot be copied: {why.removesuffix('.')}.") from None


def close_journal(file: Path) -> None:
    """Have a copy be one file: nothing of it in a write-ahead log beside it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def differing(counts: dict[str, int], expected: dict[str, int]) -> str:
    """Return which tables have another number of rows than expected, in words."""
    return ", ".join(
        f"{name}: {counts.get(name, 0):,} of {number:,}"
        for name, number in expected.items()
        if counts.get(name) != number
    )


def _open_to_read(file: Path) -> sqlite3.Connection:
    """Open a database to read; on a disk that is only to read, SQLite has to be told so.

    Elsewhere it may be written to, so that SQLite can tidy up its files beside it.
    """
    connection = sqlite3.connect(f"file:{quote(str(file))}?mode=rw", timeout=10, uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        log = file.with_name(f"{file.name}-wal")
        if not file.exists() or (log.exists() and log.stat().st_size):
            raise
        connection = sqlite3.connect(f"file:{quote(str(file))}?immutable=1", uri=True)
    return connection
