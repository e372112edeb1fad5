"""Restoring a backup into either kind of store; what was there is set aside, never written over."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine

from feedback.backups.backup import close_journal, copy_file, differing, write_rows
from feedback.backups.backup_file import dated_file, sync, written_whole
from feedback.backups.restore_act import note_restored
from feedback.backups.sqlite_files import alone_with, give_to_owner, set_files_aside
from feedback.backups.store_rows import copy_rows, count_rows, empty_tables, lock_tables
from feedback.backups.verify import require_whole, verify
from feedback.mail.held import held_references, hold_waiting
from feedback.store.engine import make_engine, reading, writing
from feedback.store.migrate import require_todays_tables, upgrade
from feedback.store.opened_files import StoreFilesError, require_own_log
from localoffer.problems import UsageError

_ASIDE = "feedback-set-aside"
_NO_FILE = "There is no file {}. Name the backup."
_SAME = "{} is the store itself. Name the backup."
_DIFFER = "Not every row arrived ({}). Nothing was changed."


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: how many rows each table has, and where what was there lies now.

    ``held`` are the references of comments with mail that waited at the backup, and is held.
    """

    counts: dict[str, int]
    aside: Path | None
    held: tuple[str, ...]


def restore(engine: Engine, file: Path, state: Path, now: int) -> Restored:
    """Put the rows of a backup in place of those of a store; ``now`` is seconds since 1970.

    A SQLite store must be in nobody's hands. At PostgreSQL others wait until it is done; what they
    had sent before lies in the file that is set aside in ``state``.

    Raises:
        UsageError: the backup is damaged or no store, or somebody has the SQLite store open.
        OSError: a file cannot be written.
    """
    if not file.is_file():
        raise UsageError(_NO_FILE.format(file))
    if engine.dialect.name == "sqlite":
        return _restore_file(Path(str(engine.url.database)), file, now)
    with TemporaryDirectory(dir=_made(state)) as folder:
        copy = Path(folder) / "restored.sqlite3"
        counts, held = _copy_to_restore(file, copy, now)
        source = make_engine(f"sqlite:///{copy}")
        with reading(source) as rows:
            aside = replace_rows(engine, rows, counts, dated_file(state, _ASIDE, now))
        source.dispose()
    return Restored(counts, aside, held)


def replace_rows(
    engine: Engine, rows: Connection, counts: dict[str, int], aside: Path
) -> Path | None:
    """Replace all rows of a PostgreSQL store; return the file with those that were there, if any.

    Raises:
        UsageError: the tables are not as the models say, or not every row arrived.
    """
    upgrade(engine)
    require_todays_tables(engine)
    with engine.begin() as connection:
        lock_tables(connection)
        has_rows = any(count_rows(connection).values())
        if has_rows:
            with written_whole(aside) as unfinished:
                write_rows(connection, unfinished)
        empty_tables(connection)
        copy_rows(rows, connection)
        if (arrived := count_rows(connection)) != counts:
            raise UsageError(_DIFFER.format(differing(arrived, counts)))
    return aside if has_rows else None


def _restore_file(store: Path, file: Path, now: int) -> Restored:
    with TemporaryDirectory(dir=_made(store.parent)) as folder:
        if store.exists() and store.samefile(file):
            file = _without_log(file, Path(folder) / "alone.sqlite3")
        return _put_in_place(store, file, Path(folder) / store.name, now)


def _without_log(store: Path, copy: Path) -> Path:
    """Return a copy of the store itself, if somebody put it beside the log of another.

    Raises:
        UsageError: the log is its own.
    """
    try:
        require_own_log(store)
    except (StoreFilesError, sqlite3.DatabaseError):
        return Path(shutil.copyfile(store, copy))
    raise UsageError(_SAME.format(store))


def _put_in_place(store: Path, file: Path, copy: Path, now: int) -> Restored:
    with alone_with(store):
        counts, held = _copy_to_restore(file, copy, now)
        give_to_owner(copy, store)
        sync(copy)
        aside = set_files_aside(store, _ASIDE, now)
        copy.rename(store)
        sync(store.parent)
    return Restored(counts, aside, held)


def _copy_to_restore(file: Path, copy: Path, now: int) -> tuple[dict[str, int], tuple[str, ...]]:
    """Make a copy as it is to be used, whose mail is held; return its counts and what is held."""
    todays_copy(file, copy)
    engine = make_engine(f"sqlite:///{copy}")
    with writing(engine) as connection:
        hold_waiting(connection)
        held = held_references(connection)
        note_restored(connection, now)
    engine.dispose()
    close_journal(copy)
    return verify(copy), held


def todays_copy(file: Path, copy: Path) -> dict[str, int]:
    """Copy a backup, bring the copy to today's tables, prove it, and return its counts.

    Raises:
        UsageError: the backup is damaged, no store, or of a newer version.
    """
    private_copy(file, copy)
    return bring_to_today(copy)


def private_copy(file: Path, copy: Path) -> None:
    """Copy a store with what is in its log to a file of our own.

    Raises:
        UsageError: the file is damaged or no database.
    """
    copy.touch(mode=0o600)
    copy_file(file, copy)
    require_whole(copy, file)


def bring_to_today(copy: Path) -> dict[str, int]:
    """Bring a copy to today's tables, prove it, and return its counts.

    Raises:
        UsageError: it is no store, or of a newer version.
    """
    engine = make_engine(f"sqlite:///{copy}")
    upgrade(engine)
    return verify(copy)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
