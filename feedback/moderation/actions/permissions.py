"""Which states a kind of submission may be in, and who may bring it from one into another."""

from typing import Final

from feedback.accounts.account import Account, AccountRole
from feedback.moderation.action_errors import PermissionDeniedError
from feedback.states import State
from feedback.submission import PUBLISHED_KINDS

#: States of a comment in which its answer can be written. From others it is opened again first.
WRITABLE: Final = frozenset({State.NEW, State.OPEN, State.ANSWERED})

#: The same for every other kind, which is done first: its sender may be told afterwards.
_WRITABLE_OTHERS: Final = frozenset({State.NEW, State.DONE, State.NOT_DONE})

#: The states of what is no comment: a correction, a reason, words that were searched for.
STATES_OF_OTHERS: Final = frozenset(
    {State.QUARANTINED, State.NEW, State.DONE, State.NOT_DONE, State.NOT_A_COMMENT}
)

#: The states of a comment.
STATES_OF_COMMENTS: Final = frozenset(State) - {State.DONE, State.NOT_DONE}

#: In these nothing of a comment is published.
HIDDEN: Final = frozenset(
    {State.WITHHELD, State.NOT_TO_PUBLISH, State.NOT_A_COMMENT, State.QUARANTINED}
)

#: An answerer moves a comment between these; every other move is a moderator's.
ANSWERER_STATES: Final = frozenset(
    {State.NEW, State.OPEN, State.ANSWERED, State.DONE, State.NOT_DONE}
)


def states_of(kind: str) -> frozenset[State]:
    """Return the states that a kind of submission may be in."""
    return STATES_OF_COMMENTS if kind in PUBLISHED_KINDS else STATES_OF_OTHERS


def writable_states(kind: str) -> frozenset[State]:
    """Return the states in which moderators can write about a kind of submission."""
    return WRITABLE if kind in PUBLISHED_KINDS else _WRITABLE_OTHERS


def role_for_move(from_state: State, to_state: State) -> AccountRole:
    """Return the least role that may bring a comment from one state into another."""
    return "answerer" if {from_state, to_state} <= ANSWERER_STATES else "moderator"


def require_permission(account: Account, least: AccountRole) -> None:
    """Let an account with at least this role pass.

    Raises:
        PermissionDeniedError: if its role is smaller.
    """
    if not account.may(least):
        raise PermissionDeniedError
