"""Why the database cannot be used, in a sentence for whoever runs the service, and what mends it.

Each cause has its own. None holds a password, a value that was sent, or a name of the code.
"""

from sqlalchemy.engine import URL
from sqlalchemy.exc import InvalidatePoolError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as WaitedTooLongError

from feedback.store.opened_files import StoreFilesError
from feedback.store.server_faults import NO_ANSWER, server_fault, server_of
from feedback.store.sqlite_faults import sqlite_fault

_BUSY = (
    "Others held the database for more than 10 seconds, so nothing was done. Try again. If it "
    "stays so, look for a command that hangs: ps -u local-offer"
)


def database_fault(error: SQLAlchemyError, url: URL) -> str:
    """Return the sentence for an error of the database at ``url``."""
    if isinstance(error, StoreFilesError):
        return str(error)
    if isinstance(error, WaitedTooLongError):
        return _BUSY
    if isinstance(error, InvalidatePoolError):
        return NO_ANSWER.format(server_of(url))
    original = getattr(error, "orig", None)
    if url.get_backend_name() == "sqlite":
        return sqlite_fault(original, url.database or "")
    return server_fault(original, url, may_quote=isinstance(error, OperationalError))
