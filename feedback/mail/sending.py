"""Sending the replies of the outbox: each once, after a failure again with growing waits."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, func, select, update

from feedback.app_context import AppContext
from feedback.mail.delivery_attempts import LATE_AFTER, claim, give_back, record_sent
from feedback.mail.mailer import Delivery, Handover, Letter, Mailer
from feedback.mail.outbox import REFUSED, Mail, due
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import contacts, outbox

#: After so many failures in a row nobody answers, and the rest waits for the next run.
_MOST_FAILURES = 3


@dataclass(slots=True)
class SendingResult:
    """How many had which result, and the reasons of what failed: no address, no word of a mail."""

    counts: dict[Delivery, int] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    failures_in_a_row: int = 0

    def add(self, handover: Handover) -> None:
        """Count a result."""
        delivery = handover.delivery
        self.counts[delivery] = self.counts.get(delivery, 0) + 1
        self.failures_in_a_row = self.failures_in_a_row + 1 if delivery is Delivery.RETRY else 0
        if handover.reason and handover.reason not in self.reasons:
            self.reasons.append(handover.reason)

    @property
    def must_stop(self) -> bool:
        """Whether the next one would fare no better."""
        return Delivery.OUR_FAULT in self.counts or self.failures_in_a_row >= _MOST_FAILURES


def send_due(app: AppContext, mailer: Mailer, now: int) -> SendingResult:
    """Send what is due at this moment, in seconds since 1970."""
    with reading(app.engine) as connection:
        mails = due(connection, app, now)
    result = SendingResult()
    for mail in mails:
        if result.must_stop:
            break
        if claim(app, outbox, mail.id, mail.tries, now):
            handover = _send(mailer, mail)
            with writing(app.engine) as connection:
                _record(connection, mail, handover, mailer, now)
            result.add(handover)
    return result


def mark_sent(connection: Connection, mail: Mail, now: int, act: str = "mail sent") -> None:
    """Record that a mail was sent, and delete its words.

    If no other mail to the same person waits, the days until the address is deleted begin now.
    """
    sent = {"sent": now, "sealed": None, "outcome": ""}
    connection.execute(update(outbox).where(outbox.c.id == mail.id).values(sent))
    others = connection.scalar(
        select(func.count())
        .select_from(outbox)
        .where(outbox.c.comment == mail.comment, outbox.c.sent.is_(None))
    )
    if not others:
        _set_replied(connection, mail.comment, now)
    note_act(connection, now, act, comment=mail.comment)


def mark_failed(connection: Connection, row_id: int, comment: int, outcome: str, now: int) -> None:
    """Record that a mail did not arrive: its sender has not been told, and somebody has to.

    Their address is kept for that. The log of the comment says what became of the mail.
    """
    connection.execute(update(outbox).where(outbox.c.id == row_id).values(outcome=outcome))
    _set_replied(connection, comment, None)
    note_act(connection, now, "mail failed", comment=comment, note=outcome)


def _set_replied(connection: Connection, comment: int, at: int | None) -> None:
    contact = update(contacts).where(contacts.c.comment == comment)
    connection.execute(contact.values(replied=at))


def _send(mailer: Mailer, mail: Mail) -> Handover:
    if mail.address is None or mail.words is None:
        return Handover(Delivery.REFUSED)
    reference = reference_of(mail.created, mail.id)
    return mailer.send(Letter(mail.address, mail.words, reference, is_retry=mail.tries > 0))


def reference_of(created: int, row_id: int) -> str:
    """Return our name for a mail, which its carrier is told."""
    return f"local-offer-{created}-{row_id}"


def _record(
    connection: Connection, mail: Mail, handover: Handover, mailer: Mailer, now: int
) -> None:
    """Record the result of an attempt."""
    delivery = handover.delivery
    if delivery is Delivery.SENT:
        mark_sent(connection, mail, now)
        record_sent(connection, outbox, mail.id, handover, mailer, now)
    elif delivery is Delivery.OUR_FAULT:
        give_back(connection, outbox, mail.id, mail.tries, now)
    elif mail.address is None:
        connection.execute(delete(outbox).where(outbox.c.id == mail.id))
        note_act(connection, now, "mail dropped", comment=mail.comment, note="no address")
    elif delivery is Delivery.REFUSED:
        mark_failed(connection, mail.id, mail.comment, REFUSED, now)
    elif mail.tries + 1 == LATE_AFTER:
        note_act(connection, now, "mail late", comment=mail.comment)
