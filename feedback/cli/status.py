"""``feedback status``: whether the service does its work, for a person or for cron."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from feedback.cli.open_app import app_context_of
from feedback.local_time import day_of, moment_of
from feedback.monitoring.service_answer import ServiceAnswer
from feedback.monitoring.service_status import StoreStatus
from feedback.monitoring.status_report import StatusReport, read_report, report_warnings
from feedback.monitoring.status_warnings import size_of
from feedback.monitoring.unopened_secrets import UnopenedSecrets
from localoffer.cli.run import DONE, PROBLEMS
from localoffer.workspace import Workspace

_NOT_ASKED = "not asked: FEEDBACK_SERVICE does not say where it listens"


def run(workspace: Workspace, options: Namespace) -> int:
    """Print the state of the service; return 1 if somebody has to do something.

    All of it goes to standard output. With ``--quiet`` only what is wrong is printed, so that cron
    writes no mail when all is well.

    Raises:
        UsageError: a setting is missing or wrong.
    """
    report = read_report(app_context_of(workspace, options))
    warnings = tuple(report_warnings(report))
    if options.json:
        content = json.dumps(_content(report, warnings), indent=2, sort_keys=True)
        sys.stdout.write(f"{content}\n")
        return PROBLEMS if warnings else DONE
    lines = () if options.quiet else (*_lines(report), *([""] if warnings else []))
    sys.stdout.write("".join(f"{line}\n" for line in (*lines, *warnings)))
    return PROBLEMS if warnings else DONE


def _content(report: StatusReport, warnings: tuple[str, ...]) -> dict[str, Any]:
    """Return the report for a program: the state of the service, and beside it what is new."""
    content = asdict(report)
    status: dict[str, Any] = content.pop("status")
    return status | content | {"warnings": warnings}


def _lines(report: StatusReport) -> Iterator[str]:
    status = report.status
    yield _line("service", _answered(report.answer))
    if status.store:
        yield from _store_lines(status.store)
    last = report.last_backup
    yield _line("last backup", "not known" if last is None else f"{moment_of(last):%Y-%m-%d %H:%M}")
    if report.unopened:
        yield _line("sealed, no key opens it", _unopened(report.unopened))
    yield _line("room on the disk", f"{size_of(status.free_bytes)} of {size_of(status.disk_bytes)}")
    yield _line("tables", "as this version needs them" if status.store else "cannot be used")
    yield _line("site", "built" if status.has_site else "not built, or with errors")


def _answered(answer: ServiceAnswer | None) -> str:
    if answer is None:
        return _NOT_ASKED
    said = answer.words if answer.is_of_service else f"HTTP status {answer.status}"
    return f"{said} (asked at {answer.address})" if answer.status else f"no answer: {answer.words}"


def _unopened(unopened: UnopenedSecrets) -> str:
    counts = (unopened.second_factors, unopened.addresses, unopened.mails)
    return "{:,} second factors, {:,} addresses, {:,} mails".format(*counts)


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
