"""Mail that waits to be sent: its words are sealed, and the address stays with the contact.

Writing a reply never waits for the network: it goes into the outbox in the transaction of the
decision that it explains, and ``feedback send`` takes it from there.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, insert, select

from feedback.app_context import AppContext
from feedback.mail.message import MailText, is_email
from feedback.store.tables import comments, contacts, outbox

#: Seconds from a failure to the next attempt: 5 minutes, half an hour, 2 hours, 6, 24.
WAITS = (300, 1_800, 7_200, 21_600, 86_400)

#: After so many failures it is given up, and ``feedback send`` says so.
MOST_TRIES = len(WAITS) + 1

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

    @property
    def given_up(self) -> bool:
        """Whether it failed so often that it is not tried again."""
        return self.tries >= MOST_TRIES


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
    """Return all mail that has not been sent, oldest first, including what was given up."""
    rows = connection.execute(_WAITING).mappings()
    return tuple(_mail(row, app) for row in rows)


def due(connection: Connection, app: AppContext, now: int) -> tuple[Mail, ...]:
    """Return the mail to be tried now; ``now`` is seconds since 1970."""
    rows = connection.execute(
        _WAITING.where(outbox.c.next_try <= now, outbox.c.tries < MOST_TRIES)
    ).mappings()
    return tuple(_mail(row, app) for row in rows)


def given_up_references(connection: Connection) -> tuple[str, ...]:
    """Return the references of comments whose mail was given up: a person has to write instead."""
    rows = connection.execute(
        select(comments.c.reference)
        .distinct()
        .join(outbox, outbox.c.comment == comments.c.id)
        .where(outbox.c.sent.is_(None), outbox.c.tries >= MOST_TRIES)
        .order_by(comments.c.reference)
    )
    return tuple(rows.scalars())


_WAITING = (
    select(
        outbox.c.id,
        outbox.c.comment,
        outbox.c.created,
        outbox.c.tries,
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
    )
