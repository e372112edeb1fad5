"""The life of a comment: its states, and the moves that are allowed. One table, for all rooms."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a comment is."""

    QUARANTINED = "quarantined"
    NEW = "new"
    OPEN = "open"
    ANSWERED = "answered"
    SIGNED_OFF = "signed off"
    PUBLISHED = "published"
    NOT_TO_PUBLISH = "not to publish"
    WITHHELD = "withheld"
    MERGED = "merged"
    NOT_A_COMMENT = "not a comment"
    DONE = "done"
    NOT_DONE = "not done"


#: Where each state may go. Whoever signs off has checked that nobody can be known from the words.
#: What is no comment (a correction, a reason, words looked for) is done or not done, and not more.
MOVES: Mapping[State, frozenset[State]] = {
    State.QUARANTINED: frozenset({State.NEW, State.NOT_A_COMMENT}),
    State.NEW: frozenset(
        {
            State.OPEN,
            State.WITHHELD,
            State.MERGED,
            State.NOT_A_COMMENT,
            State.QUARANTINED,
            State.DONE,
            State.NOT_DONE,
        }
    ),
    State.OPEN: frozenset(
        {State.ANSWERED, State.SIGNED_OFF, State.WITHHELD, State.MERGED, State.NOT_A_COMMENT}
    ),
    State.ANSWERED: frozenset(
        {State.OPEN, State.SIGNED_OFF, State.NOT_TO_PUBLISH, State.WITHHELD, State.MERGED}
    ),
    State.SIGNED_OFF: frozenset({State.OPEN, State.ANSWERED, State.PUBLISHED}),
    State.PUBLISHED: frozenset({State.OPEN}),
    State.NOT_TO_PUBLISH: frozenset({State.OPEN}),
    State.WITHHELD: frozenset({State.OPEN}),
    State.MERGED: frozenset({State.OPEN}),
    State.NOT_A_COMMENT: frozenset({State.NEW}),
    State.DONE: frozenset({State.NEW}),
    State.NOT_DONE: frozenset({State.NEW}),
}

#: Those that wait for someone at the desk.
WAITING = frozenset({State.QUARANTINED, State.NEW, State.OPEN, State.ANSWERED})


def may_move(old: State, new: State) -> bool:
    """Return whether a comment may go from one state to another; to stay is no move."""
    return new in MOVES[old]
