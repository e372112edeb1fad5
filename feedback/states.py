"""The states of a comment, and the moves between them: the one table, for all of feedback."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """The state of a submission, as the store has it."""

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


#: The states that each state may go to. Who may make a move, and what else it takes, is in
#: ``feedback.moderation.actions``. What is no comment (a correction, a reason, words that were
#: searched for) is done or not done.
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


def may_move(from_state: State, to_state: State) -> bool:
    """Return whether a submission may go from one state to another; to stay is no move."""
    return to_state in MOVES[from_state]
