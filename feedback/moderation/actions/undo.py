"""Undo: the former version is brought back, as a new one. Nothing that was written is lost."""

from dataclasses import replace as but
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from feedback.moderation.actions.merge_comments import add_people, leave
from feedback.moderation.actions.permissions import ROLE, may_bring
from feedback.moderation.comment_record import CommentState, ModeratedComment, held, standing_of
from feedback.moderation.versions import Edit, NotAllowed, Result, opened, replace
from feedback.states import State
from feedback.store.tables import drafts

_NOTHING: Final = NotAllowed("There is nothing to undo.")
_OTHERS: Final = NotAllowed("Somebody else made the last change. Ask them, or change it yourself.")
_PUBLISHED: Final = NotAllowed("This comment is published. Open it again to change it.")


def undo(connection: Connection, at: Edit) -> Result:
    """Bring back the version before the last change, if the same account made that change."""
    old = opened(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    former = _former(connection, old)
    if former is None:
        return _NOTHING
    if former.account != at.account.id:
        return _OTHERS
    if old.standing.state is State.PUBLISHED:
        return _PUBLISHED
    back = standing_of(former)
    if not may_bring(at.account, old.standing.state, back.state):
        return ROLE
    return _brought_back(connection, old, back, at)


def can_undo(connection: Connection, old: ModeratedComment, account: int) -> bool:
    """Return whether the last change was made by this account and can be undone."""
    former = _former(connection, old)
    is_theirs = former is not None and former.account == account
    return is_theirs and old.standing.state is not State.PUBLISHED


def before_signing(connection: Connection, old: ModeratedComment) -> CommentState:
    """Return how a comment stands that is opened again after it was signed off, not yet exported.

    What was shown before, if anything, is shown again.
    """
    former = _former(connection, old)
    if former is None:
        return but(old.standing, shown=None, signed=None, signed_by="")
    shown, signed, signed_by = former.shown, former.signed, former.signed_by
    return but(old.standing, shown=shown, signed=signed, signed_by=signed_by)


def _brought_back(
    connection: Connection, old: ModeratedComment, back: CommentState, at: Edit
) -> Result:
    if old.standing.merged is not None and back.merged is None:
        leave(connection, old, at)
    if old.standing.merged is None and back.merged is not None:
        target = held(connection, back.merged)
        if target:
            add_people(connection, target, at, back.answer.people)
    return replace(connection, old, back, at, "undone")


def _former(connection: Connection, old: ModeratedComment) -> Row[Any] | None:
    of_this = (drafts.c.comment == old.id) & (drafts.c.version == old.version - 1)
    return connection.execute(select(drafts).where(of_this)).one_or_none()
