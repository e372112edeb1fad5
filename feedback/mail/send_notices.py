"""Sending the notices to the council's own mailbox."""

from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from feedback.app_context import AppContext
from feedback.mail.delivery_attempts import (
    LATE_AFTER,
    claim,
    give_back,
    is_due,
    record_sent,
)
from feedback.mail.mailer import NOT_DELIVERED, Delivery, Handover, Letter, Mailer
from feedback.mail.notice_words import notice_words
from feedback.mail.notices import queue_notices
from feedback.mail.outbox import REFUSED
from feedback.mail.sending import SendingResult, reference_of
from feedback.store.engine import reading, writing
from feedback.store.tables import notices

_FAILED = (REFUSED, *NOT_DELIVERED)
_WEEK = 7 * 86_400


def send_notices(app: AppContext, mailer: Mailer, now: int) -> SendingResult:
    """Queue what the mailbox has not been told yet, and send what is due; danger comes first."""
    queue_notices(app, now)
    waits = (notices.c.sent.is_(None), is_due(notices.c.next_try, now), notices.c.outcome == "")
    with reading(app.engine) as connection:
        rows = list(connection.execute(select(notices).where(*waits).order_by(*_ORDER)))
    result = SendingResult()
    for row in rows:
        if result.must_stop:
            break
        if claim(app, notices, row.id, row.tries, now):
            _send(app, mailer, row, now, result)
    return result


def mailbox_fails(connection: Connection, now: int) -> bool:
    """Return whether a notice of the last week did not arrive, or has failed again and again."""
    late = notices.c.sent.is_(None) & (notices.c.tries >= LATE_AFTER)
    failed = notices.c.outcome.in_(_FAILED) | late
    recent = notices.c.created > now - _WEEK
    return (
        connection.execute(select(notices.c.id).where(failed, recent).limit(1)).first() is not None
    )


_ORDER = ((notices.c.kind != "danger"), notices.c.created, notices.c.id)


def _send(app: AppContext, mailer: Mailer, row: Row[Any], now: int, result: SendingResult) -> None:
    with reading(app.engine) as connection:
        words = notice_words(connection, app, row)
    if words is None:
        with writing(app.engine) as connection:
            connection.execute(delete(notices).where(notices.c.id == row.id))
        return
    reference = f"{row.kind}-{reference_of(row.created, row.id)}"
    letter = Letter(app.settings.notices_to, words, reference, is_retry=row.tries > 0)
    handover = mailer.send(letter)
    with writing(app.engine) as connection:
        _record(connection, row, handover, mailer, now)
    result.add(handover)


def _record(
    connection: Connection, row: Row[Any], handover: Handover, mailer: Mailer, now: int
) -> None:
    if handover.delivery is Delivery.SENT:
        record_sent(connection, notices, row.id, handover, mailer, now)
    elif handover.delivery is Delivery.OUR_FAULT:
        give_back(connection, notices, row.id, row.tries, now)
    elif handover.delivery is Delivery.REFUSED:
        refused = update(notices).where(notices.c.id == row.id)
        connection.execute(refused.values(outcome=REFUSED))
