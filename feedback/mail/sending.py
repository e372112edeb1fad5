"""Sending the mail of the outbox: each once, after a failure again with growing waits.

A mail is claimed before anything is sent: the claim counts the attempt and sets the time of the
next, so that two processes, or one that is killed half-way, send nothing twice.
"""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, delete, func, select, update

from feedback.app_context import AppContext
from feedback.mail.notify import Delivery, Mailer
from feedback.mail.outbox import MOST_TRIES, WAITS, Mail, due
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import contacts, outbox


def send_due(app: AppContext, mailer: Mailer, now: int) -> Mapping[Delivery, int]:
    """Send what is due at this moment, in seconds since 1970; return how many had which result.

    A key that Notify refuses ends the run: the next mail would fare no better.
    """
    with reading(app.engine) as connection:
        mails = due(connection, app, now)
    counts: Counter[Delivery] = Counter()
    for mail in mails:
        if not _claim(app, mail, now):
            continue
        delivery = _send(mailer, mail)
        _record(app, mail, delivery, now)
        counts[delivery] += 1
        if delivery is Delivery.BAD_KEY:
            break
    return counts


def mark_sent(connection: Connection, mail: Mail, now: int, act: str = "mail sent") -> None:
    """Record that a mail was sent, and delete its words.

    If no other mail to the same person waits, the days until the address is deleted begin now.
    """
    connection.execute(update(outbox).where(outbox.c.id == mail.id).values(sent=now, sealed=None))
    others = connection.scalar(
        select(func.count())
        .select_from(outbox)
        .where(outbox.c.comment == mail.comment, outbox.c.sent.is_(None))
    )
    if not others:
        connection.execute(
            update(contacts).where(contacts.c.comment == mail.comment).values(replied=now)
        )
    note_act(connection, now, act, comment=mail.comment)


def _claim(app: AppContext, mail: Mail, now: int) -> bool:
    wait = WAITS[min(mail.tries, len(WAITS) - 1)]
    claim = (
        update(outbox)
        .where(outbox.c.id == mail.id, outbox.c.tries == mail.tries, outbox.c.sent.is_(None))
        .values(tries=mail.tries + 1, next_try=now + wait)
    )
    with writing(app.engine) as connection:
        return connection.execute(claim).rowcount == 1


def _send(mailer: Mailer, mail: Mail) -> Delivery:
    if mail.address is None or mail.words is None:
        return Delivery.REFUSED
    reference = f"local-offer-{mail.created}-{mail.id}"
    return mailer.send(mail.address, mail.words, reference, is_retry=mail.tries > 0)


def _record(app: AppContext, mail: Mail, delivery: Delivery, now: int) -> None:
    """Record the result of an attempt."""
    with writing(app.engine) as connection:
        if delivery is Delivery.SENT:
            mark_sent(connection, mail, now)
        elif delivery is Delivery.BAD_KEY:
            attempt = update(outbox).where(outbox.c.id == mail.id)
            connection.execute(attempt.values(tries=mail.tries, next_try=now))
        elif mail.address is None:
            connection.execute(delete(outbox).where(outbox.c.id == mail.id))
            note_act(connection, now, "mail dropped", comment=mail.comment, note="no address")
        elif delivery is Delivery.REFUSED or mail.tries + 1 >= MOST_TRIES:
            attempt = update(outbox).where(outbox.c.id == mail.id)
            connection.execute(attempt.values(tries=MOST_TRIES))
            note_act(connection, now, "mail given up", comment=mail.comment)
