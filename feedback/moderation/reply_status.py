"""Whether whoever sent a comment asked for a reply and has had it, as far as we know."""

from typing import Any, Final

from sqlalchemy import Connection, Row, select

from feedback.local_time import day_of
from feedback.mail.held import HELD
from feedback.mail.mailer import DELIVERED
from feedback.mail.outbox import FAILED, TOLD
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.labels import MAIL_FAILURES
from feedback.store.tables import outbox
from localoffer.render.filters import day

_WAITS: Final = "The reply is in the outbox: it has not been sent yet."
_HELD: Final = (
    "A backup was put back after this reply was written, so it may have been sent already. It "
    "waits until whoever runs the service has looked."
)


def reply_status(connection: Connection, comment: ModeratedComment) -> str:
    """Return a sentence on the reply; "told" and "sent" only where that has happened."""
    mail = _last_mail(connection, comment.id)
    if mail and mail.outcome in FAILED:
        why = MAIL_FAILURES[mail.outcome]
        return f"The reply did not arrive: {why}. Tell them in another way."
    if mail and mail.sent is None:
        return _HELD if mail.outcome == HELD else _WAITS
    if comment.replied:
        return _told(comment.replied, mail)
    if comment.has_address:
        return "They left an address for a reply. They have not been told yet."
    if comment.wants_reply:
        return "They asked for a reply, but their address has been deleted by rule."
    return "They asked for no reply."


def told_on(connection: Connection, comment: ModeratedComment) -> int | None:
    """Return when the sender was told, in seconds since 1970; None while nothing was sent."""
    mail = _last_mail(connection, comment.id)
    is_undelivered = mail and (mail.sent is None or mail.outcome in FAILED)
    return None if is_undelivered else comment.replied


def _told(replied: int, mail: Row[Any] | None) -> str:
    when = day(day_of(replied))
    if mail is None or mail.outcome == TOLD or mail.sent != replied:
        return f"They were told on {when}."
    arrived = ", and it arrived" if mail.outcome == DELIVERED else ""
    return f"The reply was sent by e-mail on {when}{arrived}."


def _last_mail(connection: Connection, comment_id: int) -> Row[Any] | None:
    query = select(outbox).where(outbox.c.comment == comment_id)
    return connection.execute(query.order_by(outbox.c.id.desc()).limit(1)).one_or_none()
