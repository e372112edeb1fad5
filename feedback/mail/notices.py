"""Notices to the council's own mailbox: danger at once, new ones daily, overdue ones weekly.

A notice is queued with the numbers of what it is about and no word of it. What has been told is
known from the tables: nothing is told twice or lost, whichever process is ended when.
"""

from datetime import date

from sqlalchemy import ColumnElement, Connection, exists, func, select

from feedback.app_context import AppContext
from feedback.clock_jumps import is_ahead
from feedback.local_time import beginning, day_of
from feedback.moderation.queue import WAITING_STATES, is_unchecked_danger
from feedback.states import State
from feedback.store.engine import writing
from feedback.store.idempotency import insert_once
from feedback.store.tables import comments, danger_notices, notices

#: So many notices of danger an hour at most: more is a flood, and the next one tells of all.
MOST_DANGER_AN_HOUR = 10

#: The hour of the day from which the daily and the weekly notice go out.
_MORNING = 7

_HOUR = 3_600
_MOST_IN_ONE = 500

_WAITING = tuple(state.value for state in WAITING_STATES)
_READABLE = (State.QUARANTINED.value, *_WAITING)


def queue_notices(app: AppContext, now: int) -> None:
    """Queue what the mailbox has not been told yet; ``now`` is seconds since 1970."""
    with writing(app.engine) as connection:
        _queue_danger(connection, now)
        if now - beginning(day_of(now)) >= _MORNING * _HOUR:
            _queue_new(connection, now)
            _queue_overdue(connection, now)


def new_since(connection: Connection, made: int, before: int | None = None) -> int:
    """Return when the daily notice before this one was made; 0 if there was none.

    Args:
        connection: An open transaction.
        made: When this one was made, or is about to be.
        before: The id of the notice; None for the one that is about to be made.
    """
    query = select(func.max(notices.c.created)).where(
        notices.c.kind == "new", ~is_ahead(notices.c.created, made)
    )
    if before is not None:
        query = query.where(notices.c.id < before)
    return connection.scalar(query) or 0


def is_new(since: int, until: int) -> ColumnElement[bool]:
    """Return what is new: what came in this time, and waits in the queue or the quarantine."""
    came = (comments.c.received > since) & (comments.c.received <= until)
    return came & comments.c.state.in_(_READABLE)


def is_overdue(now: int) -> ColumnElement[bool]:
    """Return what is overdue: what waits for somebody, and its day is past."""
    return (comments.c.due < now) & comments.c.state.in_(_WAITING)


def _queue_danger(connection: Connection, now: int) -> None:
    told = exists().where(danger_notices.c.comment == comments.c.id)
    query = select(comments.c.id).where(*is_unchecked_danger(), ~told)
    ids = list(connection.execute(query.order_by(comments.c.id).limit(_MOST_IN_ONE)).scalars())
    if not ids or _danger_notices_of_hour(connection, now) >= MOST_DANGER_AN_HOUR:
        return
    notice = _insert(connection, "danger", str(ids[0]), now)
    if notice is not None:
        once = insert_once(connection.dialect.name, danger_notices, danger_notices.c.comment)
        connection.execute(once, [{"comment": id_, "notice": notice} for id_ in ids])


def _danger_notices_of_hour(connection: Connection, now: int) -> int:
    since, is_ahead_of_us = now - _HOUR, is_ahead(notices.c.created, now)
    made = (notices.c.kind == "danger", notices.c.created > since, ~is_ahead_of_us)
    return connection.scalar(select(func.count()).select_from(notices).where(*made)) or 0


def _queue_new(connection: Connection, now: int) -> None:
    if _count(connection, is_new(new_since(connection, now), now)):
        _insert(connection, "new", day_of(now).isoformat(), now)


def _queue_overdue(connection: Connection, now: int) -> None:
    if _count(connection, is_overdue(now)):
        _insert(connection, "overdue", week_of(day_of(now)), now)


def week_of(day: date) -> str:
    """Return the week of a day as ISO 8601 writes it: ``2026-W48``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _count(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(comments).where(which)) or 0


def _insert(connection: Connection, kind: str, period: str, now: int) -> int | None:
    """Insert a notice and return its id; None where it was made before."""
    insert = insert_once(connection.dialect.name, notices, notices.c.kind, notices.c.period)
    row = {"kind": kind, "period": period, "created": now, "next_try": now}
    id_: int | None = connection.scalar(insert.values(row).returning(notices.c.id))
    return id_
