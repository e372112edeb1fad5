"""The operator's line on what was not foreseen: where it happened, and no more.

An error's message may hold what a family typed: it is never written down.
"""

import logging
from traceback import extract_tb

_FRAMES = 5


def note(name: str, error: BaseException) -> None:
    """Say in the log ``name`` what kind of error it was and where in the code it happened."""
    frames = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)]
    ours = [frame for frame in frames if "site-packages" not in frame] or frames
    places = ", ".join(ours[-_FRAMES:])
    logging.getLogger(name).error("%s at %s", _kind(error), places)


def _kind(error: BaseException) -> str:
    """Return the error's name and, of a database's, the code that it gives."""
    cause = getattr(error, "orig", None)
    if cause is None:
        return type(error).__name__
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(error).__name__} ({code or type(cause).__name__})"
