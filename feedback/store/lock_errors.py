"""Errors that say: somebody else holds what this transaction needs. The next time it may go."""

import sqlite3

from sqlalchemy.exc import DBAPIError

#: deadlock_detected and lock_not_available (postgresql.org/docs/current/errcodes-appendix.html).
_STATES = frozenset({"40P01", "55P03"})


def is_lock_error(error: DBAPIError) -> bool:
    """Return whether a transaction failed because another one held a lock for too long."""
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return getattr(original, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    return getattr(original, "sqlstate", None) in _STATES
