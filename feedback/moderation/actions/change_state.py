"""Save a comment, move it to another state, take it down, or make something else a comment.

Each action takes an open transaction that may write, and returns its result. Moves are those of
``feedback.states.MOVES``; signing off, merging and undoing have modules of their own.
"""

from dataclasses import replace as but
from typing import Final, get_args

from sqlalchemy import Connection, update

from feedback.moderation.actions.merge_comments import leave
from feedback.moderation.actions.permissions import (
    CLOSED,
    OUT_OF_SIGHT,
    ROLE,
    may_bring,
    states_of,
    writable_of,
)
from feedback.moderation.actions.undo import before_signing
from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import CommentState, ModeratedComment
from feedback.moderation.versions import (
    Edit,
    EditConflict,
    NotAllowed,
    Result,
    Saved,
    opened,
    replace,
    step,
)
from feedback.states import State, may_move
from feedback.store.audit_log import note_act
from feedback.store.tables import comments
from localoffer.model.comment_terms import WithheldReason

_STANDS: Final = NotAllowed(
    "Only a new reason, or new words that somebody looked for, can be made a comment."
)

_REASON: Final = NotAllowed("Choose one of the two reasons for which the law lets you withhold it.")
_UNANSWERED: Final = NotAllowed("Write the answer first.")

_MAY_PUBLISH: Final = NotAllowed(
    "Its sender lets you publish it. Sign it off, or withhold it for one of the two reasons."
)

_OWN_WAY: Final = frozenset({State.SIGNED_OFF, State.PUBLISHED, State.MERGED})


def save(connection: Connection, at: Edit, answer: Answer) -> Result:
    """Keep what is written so far; a new comment is open from then on."""
    old = opened(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    if not at.account.may("answerer"):
        return ROLE
    state = old.standing.state
    if state not in writable_of(old.kind):
        return CLOSED
    if state is State.NEW and old.kind == "comment":
        state = State.OPEN
    return replace(connection, old, but(old.standing, state=state, answer=answer), at, "saved")


def move(connection: Connection, at: Edit, to: State, reason: str = "") -> Result:
    """Bring a comment into another state; ``reason`` is the lawful one for which it is withheld."""
    old = opened(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    refused = _refusal(old, at, to, reason)
    if refused:
        return refused
    if old.standing.merged is not None:
        leave(connection, old, at)
    return replace(connection, old, _moved(connection, old, at, to, reason), at, to.value, reason)


def take_down(connection: Connection, at: Edit) -> Result:
    """Have a comment taken off the site, and open it."""
    old = opened(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    if not at.account.may("moderator"):
        return ROLE
    if not old.standing.shown:
        return NotAllowed("Nothing of this comment is shown.")
    state = State.OPEN if may_move(old.standing.state, State.OPEN) else old.standing.state
    return replace(connection, old, but(_hidden(old.standing), state=state), at, "taken down")


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


def _refusal(old: ModeratedComment, at: Edit, to: State, reason: str) -> NotAllowed | None:
    state, answer = old.standing.state, old.standing.answer
    if not may_bring(at.account, state, to):
        return ROLE
    if not may_move(state, to) or to not in states_of(old.kind) or to in _OWN_WAY:
        return NotAllowed(f"It is “{state}”, and cannot become “{to}” from there.")
    if to is State.WITHHELD and reason not in get_args(WithheldReason):
        return _REASON
    if to in (State.ANSWERED, State.NOT_TO_PUBLISH) and not (answer.answer or answer.reply):
        return _UNANSWERED
    return _MAY_PUBLISH if to is State.NOT_TO_PUBLISH and old.may_publish else None


def _moved(
    connection: Connection, old: ModeratedComment, at: Edit, to: State, reason: str
) -> CommentState:
    """Return how it stands then: what goes out of sight is not shown any more."""
    standing = old.standing
    if to in OUT_OF_SIGHT:
        standing = _hidden(standing)
    elif standing.state is State.SIGNED_OFF:
        standing = before_signing(connection, old)
    answered = standing.answered or (at.now if to is State.ANSWERED else None)
    withheld = reason if to is State.WITHHELD else ""
    return but(standing, state=to, answered=answered, withheld=withheld, merged=None)


def _hidden(standing: CommentState) -> CommentState:
    return but(standing, shown=None, signed=None, signed_by="")
