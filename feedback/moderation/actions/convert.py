"""A reason, or what somebody looked for, that is a comment after all: it becomes one.

It keeps its words, its page and whether it may be published, and is counted once. A correction is
counted as what it is; a comment in it is entered apart.
"""

from typing import Final

from sqlalchemy import Connection, update

from feedback.moderation.actions.permissions import ROLE
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.versions import Edit, EditConflict, NotAllowed, Result, Saved, opened, step
from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.tables import comments

_STANDS: Final = NotAllowed(
    "Only a new reason, or new words that somebody looked for, can be made a comment."
)


def can_become(old: ModeratedComment) -> bool:
    """Return whether it can be made a comment as it stands."""
    return old.kind in ("useful", "sought") and old.standing.state is State.NEW


def become_comment(connection: Connection, at: Edit) -> Result:
    """Make it a comment. ``about`` said why it was sent; now it is the matter, still to choose."""
    old = opened(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    if not at.account.may("moderator"):
        return ROLE
    if not can_become(old):
        return _STANDS
    if not step(connection, old):
        return EditConflict()
    mine = update(comments).where(comments.c.id == old.id)
    connection.execute(mine.values(kind="comment", about=""))
    note_act(
        connection, at.now, "made a comment", account=at.account.id, comment=old.id, note=old.kind
    )
    return Saved(old.version + 1)
