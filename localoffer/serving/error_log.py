"""The operator's line about an unforeseen error: where it happened, and no more.

An error's message may hold what a family typed: it is never logged.
"""

import logging
from traceback import extract_tb

_MOST_FRAMES = 5


def note(name: str, error: BaseException) -> None:
    """Write to the log ``name`` the kind of an error and where in the code it happened."""
    logging.getLogger(name).error("%s", described(error))


def described(error: BaseException) -> str:
    """Return the kind of an error and where in the code it happened, and none of its words."""
    frames = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)]
    own_frames = [frame for frame in frames if "site-packages" not in frame] or frames
    return f"{_kind(error)} at {', '.join(own_frames[-_MOST_FRAMES:])}"


def _kind(error: BaseException) -> str:
    """Return the error's name and, for a database error, the database's own code."""
    cause = getattr(error, "orig", None)
    if cause is None:
        return type(error).__name__
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(error).__name__} ({code or type(cause).__name__})"
