"""Whether the clock can be right: a purge at a wrong time deletes what nobody may delete yet.

A machine that was resumed, or whose battery is empty, is years ahead or behind until its clock is
set. The purge runs each night, so its last run says roughly what time it is.
"""

from sqlalchemy import Connection, func, select

from feedback.local_time import day_of
from feedback.store.command_runs import last_runs
from feedback.store.tables import comments
from localoffer.program import PROGRAM

_DAY = 86_400

#: So long after the last purge it is still likely that only its timer stood still, in seconds; so
#: long before it, that two hosts are of different opinions.
MAX_AHEAD, MAX_BEHIND = 14 * _DAY, 3_600

_CONFIRM = (
    "Nothing was deleted. If the clock of this machine is wrong, set it (timedatectl). If it is "
    f"right, run once: {PROGRAM} feedback purge --clock-is-right"
)


def clock_doubt(connection: Connection, now: int) -> str:
    """Return why ``now`` may be wrong (seconds since 1970), in a sentence; empty if it may not.

    Where nothing was ever purged, it is measured by the newest comment.
    """
    purged = last_runs(connection).get("purge")
    known = purged or connection.scalar(select(func.max(comments.c.received)))
    if known is None or known - MAX_BEHIND <= now <= known + MAX_AHEAD:
        return ""
    of_what = "the last purge was" if purged else "the newest comment came"
    return f"The clock says {day_of(now)}, but {of_what} on {day_of(known)}. {_CONFIRM}"
