"""Whether the clock can be right: a purge at a wrong time deletes what nobody may delete yet.

An export at a wrong time publishes rows of a year that has not ended. A machine that was resumed,
or whose battery is empty, is years ahead or behind until its clock is set. The purge runs each
night, so its last run says roughly what time it is.
"""

from typing import Final, Literal

from sqlalchemy import Connection, Engine, func, select

from feedback.local_time import day_of
from feedback.store.command_runs import last_runs
from feedback.store.engine import reading
from feedback.store.tables import comments
from localoffer.problems import UsageError
from localoffer.program import PROGRAM

_DAY = 86_400

#: So long after the last run it is still likely that only its timer stood still, in seconds; so
#: long before it, that two hosts are of different opinions.
MAX_AHEAD, MAX_BEHIND = 14 * _DAY, 3_600

GuardedCommand = Literal["export", "purge"]

#: By whose last runs the time is measured: only those that this check let through. An export that
#: somebody let through does not yet let a purge through.
_MEASURED_BY: Final[dict[GuardedCommand, tuple[GuardedCommand, ...]]] = {
    "export": ("purge", "export"),
    "purge": ("purge",),
}
_NOTHING_DONE: Final[dict[GuardedCommand, str]] = {
    "export": "Nothing was written.",
    "purge": "Nothing was deleted.",
}
_CONFIRM = (
    "If the clock of this machine is wrong, set it (timedatectl). If it is right, run once: "
    f"{PROGRAM} feedback {{}} --clock-is-right"
)


def clock_doubt(connection: Connection, now: int, command: GuardedCommand) -> str:
    """Return why ``now`` may be wrong for a command, in a sentence; empty if it may not.

    ``now`` is seconds since 1970. Where no such command ever ran, it is measured by the newest
    comment.
    """
    runs = last_runs(connection)
    times = {name: runs[name] for name in _MEASURED_BY[command] if name in runs}
    last = max(times, key=times.__getitem__, default=None)
    known = times[last] if last else connection.scalar(select(func.max(comments.c.received)))
    if known is None or known - MAX_BEHIND <= now <= known + MAX_AHEAD:
        return ""
    of_what = f"the last {last} was" if last else "the newest comment came"
    return (
        f"The clock says {day_of(now)}, but {of_what} on {day_of(known)}. "
        f"{_NOTHING_DONE[command]} {_CONFIRM.format(command)}"
    )


def require_right_clock(engine: Engine, now: int, command: GuardedCommand) -> None:
    """Refuse a command at a time that may be wrong.

    Raises:
        UsageError: it may be, with the sentence why.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be read.
    """
    with reading(engine) as connection:
        if doubt := clock_doubt(connection, now, command):
            raise UsageError(doubt)
