"""Group commit: what comes at the same moment is committed together, with one wait for the disk.

SQLite takes one writer at a time. So the threads of a process write one after another into the same
transaction, each behind a savepoint of its own, and the last of them commits for all. Nobody hears
"received" before that; where it fails, it fails for all of them.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Condition, Event
from typing import Any, Final

from sqlalchemy import PoolProxiedConnection
from sqlalchemy.exc import TimeoutError as WaitedTooLongError

from feedback.store.damage_errors import is_damage_error
from feedback.store.opened_files import require_same_files

#: The execution option by which an engine has its ``GroupCommit``.
GROUP_COMMIT: Final = "group_commit"

#: How long a thread waits for its turn, in seconds.
_PATIENCE = 10


@dataclass(eq=False, slots=True)
class _Group:
    """A transaction that several threads share; ``error`` is why it was not committed."""

    connection: PoolProxiedConnection
    is_over: Event = field(default_factory=Event)
    error: Exception | None = None

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Write in a part of the transaction that is undone by itself."""
        driver: Any = self.connection.driver_connection
        driver.execute("SAVEPOINT submission")
        try:
            yield
            driver.execute("RELEASE submission")
        except BaseException as error:
            self._undo(driver, error)
            raise

    def _undo(self, driver: Any, error: BaseException) -> None:
        if isinstance(error, sqlite3.Error) and is_damage_error(error):
            self.error = error
            return
        if not driver.in_transaction:  # SQLite gave all of it up, for want of room on the disk
            self.error = sqlite3.OperationalError(str(error))
            return
        try:
            driver.execute("ROLLBACK TO submission")
            driver.execute("RELEASE submission")
        except sqlite3.Error as second:
            self.error = second

    def end(self) -> None:
        """Commit, or roll back where that cannot be done; tell all threads that wait."""
        try:
            if self.error is None:
                self.connection.commit()
                require_same_files(self.connection.info, self.connection.driver_connection)
        except Exception as error:  # noqa: BLE001 - whatever it is, each of the threads raises it
            self.error = error
        finally:
            with suppress(sqlite3.Error):
                self.connection.close()  # which rolls back what was not committed
            self.is_over.set()


class GroupCommit:
    """Has the threads of a process share transactions of one SQLite database.

    ``is_writing`` is whether one of them has its turn, ``waiting`` how many wait for theirs.
    """

    def __init__(self) -> None:
        self._state = Condition()
        self.waiting = 0
        self.is_writing = False
        self._group: _Group | None = None

    @contextmanager
    def joined(self, begin: Callable[[], PoolProxiedConnection]) -> Iterator[PoolProxiedConnection]:
        """Write in the transaction of the threads that are here; it is committed at the end.

        An exception undoes what this thread wrote and nothing else.

        Args:
            begin: returns a connection on which a transaction has begun.

        Raises:
            sqlalchemy.exc.TimeoutError: the others took too long.
            sqlite3.Error: it could not begin, or was not committed.
            StoreFilesError: what was committed may lie in a file that nobody finds any more.
        """
        self._take_turn()
        try:
            group = self._group = self._group or _Group(begin())
        except BaseException:
            self._give_turn()
            raise
        try:
            with group.savepoint():
                yield group.connection
        finally:
            self._leave(group)
        group.is_over.wait()
        if group.error:
            raise group.error

    def _take_turn(self) -> None:
        with self._state:
            self.waiting += 1
            has_turn = self._state.wait_for(lambda: not self.is_writing, _PATIENCE)
            self.waiting -= 1
            if not has_turn:
                raise WaitedTooLongError(f"Others wrote for more than {_PATIENCE} seconds.")
            self.is_writing = True

    def _give_turn(self) -> None:
        with self._state:
            self._pass_on()

    def _pass_on(self) -> None:
        self.is_writing = False
        self._state.notify()

    def _leave(self, group: _Group) -> None:
        """Let the next thread write into the same transaction; where none waits, end it.

        It is seen that one waits, and it gets its turn, in one go: if it gave up waiting in
        between, nobody would end the transaction.
        """
        with self._state:
            if self.waiting and group.error is None:
                self._pass_on()
                return
            self._group = None
        try:
            group.end()
        finally:
            self._give_turn()
