"""Write in a comment, bring it into another state, take it off the site, make it a comment.

Each function takes an open transaction that may write, and returns the number of the new version.
The moves are those of ``feedback.states.MOVES``; who may make them is decided in ``dispatch``.
"""

from dataclasses import replace
from typing import Final, get_args

from sqlalchemy import Connection

from feedback.moderation.action_errors import NotAllowedError
from feedback.moderation.actions.merge_comments import leave_merge
from feedback.moderation.actions.permissions import HIDDEN, states_of, writable_states
from feedback.moderation.actions.undo import MADE_A_COMMENT, before_sign_off
from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import CommentVersion, ModeratedComment
from feedback.moderation.versions import Edit, open_comment, write_kind, write_version
from feedback.states import State, may_move
from feedback.submission import PUBLISHED_KINDS
from localoffer.model.comment_terms import WithheldReason

CLOSED: Final = "Open this comment again to change it."
_CANNOT_BECOME_COMMENT: Final = (
    "Only a new correction or reason, or new words that somebody looked for, can be made a comment."
)
_NO_REASON: Final = "Choose one of the two reasons for which the law lets you withhold it."
_NO_ANSWER: Final = "Write the answer first."
_MAY_PUBLISH: Final = (
    "Its sender lets you publish it. Sign it off, or withhold it for one of the two reasons."
)
#: States into which a comment comes by an action with rules of its own.
_OTHER_ACTIONS: Final = frozenset({State.SIGNED_OFF, State.PUBLISHED, State.MERGED})


def require_writable(comment: ModeratedComment) -> None:
    """Let a comment pass in which moderators can write.

    Raises:
        NotAllowedError: if it is closed.
    """
    if comment.state not in writable_states(comment.kind):
        raise NotAllowedError(CLOSED)


def save(connection: Connection, edit: Edit, answer: Answer) -> int:
    """Save what is written so far; a new comment is open from then on.

    Raises:
        ActionError: if the comment is closed, gone, or was saved by somebody else meanwhile.
    """
    comment = open_comment(connection, edit)
    require_writable(comment)
    opens = comment.state is State.NEW and comment.kind in PUBLISHED_KINDS
    state = State.OPEN if opens else comment.state
    version = replace(comment.current, state=state, answer=answer)
    return write_version(connection, comment, version, edit, "saved")


def move(connection: Connection, edit: Edit, to: State, reason: str = "") -> int:
    """Bring a comment into another state; ``reason`` is the lawful one to withhold it.

    Raises:
        ActionError: if there is no such move from its state, or something is lacking for it.
    """
    comment = open_comment(connection, edit)
    _require_move(comment, to, reason)
    if comment.current.merged_into is not None:
        leave_merge(connection, comment, edit)
    version = _moved(connection, comment, edit, to, reason)
    return write_version(connection, comment, version, edit, to.value, reason)


def mark_answered(connection: Connection, edit: Edit) -> int:
    """Bring a comment into the state "answered"; one that is answered stays as it is.

    Raises:
        ActionError: as ``move`` does.
    """
    if open_comment(connection, edit).state is State.ANSWERED:
        return edit.version
    return move(connection, edit, State.ANSWERED)


def take_down(connection: Connection, edit: Edit) -> int:
    """Have a comment taken off the site with the next export, and open it.

    Raises:
        ActionError: if nothing of it is published.
    """
    comment = open_comment(connection, edit)
    if not comment.current.published_version:
        raise NotAllowedError("Nothing of this comment is shown.")
    state = State.OPEN if may_move(comment.state, State.OPEN) else comment.state
    version = replace(_unpublished(comment.current), state=state)
    return write_version(connection, comment, version, edit, "taken down")


def can_become_comment(comment: ModeratedComment) -> bool:
    """Return whether a submission of another kind can be made a comment."""
    return comment.kind in ("correction", "useful", "sought") and comment.state is State.NEW


def become_comment(connection: Connection, edit: Edit) -> int:
    """Make a comment of a submission of another kind.

    Its ``about`` said why it was sent; a comment's says which matter, which is still to choose.

    Raises:
        ActionError: if it is of a kind, or in a state, that cannot become a comment.
    """
    comment = open_comment(connection, edit)
    if not can_become_comment(comment):
        raise NotAllowedError(_CANNOT_BECOME_COMMENT)
    return write_kind(connection, comment, edit, MADE_A_COMMENT, "comment", "")


def _require_move(comment: ModeratedComment, to: State, reason: str) -> None:
    state, answer = comment.state, comment.answer
    if not may_move(state, to) or to not in states_of(comment.kind) or to in _OTHER_ACTIONS:
        raise NotAllowedError(f"It is “{state}”, and cannot become “{to}” from there.")
    if to is State.WITHHELD and reason not in get_args(WithheldReason):
        raise NotAllowedError(_NO_REASON)
    if to in (State.ANSWERED, State.NOT_TO_PUBLISH) and not (answer.answer or answer.reply):
        raise NotAllowedError(_NO_ANSWER)
    if to is State.NOT_TO_PUBLISH and comment.may_publish:
        raise NotAllowedError(_MAY_PUBLISH)


def _moved(
    connection: Connection, comment: ModeratedComment, edit: Edit, to: State, reason: str
) -> CommentVersion:
    """Return the version after a move: in a hidden state nothing is published any more."""
    version = comment.current
    if to in HIDDEN:
        version = _unpublished(version)
    elif version.state is State.SIGNED_OFF:
        version = before_sign_off(connection, comment)
    return replace(
        version,
        state=to,
        answered_at=version.answered_at or (edit.now if to is State.ANSWERED else None),
        withheld_reason=reason if to is State.WITHHELD else "",
        merged_into=None,
    )


def _unpublished(version: CommentVersion) -> CommentVersion:
    return replace(version, published_version=None, signed_off_at=None, signed_off_by="")
