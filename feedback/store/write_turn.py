"""Whose turn it is to write to a SQLite database: first come, first served.

SQLite's own wait for the lock sleeps in steps of up to a tenth of a second, so that one process
that writes all the time keeps others out. Here writers stand in line: who is first in it asks for
the lock every half a millisecond, and the next can only ask once the first has it.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from time import monotonic, sleep
from typing import Any

_STEP_SECONDS = 0.0005

#: The low byte of SQLite's error codes is the kind of error (sqlite.org/rescode.html).
_KIND = 0xFF


def begin_writing(driver: Any, file: str) -> None:
    """Begin a transaction that has the lock for writing.

    Args:
        driver: The driver's connection; it waits as long as its ``busy_timeout`` says.
        file: The path of the database.

    Raises:
        sqlite3.OperationalError: others kept the lock all the time, or it could not begin.
    """
    (milliseconds,) = driver.execute("PRAGMA busy_timeout").fetchone()
    until = monotonic() + milliseconds / 1000
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        with _first_in_line(_folder_of(file), until):
            _begin(driver, until)
    finally:
        driver.execute(f"PRAGMA busy_timeout = {milliseconds}")


@lru_cache(maxsize=8)
def _folder_of(file: str) -> str:
    return str(Path(file).parent)


@contextmanager
def _first_in_line(folder: str, until: float) -> Iterator[None]:
    """Be the only one who asks for the lock: the line is a lock on the folder of the database.

    It is only a courtesy. Where it takes too long or cannot be had, as on some file systems of a
    network, SQLite's lock decides alone.
    """
    line = _open(folder)
    try:
        with suppress(OSError):
            while line is not None and not _is_first(line) and monotonic() < until:
                sleep(_STEP_SECONDS)
        yield
    finally:
        if line is not None:
            os.close(line)


def _open(folder: str) -> int | None:
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _is_first(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _begin(driver: Any, until: float) -> None:
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _KIND != sqlite3.SQLITE_BUSY or monotonic() >= until:
                raise
        else:
            return
        sleep(_STEP_SECONDS)
