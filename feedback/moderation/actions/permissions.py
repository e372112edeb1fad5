"""Who may bring a comment from which state into which, and what a state allows."""

from typing import Final

from feedback.accounts.account import Account
from feedback.moderation.versions import NotAllowed
from feedback.states import State

#: States in which the answer can be written. From others a comment is opened again first.
WRITABLE: Final = frozenset({State.NEW, State.OPEN, State.ANSWERED})

#: What is no comment is done first, and its sender is told then.
_WRITABLE_OF_OTHERS: Final = frozenset({State.NEW, State.DONE, State.NOT_DONE})

#: The states of what is no comment: a correction, a reason, words that were looked for.
OF_OTHERS: Final = frozenset(
    {State.QUARANTINED, State.NEW, State.DONE, State.NOT_DONE, State.NOT_A_COMMENT}
)

#: Those of a comment.
OF_COMMENTS: Final = frozenset(State) - {State.DONE, State.NOT_DONE}

#: In these nothing of a comment is shown.
OUT_OF_SIGHT: Final = frozenset(
    {State.WITHHELD, State.NOT_TO_PUBLISH, State.NOT_A_COMMENT, State.QUARANTINED}
)

#: Between these an answerer moves a comment; every other move is a moderator's.
_OF_ANSWERERS: Final = frozenset(
    {State.NEW, State.OPEN, State.ANSWERED, State.DONE, State.NOT_DONE}
)

CLOSED: Final = NotAllowed("Open this comment again to change it.")
ROLE: Final = NotAllowed("Your account may not do this. Ask a moderator.")


def may_bring(account: Account, old: State, new: State) -> bool:
    """Return whether the role of an account is great enough for a move."""
    return account.may("answerer" if {old, new} <= _OF_ANSWERERS else "moderator")


def states_of(kind: str) -> frozenset[State]:
    """Return the states that what was sent may be in, by its kind."""
    return OF_COMMENTS if kind == "comment" else OF_OTHERS


def writable_of(kind: str) -> frozenset[State]:
    """Return the states in which something can be written beside what was sent, by its kind."""
    return WRITABLE if kind == "comment" else _WRITABLE_OF_OTHERS
