"""What is wrong with the service, in sentences: each says what it is and what to do."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from feedback.local_time import day_of, waited
from feedback.monitoring.service_status import ServiceStatus, StoreStatus
from localoffer.program import PROGRAM

#: Longer than this without the command's end means that its timer does not run, in seconds. The
#: purge is nightly; ``send`` runs each quarter of an hour, so a day is many tries; an export waits
#: for working days and for a person.
MAX_PURGE_AGE: Final = int(timedelta(days=2).total_seconds())
MAX_UNSENT_AGE: Final = int(timedelta(days=1).total_seconds())
MAX_UNEXPORTED_AGE: Final = int(timedelta(days=7).total_seconds())

#: Two hosts may be of different opinions what time it is, for so many seconds.
MAX_CLOCK_ERROR: Final = int(timedelta(hours=1).total_seconds())

#: Less than this share of the disk, and less than so many bytes, is too little: a purge of SQLite
#: writes its file anew beside the old one.
LEAST_FREE_SHARE: Final = 0.05
LEAST_FREE_BYTES: Final = 500_000_000

_MB, _GB = 1_000_000, 1_000_000_000
#: From here on, parts of a MB are of no use to anybody.
_WHOLE_MB = 10 * _MB


def status_warnings(status: ServiceStatus) -> Iterator[str]:
    """Yield a sentence for each thing that somebody has to do, the gravest first."""
    if status.store is None:
        yield f"Nothing that families send can be taken. {status.fault}"
    else:
        yield from _people(status.store)
        yield from _mail(status.store, status.now)
        yield from _commands(status.store, status.now)
    if status.free_bytes < min(LEAST_FREE_BYTES, LEAST_FREE_SHARE * status.disk_bytes):
        yield (
            f"The disk of the database has {size_of(status.free_bytes)} left. "
            "Make room: on a full disk nothing that families send can be taken."
        )


def size_of(number: int) -> str:
    """Return a number of bytes as a person reads it: ``0.4 MB``, ``512 MB``, ``12.3 GB``."""
    if number >= _GB:
        return f"{number / _GB:,.1f} GB"
    return f"{number / _MB:.0f} MB" if number >= _WHOLE_MB else f"{number / _MB:.1f} MB"


def _people(store: StoreStatus) -> Iterator[str]:
    if store.danger:
        yield (
            f"Grave words that nobody has said they acted on: {store.danger}. "
            "They stand first in the queue: read them now."
        )
    if store.overdue:
        yield f"Past the day by which an answer was promised: {store.overdue}. See the queue."


def _mail(store: StoreStatus, now: int) -> Iterator[str]:
    if store.failed:
        yield (
            f"Mail that did not arrive and is not tried again: {store.failed}. "
            f"To know which: {PROGRAM} feedback send"
        )
    if store.held:
        yield (
            f"Mail that waited when the backup was made, and may have been sent after it: "
            f"{store.held}. It is held. Run {PROGRAM} feedback bring-back with the file that the "
            f"restore set aside; where there is none, look: {PROGRAM} feedback send --list"
        )
    if store.oldest_unsent is not None and now - store.oldest_unsent > MAX_UNSENT_AGE:
        yield (
            f"Mail that has not been sent: {store.unsent}, the oldest written "
            f"{waited(store.oldest_unsent, now)} ago. Look whether the timer of "
            f'"{PROGRAM} feedback send" runs.'
        )


def _commands(store: StoreStatus, now: int) -> Iterator[str]:
    purged = store.runs.get("purge")
    if purged is not None and purged > now + MAX_CLOCK_ERROR:
        yield (
            f"The clock says {day_of(now)}, and the last purge was on {day_of(purged)}: the clock "
            "is wrong now, or it was wrong then. Look whether this machine sets its clock "
            "(timedatectl). Once it is right, run this one time: "
            f"{PROGRAM} feedback purge --clock-is-right"
        )
    first_due = store.begun if purged is None else purged
    if first_due is not None and now - first_due > MAX_PURGE_AGE:
        when = "never" if purged is None else f"not for {waited(purged, now)}"
        yield (
            f"What has been kept long enough was {when} deleted, so the privacy notice is not "
            f'true. Look whether the timer of "{PROGRAM} feedback purge" runs.'
        )
    signed = store.oldest_unexported
    if signed is not None and now - signed > MAX_UNEXPORTED_AGE:
        yield (
            f"Signed off and not yet published: {store.unexported}, the oldest for "
            f'{waited(signed, now)}. Look whether "{PROGRAM} feedback export" runs, and whether '
            "somebody takes in what it proposes."
        )
