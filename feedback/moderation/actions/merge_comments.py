"""Merge comments that say the same: the people are added up, and each says where the other is."""

from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, select

from feedback.moderation.action_errors import NotAllowedError
from feedback.moderation.actions.permissions import WRITABLE
from feedback.moderation.comment_record import ModeratedComment, load_comment
from feedback.moderation.versions import Edit, open_comment, write_version
from feedback.states import State, may_move
from feedback.store.tables import answers
from feedback.submission import PUBLISHED_KINDS

_SAME_COMMENT: Final = "Choose another comment: this is the one you are in."
_NO_TARGET: Final = "There is no comment with this reference. Check it."
_TARGET_CLOSED: Final = "The comment you chose is closed. Open that one again first."
_HAS_MERGED: Final = "Others were merged into this one. Open those again first."
_CANNOT_MERGE: Final = "This comment cannot be merged as it stands. Open it again first."


def merge(connection: Connection, edit: Edit, into: int) -> int:
    """Merge a comment into the one with the id ``into``, whose number of people grows.

    Returns:
        The number of the merged comment's new version.

    Raises:
        ActionError: if one of the two is gone, closed or no comment, or they are the same.
    """
    comment = open_comment(connection, edit, into)
    target = _merge_target(connection, comment, into)
    version = replace(
        comment.current,
        state=State.MERGED,
        merged_into=into,
        published_version=None,
        signed_off_at=None,
        signed_off_by="",
    )
    number = write_version(connection, comment, version, edit, "merged", str(into))
    add_people(connection, target, edit, comment.answer.people)
    return number


def leave_merge(connection: Connection, comment: ModeratedComment, edit: Edit) -> None:
    """Take the people of a merged comment out of the one that it was merged into."""
    target = load_comment(connection, comment.current.merged_into or 0)
    if target:
        add_people(connection, target, edit, -comment.answer.people)


def add_people(connection: Connection, target: ModeratedComment, edit: Edit, people: int) -> None:
    """Add to the number of people who said what a comment says, or take away from it.

    At least one has said it. The account and the time are those of ``edit``.
    """
    counted = replace(target.answer, people=max(1, target.answer.people + people))
    target_edit = replace(edit, comment_id=target.id, version=target.version)
    version = replace(target.current, answer=counted)
    write_version(connection, target, version, target_edit, "people counted")


def merged_into(connection: Connection, comment_id: int) -> tuple[int, ...]:
    """Return the ids of the comments that were merged into this one."""
    merged = select(answers.c.comment).where(answers.c.merged == comment_id)
    return tuple(connection.execute(merged.order_by(answers.c.comment)).scalars())


def _merge_target(connection: Connection, comment: ModeratedComment, into: int) -> ModeratedComment:
    target = load_comment(connection, into)
    if not may_move(comment.state, State.MERGED) or comment.kind not in PUBLISHED_KINDS:
        raise NotAllowedError(_CANNOT_MERGE)
    if target is None or target.kind != comment.kind:
        raise NotAllowedError(_NO_TARGET)
    if target.id == comment.id:
        raise NotAllowedError(_SAME_COMMENT)
    if target.state not in WRITABLE:
        raise NotAllowedError(_TARGET_CLOSED)
    if merged_into(connection, comment.id):
        raise NotAllowedError(_HAS_MERGED)
    return target
