"""``feedback``: the service's commands, each in a module of its own, loaded when asked for."""

from argparse import Namespace
from importlib import import_module
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from localoffer.problems import UsageError

#: The module below this one that runs each command.
_MODULES = {
    "setup": "setup",
    "new-key": "new_key",
    "accounts": "accounts",
    "export": "export",
    "purge": "purge",
    "find": "person",
    "give": "person",
    "erase": "person",
    "send": "send",
    "confirm-link": "confirm_link",
}


def run(root: Path, options: Namespace) -> int:
    """Run what the command names; return the exit status."""
    module = import_module(f"feedback.cli.{_MODULES[options.deed]}")
    try:
        status: int = module.run(root, options)
    except SQLAlchemyError as error:
        raise UsageError(_sentence(error)) from None
    return status


def _sentence(error: SQLAlchemyError) -> str:
    """Return what the database said, in its first line; never a value that was sent to it."""
    said = str(getattr(error, "orig", None) or type(error).__name__).split("\n", 1)[0]
    return (
        f"The database cannot be used: {said}. Check FEEDBACK_DATABASE, that the server runs, that "
        "the disk has room and that the file may be written; then run: "
        "python build.py feedback setup"
    )
