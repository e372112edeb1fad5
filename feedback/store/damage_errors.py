"""Errors of SQLite that say: this file is damaged, or no database at all."""

import sqlite3

#: The low byte of SQLite's error codes is the kind of error (sqlite.org/rescode.html).
_KIND = 0xFF


def is_damage_error(error: BaseException | None) -> bool:
    """Return whether an error of the driver says that the file is not as it should be."""
    if not isinstance(error, sqlite3.Error):
        return False
    kind = getattr(error, "sqlite_errorcode", 0) & _KIND
    return kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
