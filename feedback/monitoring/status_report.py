"""All that ``feedback status`` tells: the store, the running service, the keys, backups, the site.

It takes longer than ``service_status``, which a monitor may ask each second.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feedback.app_context import AppContext
from feedback.backups.last_backup import last_backup
from feedback.local_time import day_of, waited
from feedback.monitoring.service_answer import ServiceAnswer, ask_service
from feedback.monitoring.service_status import ServiceStatus, read_status
from feedback.monitoring.site_fault import address_fault, site_fault
from feedback.monitoring.status_warnings import status_warnings
from feedback.monitoring.unopened_secrets import UnopenedSecrets, count_unopened
from localoffer.program import PROGRAM

_DAY: Final = 86_400

_OTHER_WAY: Final = "If you back up in another way, set FEEDBACK_BACKUP_DAYS=0."


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The state of the service, with what takes longer to find out.

    ``answer`` is None where it is not known where the service listens, ``unopened`` where the
    database cannot be used, ``last_backup`` (seconds since 1970) where none was noted here.
    ``site_fault`` is empty where there is a site, ``address_fault`` where it has a web address. A
    backup is missed after ``backup_days``, never if that is 0.
    """

    status: ServiceStatus
    answer: ServiceAnswer | None
    unopened: UnopenedSecrets | None
    last_backup: int | None
    backup_days: int
    site_fault: str
    address_fault: str


def read_report(app: AppContext) -> StatusReport:
    """Return all that there is to tell, also where the database or the service do not answer."""
    status = read_status(app)
    return StatusReport(
        status=status,
        answer=ask_service(app.settings.service),
        unopened=count_unopened(app) if status.store else None,
        last_backup=last_backup(app.engine, app.settings.folders.state),
        backup_days=app.settings.backup_days,
        site_fault="" if status.has_site else site_fault(app.settings.folders),
        address_fault=address_fault(app),
    )


def report_warnings(report: StatusReport) -> Iterator[str]:
    """Yield a sentence for each thing that somebody has to do, the gravest first."""
    if report.answer:
        yield from _service(report.answer)
    yield from status_warnings(report.status)
    if report.unopened and report.unopened.warning:
        yield report.unopened.warning
    if report.site_fault:
        yield f"There is no built site without errors, so no form can be shown. {report.site_fault}"
    if report.address_fault:
        yield report.address_fault
    yield from _backups(report)


def _service(answer: ServiceAnswer) -> Iterator[str]:
    if answer.is_ready:
        return
    if answer.status is None:
        yield (
            f"The service does not answer at {answer.address} ({answer.words}), so families can "
            "send nothing. Look at it: systemctl status local-offer.socket local-offer, then: "
            "journalctl -u local-offer. If it listens elsewhere, correct FEEDBACK_SERVICE."
        )
    elif answer.is_of_service:
        yield f"The service runs and takes nothing that families send. It says: {answer.words}"
    else:
        yield (
            f"What answers at {answer.address} is not this service: it says {answer.status} to "
            "/readyz. Set FEEDBACK_SERVICE to where gunicorn listens."
        )


def _backups(report: StatusReport) -> Iterator[str]:
    """Yield that a backup is missing; a new service has as many days for its first one."""
    store, last, now = report.status.store, report.last_backup, report.status.now
    begun = store.begun if store else None
    since = begun if last is None else last
    if not report.backup_days or since is None or now - since <= report.backup_days * _DAY:
        return
    if last is None:
        what = "It is not known that the comments were ever backed up: nothing was noted here."
    else:
        what = f"The last backup is from {day_of(last)}, {waited(last, now)} ago."
    yield (
        f'{what} Look whether the timer of "{PROGRAM} feedback backup" runs, and whether that '
        f"can write where it should. {_OTHER_WAY}"
    )
