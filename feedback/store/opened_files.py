"""The files of a SQLite store as this process opened them: whether they are still the same.

SQLite goes on writing to a file that was deleted or replaced, where nobody can find it. So it is
looked before a transaction, once that has its lock, and again before anybody hears "received". And
before a file is opened, whether the log beside it is its own.
"""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from feedback.store.damage_errors import is_damage_error
from feedback.store.marks import leave_mark
from feedback.store.sqlite_faults import sqlite_fault
from feedback.store.write_ahead_log import is_log_of
from localoffer.program import PROGRAM

#: The key of a pooled connection's ``info``.
_INFO = "opened files"

#: What SQLite adds to the name of a database for its log and for its shared memory.
_SUFFIXES = _LOG, _MEMORY = "-wal", "-shm"

#: How often it is looked before a file counts as gone, and the seconds between.
_LOOKS, _PAUSE = 3, 0.01

#: What a service adds to the name of a database that was written over while it had it open.
WRITTEN_OVER = "-written-over"

_ABSENT = (0, 0)
_FIX = (
    "Nothing is taken, so that nothing is lost. Put the file back where it was; or stop the "
    f"service, restore a backup ({PROGRAM} feedback restore FILE), and start it."
)
_RESTART = "Nothing is taken, so that nothing is lost. Restart the service."
_STALE = (
    "Nothing is taken, so that nothing is lost. Stop the service; if {} is still there when no "
    "process of it runs any more, delete that file too, and start."
)
_RESCUED = "What had been sent was written into {} first. "
_FOREIGN = (
    "{0} is not the file that {0}-wal belongs to: somebody put another in its place. It was not "
    "opened and nothing is taken, since SQLite would break it with that log. Stop the service. If "
    "you still have the file that was there before, put it back under this name, and nothing is "
    f"lost. If not, run: {PROGRAM} feedback restore FILE, with the backup that was meant, or with "
    "the file that is there now. Everything else is set aside (docs/backups.md)."
)
_WRITTEN_OVER = (
    "{0} was written over by another file while the service had it open, so what is in it now may "
    "be a mixture of both. Nothing is taken. Stop the service and restore the newest backup: "
    f"{PROGRAM} feedback restore FILE. The files are set aside (docs/backups.md). If you know that "
    "it is whole, delete {1} and start the service."
)
_DAMAGED = (
    "{} is damaged ({}). Nothing is taken any more, so that nothing else is lost. Stop the service "
    f"and restore the newest backup: {PROGRAM} feedback restore FILE. The damaged files are set "
    "aside, with what came since that backup in them (docs/backups.md)."
)
_NO_DATABASE = (
    "{} is not a database, or its beginning is damaged. Nothing is taken, so that nothing else is "
    "lost. If FEEDBACK_DATABASE names the wrong file, correct it. If this was the store, stop the "
    f"service and restore the newest backup: {PROGRAM} feedback restore FILE. The damaged files "
    "are set aside, with what came since that backup in them (docs/backups.md)."
)


class StoreFilesError(SQLAlchemyError):
    """The files of the store cannot be used as they are; the message says why and what to do."""


class ForeignLogError(StoreFilesError):
    """The log beside a database belongs to another."""


