"""What somebody may do with what was sent, as it stands: the names of the deeds of a page."""

from collections.abc import Iterator, Mapping
from typing import Final

from feedback.accounts.account import Account
from feedback.moderation.actions.change_state import can_become
from feedback.moderation.actions.permissions import WRITABLE, may_bring, states_of, writable_of
from feedback.moderation.comment_record import ModeratedComment
from feedback.states import State, may_move

#: Deeds that are a move, and where each leads.
MOVES_TO: Final[Mapping[str, State]] = {
    "answered": State.ANSWERED,
    "withhold": State.WITHHELD,
    "not-to-publish": State.NOT_TO_PUBLISH,
    "not-a-comment": State.NOT_A_COMMENT,
    "quarantine": State.QUARANTINED,
    "release": State.NEW,
    "open": State.OPEN,
    "done": State.DONE,
    "not-done": State.NOT_DONE,
}

#: From these a comment is opened again; a new one is opened by writing in it.
_CLOSED: Final = frozenset(State) - WRITABLE


def deeds_of(old: ModeratedComment, account: Account, *, can_undo: bool) -> frozenset[str]:
    """Return the names of the deeds that the state and the role allow."""
    return frozenset(_deeds(old, account, can_undo=can_undo))


def _deeds(old: ModeratedComment, account: Account, *, can_undo: bool) -> Iterator[str]:
    if account.may("answerer"):
        yield from ("next", "passed-on", "no-danger")
        if has_boxes(old) and old.standing.state in writable_of(old.kind):
            yield "save"
    if can_undo:
        yield "undo"
    yield from _moves(old, account)
    if account.may("moderator"):
        yield from _of_moderators(old)


def has_boxes(old: ModeratedComment) -> bool:
    """Return whether anything is written beside it: an answer, a reply, themes to count it by."""
    return old.kind in ("comment", "sought") or old.has_address


def _moves(old: ModeratedComment, account: Account) -> Iterator[str]:
    state = State.OPEN if _opens_by_writing(old) else old.standing.state
    for deed, to in MOVES_TO.items():
        reachable = may_move(state, to) or may_move(old.standing.state, to)
        if reachable and to in states_of(old.kind) and may_bring(account, old.standing.state, to):
            if to is State.OPEN and old.standing.state not in _CLOSED:
                continue
            if to is State.NOT_TO_PUBLISH and old.may_publish:
                continue
            yield deed


def _opens_by_writing(old: ModeratedComment) -> bool:
    return old.standing.state is State.NEW and old.kind == "comment"


def _of_moderators(old: ModeratedComment) -> Iterator[str]:
    if old.has_address:
        yield from ("reply", "address", "told")
    if can_become(old):
        yield "make-comment"
    if old.kind == "comment":
        yield from _of_a_comment(old)


def _of_a_comment(old: ModeratedComment) -> Iterator[str]:
    state = old.standing.state
    if state in WRITABLE and old.may_publish:
        yield "sign-off"
    if may_move(state, State.MERGED):
        yield "merge"
    if old.standing.shown:
        yield "take-down"
