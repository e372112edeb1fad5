"""Mail that is held after a restore: it waited at the backup, and may have been sent after it.

It goes out, or counts as sent, when ``feedback bring-back`` has read what became of it in the store
that was set aside, or when a person has said so.
"""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, case, select, update

from feedback.mail.delivery_attempts import is_unsent
from feedback.store.audit_log import note_act
from feedback.store.tables import comments, outbox

#: What stands as the outcome of a mail that is held.
HELD: Final = "held"


def hold_waiting(connection: Connection) -> None:
    """Hold all mail that waits to be sent."""
    connection.execute(update(outbox).where(is_unsent()).values(outcome=HELD))


def held_references(connection: Connection) -> tuple[str, ...]:
    """Return the references of comments whose mail is held."""
    query = select(comments.c.reference).distinct().join(outbox, outbox.c.comment == comments.c.id)
    held = query.where(outbox.c.outcome == HELD).order_by(comments.c.reference)
    return tuple(connection.execute(held).scalars())


def release(connection: Connection, mail_ids: Collection[int], now: int) -> None:
    """Let held mail be sent from ``now`` on (seconds since 1970).

    It counts as tried once: a carrier that can be asked is asked first whether it has it already.
    """
    those = (outbox.c.id.in_(mail_ids), outbox.c.outcome == HELD)
    rows = connection.execute(select(outbox.c.comment).where(*those)).all()
    tries = case((outbox.c.tries > 0, outbox.c.tries), else_=1)
    connection.execute(update(outbox).where(*those).values(outcome="", tries=tries, next_try=now))
    for row in rows:
        note_act(connection, now, "mail released", comment=row.comment)