@dataclass(slots=True)
class StoreFiles:
    """The database of one engine: which file it was when the process first opened it.

    ``fault`` is why nothing is taken until the process is started again; empty where all is well.
    ``changed`` is when it was last written to, and its size, when the log was last found its own.
    """

    first: tuple[int, int] = _ABSENT
    fault: str = ""
    changed: tuple[int, int] = _ABSENT

    def require_first(self, file: Path) -> None:
        """Look whether the database is the file that the process first opened, if it did.

        Raises:
            StoreFilesError: it was deleted or replaced.
        """
        found = _identity(file)
        if self.first not in (_ABSENT, found):
            raise StoreFilesError(f"{file.name} was {_what(found)}. {_FIX}")

    def require_own_log(self, file: Path) -> None:
        """Look whether the log beside the database is its own, if anybody wrote to it since.

        Raises:
            StoreFilesError: the log belongs to another database, or this is none, or cannot be
                read.
        """
        changed = _last_change(file)
        if changed in (_ABSENT, self.changed):
            return
        try:
            require_own_log(file)
        except StoreFilesError as error:
            raise type(error)(str(error)) from None
        except (sqlite3.Error, OSError) as error:
            if is_damage_error(error):
                raise self.refuse_damaged(file, error) from None
            raise StoreFilesError(sqlite_fault(error, str(file))) from None
        self.changed = changed

    def require_log(self, file: Path) -> None:
        """Look, before a connection is opened, whether the log lies beside the shared memory.

        SQLite makes the log before the shared memory and deletes it after it. Where there is only
        the memory, somebody deleted the log: what is written to a new one is lost with a crash.

        Raises:
            StoreFilesError: the log is not there.
        """
        log, memory = _beside(file, _LOG), _beside(file, _MEMORY)
        for _ in range(_LOOKS):  # others may open the store and close it meanwhile
            if log.exists() or not memory.exists():
                return
            sleep(_PAUSE)
        raise StoreFilesError(f"{log.name} was deleted or moved. {_STALE.format(memory.name)}")

    def refuse_damaged(self, file: Path, found: object) -> StoreFilesError:
        """Return the error to raise where the database is damaged; nothing is taken from now on."""
        is_other = getattr(found, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB
        self.fault = (_NO_DATABASE if is_other else _DAMAGED).format(file.name, found)
        return StoreFilesError(self.fault)

    def require_no_fault(self) -> None:
        """Look whether something was found before that only a new start mends.

        Raises:
            StoreFilesError: it was.
        """
        if self.fault:
            raise StoreFilesError(self.fault)


@dataclass(slots=True)
class OpenedFiles:
    """The files of one connection: the database, and the two that SQLite keeps beside it.

    Those beside it are known once the connection has first locked them.
    """

    store: StoreFiles
    file: Path
    beside: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def require_same(self, driver: Any) -> None:
        """Look whether all files are those that were opened; ``driver`` is the connection's own.

        Raises:
            StoreFilesError: one of them was deleted or replaced.
        """
        self.store.require_no_fault()
        self.store.require_first(self.file)
        self._require_own_log()
        for file, identity in self.beside.items():
            other = _identity(file)
            if other != identity:
                rescued = self._rescue(driver) if other == _ABSENT else ""
                self.store.fault = f"{file.name} was {_what(other)}. {rescued}{_RESTART}"
                raise StoreFilesError(self.store.fault)

    def note_locked(self, driver: Any) -> None:
        """Remember the files beside the database, which are open now that it is locked.

        Raises:
            StoreFilesError: as ``require_same`` does.
        """
        self.require_same(driver)
        if len(self.beside) < len(_SUFFIXES):
            for file in (_beside(self.file, suffix) for suffix in _SUFFIXES):
                identity = _identity(file)
                if identity != _ABSENT:
                    self.beside.setdefault(file, identity)

    def _require_own_log(self) -> None:
        """Look whether the log is still the database's own; if not, leave that beside it.

        SQLite writes the log into whatever is there now as soon as the last connection is closed.
        Then nothing in the files tells any more that two stores were mixed.

        Raises:
            StoreFilesError: it is not.
        """
        try:
            self.store.require_own_log(self.file)
        except ForeignLogError as error:
            with suppress(OSError):
                _beside(self.file, WRITTEN_OVER).touch(mode=0o600)
            self.store.fault = str(error)
            raise

    def _rescue(self, driver: Any) -> str:
        """Write the log, which this process still has open, into the database.

        Whoever has the store open has the same log open: a new one has not been made.
        """
        with suppress(sqlite3.Error):
            if driver.in_transaction:
                driver.rollback()
            is_busy, *_ = driver.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
            return "" if is_busy else _RESCUED.format(self.file.name)
        return ""


def require_own_log(file: Path) -> None:
    """Look whether the log beside a database is its own, before SQLite opens both.

    Raises:
        StoreFilesError: the log belongs to another database.
        sqlite3.Error: the file is no database, or cannot be read.
    """
    if (sign := _beside(file, WRITTEN_OVER)).exists():
        raise StoreFilesError(_WRITTEN_OVER.format(file.name, sign.name))
    if not is_log_of(file, _beside(file, _LOG)):
        raise ForeignLogError(_FOREIGN.format(file.name))


def note_opened(store: StoreFiles, connection: Any, info: dict[Any, Any]) -> None:
    """Remember the file of a new connection.

    Raises:
        StoreFilesError: it is not the one that this process opened first.
    """
    file = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    if store.first == _ABSENT:
        store.first = _identity(file)
    opened = info[_INFO] = OpenedFiles(store, file)
    opened.require_same(connection)


def require_same_files(info: dict[Any, Any], driver: Any, *, is_locked: bool = False) -> None:
    """Look at the files of a connection of the pool; one to a server has none.

    In a transaction that has the lock for writing, a new mark is left.

    Raises:
        StoreFilesError: one of them was deleted or replaced.
        sqlite3.Error: nothing can be written.
    """
    opened: OpenedFiles | None = info.get(_INFO)
    if opened is None:
        return
    if is_locked:
        opened.note_locked(driver)
        leave_mark(driver)
    else:
        opened.require_same(driver)


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(f"{file.name}{suffix}")


def _identity(file: Path) -> tuple[int, int]:
    """Return which file it is; that it may not be looked at does not mean that it is gone.

    Raises:
        StoreFilesError: it cannot be looked at, perhaps for a moment only.
    """
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _ABSENT
    except OSError as error:
        raise StoreFilesError(sqlite_fault(error, str(file))) from None
    return status.st_dev, status.st_ino


def _last_change(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return _ABSENT
    return status.st_mtime_ns, status.st_size


def _what(identity: tuple[int, int]) -> str:
    return "deleted or moved" if identity == _ABSENT else "replaced by another"
