"""``feedback status``: whether the service does its work, for a person or for cron."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from feedback.cli.open_app import app_context_of
from feedback.local_time import day_of
from feedback.monitoring.service_status import ServiceStatus, StoreStatus, read_status
from feedback.monitoring.status_warnings import status_warnings
from localoffer.cli.run import DONE, PROBLEMS
from localoffer.workspace import Workspace


def run(workspace: Workspace, options: Namespace) -> int:
    """Print the state of the service; return 1 if somebody has to do something.

    With ``--quiet`` only what is wrong is printed, so that cron writes no mail when all is well.

    Raises:
        UsageError: a setting is missing or wrong.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
    """
    status = read_status(app_context_of(workspace, options))
    warnings = tuple(status_warnings(status))
    if options.json:
        content = asdict(status) | {"warnings": warnings}
        sys.stdout.write(json.dumps(content, indent=2, sort_keys=True) + "\n")
        return PROBLEMS if warnings else DONE
    if not options.quiet:
        sys.stdout.write("".join(f"{line}\n" for line in _lines(status)))
    sys.stderr.write("".join(f"{warning}\n" for warning in warnings))
    return PROBLEMS if warnings else DONE


def _lines(status: ServiceStatus) -> Iterator[str]:
    if status.store:
        yield from _store_lines(status.store)
    free = (
        f"{status.free_bytes / 1_000_000_000:,.1f} GB of {status.disk_bytes / 1_000_000_000:,.1f}"
    )
    yield _line("room on the disk", free)
    yield _line("tables", "as this version needs them" if status.store else "of another version")
    yield _line("site", "built" if status.has_site else "not built, or with errors")


def _store_lines(store: StoreStatus) -> Iterator[str]:
    yield _line("waiting", f"{store.waiting}, of them overdue {store.overdue}")
    yield _line("grave words not acted on", str(store.danger))
    yield _line("in quarantine", str(store.quarantined))
    yield _line("signed off, not exported", _since(store.unexported, store.oldest_unexported))
    yield _line("mail not sent", _since(store.unsent, store.oldest_unsent))
    for command in ("send", "export", "purge"):
        yield _line(f"last {command}", _day(store.runs.get(command)))


def _since(number: int, oldest: int | None) -> str:
    return str(number) if oldest is None else f"{number}, the oldest from {_day(oldest)}"


def _day(time: int | None) -> str:
    return "never" if time is None else str(day_of(time))


def _line(name: str, value: str) -> str:
    return f"{name:<26}{value}"
