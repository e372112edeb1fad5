"""Marks in a SQLite store, by which a database and the log beside it know each other.

Each transaction that writes leaves a new random number on the first page, and beside it the number
that stood there before. So the log of a store begins with the number that is in its database.
SQLite keeps two numbers there for programs (sqlite.org/fileformat2.html, 1.3.13 and 1.3.15).
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from secrets import randbelow
from struct import unpack_from
from typing import Any, Self
from urllib.parse import quote

_MOST = 2**31 - 1

#: Where a first page has the number of its schema, the newest number, and the one before.
_SCHEMA, _NEWEST, _BEFORE = 40, 60, 68


@dataclass(frozen=True, slots=True)
class Mark:
    """The number that the last transaction left, the one before, and the number of the schema.

    Each is 0 in a store that no transaction has marked yet.
    """

    newest: int
    before: int
    schema: int

    @classmethod
    def of_page(cls, page: bytes) -> Self:
        """Return the mark on the first page of a database."""
        newest, before, schema = (
            int(unpack_from(">i", page, place)[0]) for place in (_NEWEST, _BEFORE, _SCHEMA)
        )
        return cls(newest, before, schema)

    @classmethod
    def of_file(cls, file: Path) -> Self:
        """Return the mark in a database itself, whatever the log beside it says.

        SQLite reads it: a file of its own that this process closed would lose SQLite's locks on it
        (sqlite.org/howtocorrupt.html, 2.2). ``immutable`` has it touch neither log nor locks, and
        ``mode=ro`` has it make no file where this one has just been taken away.
        ``writable_schema`` has it read a file that is shorter than its first page says: while a log
        is written into the database, or where a crash ended that, the other pages come later.

        Raises:
            sqlite3.Error: the file cannot be read, or is no database.
        """
        address = f"file:{quote(str(file))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            newest, before, schema = (
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("user_version", "application_id", "schema_version")
            )
        return cls(newest, before, schema)


def leave_mark(driver: Any) -> None:
    """Leave a new mark in the open transaction of a connection.

    Raises:
        sqlite3.Error: nothing can be written.
    """
    (before,) = driver.execute("PRAGMA user_version").fetchone()
    driver.execute(f"PRAGMA application_id = {before}")
    driver.execute(f"PRAGMA user_version = {randbelow(_MOST) + 1}")
