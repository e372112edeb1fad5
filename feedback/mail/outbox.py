"""Mail that waits to be sent: its words are sealed, and the address stays with the contact.

Writing a reply never waits for the network: it goes into the outbox in the transaction of the
decision that it explains, and ``feedback send`` takes it from there.
"""

import json
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, insert, select, update

from feedback.app_context import AppContext
from feedback.mail.delivery_attempts import LATE_AFTER, is_due, is_unsent
from feedback.mail.held import HELD
from feedback.mail.mailer import NOT_DELIVERED
from feedback.mail.message import MailText, is_email
from feedback.store.tables import comments, contacts, outbox

#: What became of a mail whose address takes none: it is not tried again.
REFUSED = "refused"

#: How mail can end without having arrived: a person has to tell the sender.
FAILED = (REFUSED, *NOT_DELIVERED)

#: The sender was told in another way after all.
TOLD = "told"

_TEMPLATE = "reply"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of the outbox. ``words`` or ``address`` is None where no key unseals it any more."""

    id: int
    comment: int
    reference: str
    created: int
    tries: int
    words: MailText | None
    address: str | None
    outcome: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether its address takes no mail: it is not tried again."""
        return self.outcome == REFUSED

    @property
    def is_held(self) -> bool:
        """Whether it waits for a person's word, since it may have been sent before a restore."""
        return self.outcome == HELD

    @property
    def is_late(self) -> bool:
        """Whether it failed so often that a person should know; it is still tried each day."""
        return self.tries >= LATE_AFTER and not (self.is_refused or self.is_held)


def queue_reply(
    connection: Connection, app: AppContext, comment_id: int, subject: str, body: str, now: int
) -> bool:
    """Put a reply to whoever sent a comment into the outbox; return whether it will be sent.

    Nothing is queued where no address was left, where it is no e-mail address, or where there is
    nothing to say. ``subject`` becomes one line; ``now`` is seconds since 1970.
    """
    sealed = connection.execute(
        select(contacts.c.sealed).where(contacts.c.comment == comment_id)
    ).scalar_one_or_none()
    address = app.keys.unseal(sealed) if sealed is not None else None
    words = MailText.tidy(subject, body)
    if address is None or not is_email(address) or not words.body:
        return False
    connection.execute(
        insert(outbox),
        {
            "comment": comment_id,
            "template": _TEMPLATE,
            "sealed": app.keys.seal(words.as_json()),
            "created": now,
            "next_try": now,
        },
    )
    return True


def unsent(connection: Connection, app: AppContext) -> tuple[Mail, ...]:
    """Return all mail that has not been sent, oldest first, including what was refused."""
    rows = connection.execute(_WAITING).mappings()
    return tuple(_mail(row, app) for row in rows)


def due(connection: Connection, app: AppContext, now: int) -> tuple[Mail, ...]:
    """Return the mail to be tried now; ``now`` is seconds since 1970."""
    waits = and_(is_due(outbox.c.next_try, now), outbox.c.outcome == "")
    rows = connection.execute(_WAITING.where(waits)).mappings()
    return tuple(_mail(row, app) for row in rows)


def failed_references(connection: Connection) -> tuple[str, ...]:
    """Return the references of comments whose mail did not arrive: a person has to tell them."""
    return _references(connection, outbox.c.outcome.in_(FAILED))


def late_references(connection: Connection) -> tuple[str, ...]:
    """Return the references of comments whose mail failed often, and is still tried each day."""
    return _references(connection, and_(is_unsent(), outbox.c.tries >= LATE_AFTER))


def settle_failed(connection: Connection, comment_id: int, now: int) -> None:
    """Write down that a sender, whom mail did not reach, is told in another way or once more.

    Mail that is held after a restore does not go out any more.
    """
    failed = (outbox.c.comment == comment_id, outbox.c.outcome.in_((*FAILED, HELD)))
    told = {"outcome": TOLD, "sealed": None, "sent": func.coalesce(outbox.c.sent, now)}
    connection.execute(update(outbox).where(*failed).values(told))


def _references(connection: Connection, which: ColumnElement[bool]) -> tuple[str, ...]:
    rows = connection.execute(
        select(comments.c.reference)
        .distinct()
        .join(outbox, outbox.c.comment == comments.c.id)
        .where(which)
        .order_by(comments.c.reference)
    )
    return tuple(rows.scalars())


_WAITING = (
    select(
        outbox.c.id,
        outbox.c.comment,
        outbox.c.created,
        outbox.c.tries,
        outbox.c.outcome,
        outbox.c.sealed.label("words"),
        comments.c.reference,
        contacts.c.sealed.label("address"),
    )
    .join(comments, comments.c.id == outbox.c.comment)
    .outerjoin(contacts, contacts.c.comment == outbox.c.comment)
    .where(outbox.c.sent.is_(None))
    .order_by(outbox.c.created, outbox.c.id)
)


def _mail(row: RowMapping, app: AppContext) -> Mail:
    words = app.keys.unseal(row["words"]) if row["words"] is not None else None
    address = app.keys.unseal(row["address"]) if row["address"] is not None else None
    return Mail(
        row["id"],
        row["comment"],
        row["reference"],
        row["created"],
        row["tries"],
        MailText(**json.loads(words)) if words else None,
        address,
        row["outcome"],
    )
