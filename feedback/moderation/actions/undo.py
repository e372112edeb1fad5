"""Undo: the former version is brought back, as a new one. Nothing that was written is lost."""

from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from feedback.moderation.action_errors import NotAllowedError
from feedback.moderation.actions.merge_comments import add_people, leave_merge
from feedback.moderation.actions.permissions import require_permission, role_for_move
from feedback.moderation.comment_record import (
    CommentVersion,
    ModeratedComment,
    load_comment,
    version_from_row,
)
from feedback.moderation.versions import Edit, former_kind, open_comment, write_kind, write_version
from feedback.states import State
from feedback.store.tables import drafts

#: The act that makes a comment of a submission of another kind.
MADE_A_COMMENT: Final = "made a comment"

_NOTHING_TO_UNDO: Final = "There is nothing to undo."
_NOT_YOURS: Final = "Somebody else made the last change. Ask them, or change it yourself."
_PUBLISHED: Final = "This comment is published. Open it again to change it."


def undo(connection: Connection, edit: Edit) -> int:
    """Bring back the version before the last change, and return the new version's number.

    Raises:
        ActionError: if there was no change, somebody else made it, the comment is published, or the
            account's role may not make the move back.
    """
    comment = open_comment(connection, edit)
    former = _former_version(connection, comment)
    if former is None:
        raise NotAllowedError(_NOTHING_TO_UNDO)
    if former.account != edit.account.id:
        raise NotAllowedError(_NOT_YOURS)
    if comment.state is State.PUBLISHED:
        raise NotAllowedError(_PUBLISHED)
    if made_from := former_kind(connection, comment, MADE_A_COMMENT):
        require_permission(edit.account, "moderator")
        return write_kind(connection, comment, edit, "undone", *made_from)
    version = version_from_row(former)
    require_permission(edit.account, role_for_move(comment.state, version.state))
    _restore_people(connection, comment, version, edit)
    return write_version(connection, comment, version, edit, "undone")


def before_sign_off(connection: Connection, comment: ModeratedComment) -> CommentVersion:
    """Return a signed-off comment's version as it is opened again before it was exported.

    What was published before, if anything, is published again.
    """
    former = _former_version(connection, comment)
    return replace(
        comment.current,
        published_version=former.shown if former else None,
        signed_off_at=former.signed if former else None,
        signed_off_by=former.signed_by if former else "",
    )


def _restore_people(
    connection: Connection, comment: ModeratedComment, version: CommentVersion, edit: Edit
) -> None:
    """Count the people of a comment where an undo brings them: out of a merge, or back into one."""
    is_merged = comment.current.merged_into is not None
    if is_merged and version.merged_into is None:
        leave_merge(connection, comment, edit)
    if not is_merged and version.merged_into is not None:
        target = load_comment(connection, version.merged_into)
        if target:
            add_people(connection, target, edit, version.answer.people)


def _former_version(connection: Connection, comment: ModeratedComment) -> Row[Any] | None:
    former = (drafts.c.comment == comment.id) & (drafts.c.version == comment.version - 1)
    return connection.execute(select(drafts).where(former)).one_or_none()
