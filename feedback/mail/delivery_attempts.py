"""Attempts to send, the same for replies and for notices: claimed first, so none is sent twice.

The claim counts the attempt and sets the time of the next: two processes, or one that is killed
half-way, do not send the same thing at once.
"""

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, update

from feedback.app_context import AppContext
from feedback.clock_jumps import is_ahead
from feedback.mail.mailer import Handover, Mailer
from feedback.store.engine import writing
from feedback.store.tables import outbox

#: Seconds from a failure to the next attempt: 5 minutes, half an hour, 2 hours, 6, 24; then daily.
WAITS = (300, 1_800, 7_200, 21_600, 86_400)

#: After so many failures ``feedback send`` says so; it is still tried each day.
LATE_AFTER = len(WAITS) + 1

#: Seconds until a carrier is asked for the first time what became of a mail.
_FIRST_ASKED = 300


def is_unsent() -> ColumnElement[bool]:
    """Return the condition for mail of the outbox that is still to be tried."""
    return and_(outbox.c.sent.is_(None), outbox.c.outcome == "")


def is_due(next_try: ColumnElement[int], now: int) -> ColumnElement[bool]:
    """Return the condition for what is to be tried now.

    No wait is longer than the last one: a time further off was set by a clock that was ahead.
    """
    return or_(next_try <= now, is_ahead(next_try, now + WAITS[-1]))


def claim(app: AppContext, table: Table, row_id: int, tries: int, now: int) -> bool:
    """Claim an attempt; return False where another process has it, or it is sent already."""
    wait = WAITS[min(tries, len(WAITS) - 1)]
    attempt = (
        update(table)
        .where(table.c.id == row_id, table.c.tries == tries, table.c.sent.is_(None))
        .values(tries=tries + 1, next_try=now + wait)
    )
    with writing(app.engine) as connection:
        return connection.execute(attempt).rowcount == 1


def give_back(connection: Connection, table: Table, row_id: int, tries: int, now: int) -> None:
    """Take an attempt back that was not one: what stood in its way is ours to mend."""
    row = update(table).where(table.c.id == row_id)
    connection.execute(row.values(tries=tries, next_try=now))


def record_sent(
    connection: Connection,
    table: Table,
    row_id: int,
    handover: Handover,
    mailer: Mailer,
    now: int,
) -> None:
    """Record that a row was handed over, and when to ask what became of it."""
    values = {
        "sent": now,
        "carrier_id": handover.carrier_id,
        "ask_at": now + _FIRST_ASKED if mailer.can_ask else None,
    }
    connection.execute(update(table).where(table.c.id == row_id).values(values))
