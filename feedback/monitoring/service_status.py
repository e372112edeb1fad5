"""What a monitor asks of the service: what waits and for how long, and whether it does its work.

Counts and times alone: nothing here is anybody's word, name or address.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, ColumnElement, Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from feedback.app_context import AppContext
from feedback.mail.delivery_attempts import is_unsent
from feedback.mail.held import HELD
from feedback.mail.outbox import FAILED
from feedback.moderation.queue import count_submissions, count_unchecked_danger
from feedback.states import State
from feedback.store.command_runs import last_runs
from feedback.store.database_fault import database_fault
from feedback.store.engine import reading
from feedback.store.migrate import why_not_fitting
from feedback.store.tables import accounts, answers, comments, outbox


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """What the tables say. Times are seconds since 1970, None where there is nothing to date.

    ``danger`` counts submissions with grave words that nobody has said they acted on;
    ``failed`` mails that did not arrive and are not tried again, ``held`` those that wait for a
    person's word after a restore; ``unexported`` comments that are signed off and not yet written
    to the content, the oldest of them signed off at ``oldest_unexported``. ``runs`` has the time at
    which each command last came to its end; ``begun`` is when the first account was made or the
    first submission came.
    """

    waiting: int
    overdue: int
    quarantined: int
    danger: int
    unsent: int
    failed: int
    held: int
    oldest_unsent: int | None
    unexported: int
    oldest_unexported: int | None
    runs: Mapping[str, int]
    begun: int | None


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """The state of the service at ``now`` (seconds since 1970).

    ``store`` is None where the service cannot work with the database: ``fault`` says why, and what
    mends it; it is empty otherwise. ``free_bytes`` is what is left on the disk of the state folder,
    of ``disk_bytes``. ``has_site`` tells whether there is a built site without errors to make pages
    with.
    """

    now: int
    store: StoreStatus | None
    free_bytes: int
    disk_bytes: int
    has_site: bool
    fault: str = ""


def read_status(app: AppContext) -> ServiceStatus:
    """Return the state of the service, also where its database cannot be reached."""
    now = app.now()
    store, fault = _store_or_fault(app, now)
    disk = shutil.disk_usage(_folder_of_store(app))
    has_site = app.newest() is not None
    return ServiceStatus(now, store, disk.free, disk.total, has_site=has_site, fault=fault)


def _store_or_fault(app: AppContext, now: int) -> tuple[StoreStatus | None, str]:
    try:
        fault = why_not_fitting(app.engine)
        return (None, fault) if fault else (_read_store(app, now), "")
    except SQLAlchemyError as error:
        return None, database_fault(error, app.engine.url)
    except OSError as error:
        return None, f"{error.filename}: {error.strerror}. Run this as the user of the service."


def _read_store(app: AppContext, now: int) -> StoreStatus:
    is_signed_off = comments.c.state == State.SIGNED_OFF.value
    with reading(app.engine) as connection:
        counts = count_submissions(connection, now)
        kinds = {kind for kind, _ in counts.by_state}
        unsent, oldest_unsent = _count(connection, outbox.c.created, is_unsent())
        failed, _ = _count(connection, outbox.c.created, outbox.c.outcome.in_(FAILED))
        held, _ = _count(connection, outbox.c.created, outbox.c.outcome == HELD)
        unexported, oldest_unexported = _count(
            connection, answers.c.signed, is_signed_off, answers.c.comment == comments.c.id
        )
        return StoreStatus(
            waiting=sum(map(counts.waiting, kinds)),
            overdue=sum(counts.overdue.values()),
            quarantined=sum(counts.by_state.get((kind, State.QUARANTINED), 0) for kind in kinds),
            danger=count_unchecked_danger(connection),
            unsent=unsent,
            failed=failed,
            held=held,
            oldest_unsent=oldest_unsent,
            unexported=unexported,
            oldest_unexported=oldest_unexported,
            runs=last_runs(connection),
            begun=_begun(connection),
        )


def _begun(connection: Connection) -> int | None:
    firsts = (select(func.min(time)) for time in (accounts.c.created, comments.c.received))
    times = [connection.scalar(first) for first in firsts]
    return min((time for time in times if time is not None), default=None)


def _count(
    connection: Connection, time: Column[int], *conditions: ColumnElement[bool]
) -> tuple[int, int | None]:
    """Return how many rows meet the conditions, and the earliest of their times."""
    count, earliest = connection.execute(
        select(func.count(), func.min(time)).where(*conditions)
    ).one()
    return count, earliest


def _folder_of_store(app: AppContext) -> Path:
    """Return the folder that fills: that of SQLite's file, else the state folder."""
    file = app.engine.url.database
    is_file = app.engine.dialect.name == "sqlite" and file
    folder = Path(file).parent if is_file and file else app.settings.folders.state
    return folder if folder.is_dir() else Path()
