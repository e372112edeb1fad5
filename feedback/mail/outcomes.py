"""What became of mail after it was handed over: its carrier is asked, for a week.

Asked after five minutes, then whenever it has waited as long again: 10 minutes, 20, 40 … days.
GOV.UK Notify tells for seven days (docs.notifications.service.gov.uk/python.html).
"""

from typing import Any

from sqlalchemy import Row, Table, or_, select, update

from feedback.app_context import AppContext
from feedback.clock_jumps import is_ahead
from feedback.mail.mailer import DELIVERED, Mailer
from feedback.mail.sending import mark_failed, reference_of
from feedback.store.engine import reading, writing
from feedback.store.tables import notices, outbox

_WEEK = 7 * 86_400

#: So many are asked for in one run at most: a run ends before the next one begins.
_MOST_ASKED = 200


def ask_outcomes(app: AppContext, mailer: Mailer, now: int) -> int:
    """Ask what became of sent mail that is due to be asked for; return how many did not arrive."""
    if not mailer.can_ask:
        return 0
    return sum(
        _ask(app, mailer, table, row, now)
        for table in (outbox, notices)
        for row in _rows_to_ask(app, table, now)
    )


def _rows_to_ask(app: AppContext, table: Table, now: int) -> list[Row[Any]]:
    is_time = or_(table.c.ask_at <= now, is_ahead(table.c.ask_at, now + _WEEK))
    waits = (is_time, table.c.outcome == "")
    with reading(app.engine) as connection:
        return list(connection.execute(select(table).where(*waits).limit(_MOST_ASKED)))


def _ask(app: AppContext, mailer: Mailer, table: Table, row: Row[Any], now: int) -> bool:
    """Ask about one and record the answer; return whether it did not arrive."""
    prefix = "" if table is outbox else f"{row.kind}-"
    outcome = mailer.outcome(row.carrier_id, f"{prefix}{reference_of(row.created, row.id)}")
    age = abs(now - row.sent)  # a clock that was ahead may have written when it was sent
    ask_at = None if outcome or age > _WEEK else now + max(age, 300)
    with writing(app.engine) as connection:
        asked = update(table).where(table.c.id == row.id, table.c.outcome == "")
        changed = connection.execute(asked.values(outcome=outcome, ask_at=ask_at)).rowcount
        failed = bool(changed and outcome and outcome != DELIVERED)
        if failed and table is outbox:
            mark_failed(connection, row.id, row.comment, outcome, now)
    return failed
