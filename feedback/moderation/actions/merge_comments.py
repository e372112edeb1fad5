"""Like comments become one: the people are added up, and the merged one says where it went."""

from dataclasses import replace as but
from typing import Final

from sqlalchemy import Connection, select

from feedback.moderation.actions.permissions import ROLE, WRITABLE, may_bring
from feedback.moderation.comment_record import ModeratedComment, held
from feedback.moderation.versions import Edit, NotAllowed, Result, Saved, opened, replace
from feedback.states import State, may_move
from feedback.store.tables import answers

_ITSELF: Final = NotAllowed("Choose another comment: this is the one you are in.")
_ABSENT: Final = NotAllowed("There is no comment with this reference. Check it.")
_ELSEWHERE: Final = NotAllowed("The comment you chose is closed. Open that one again first.")
_HOST: Final = NotAllowed("Others were merged into this one. Open those again first.")
_STANDS: Final = NotAllowed("This comment cannot be merged as it stands. Open it again first.")


def merge(connection: Connection, at: Edit, into: int) -> Result:
    """Merge a comment into another one, whose number of people grows."""
    old = opened(connection, at, into)
    if not isinstance(old, ModeratedComment):
        return old
    target = held(connection, into)
    refused = _refusal(connection, old, at, target)
    if refused or target is None:
        return refused or _ABSENT
    merged = but(
        old.standing, state=State.MERGED, merged=into, shown=None, signed=None, signed_by=""
    )
    result = replace(connection, old, merged, at, "merged", str(into))
    if isinstance(result, Saved):
        add_people(connection, target, at, old.standing.answer.people)
    return result


def leave(connection: Connection, old: ModeratedComment, at: Edit) -> None:
    """Take the people of a merged comment out of the one that it was merged into."""
    target = held(connection, old.standing.merged or 0)
    if target:
        add_people(connection, target, at, -old.standing.answer.people)


def add_people(connection: Connection, target: ModeratedComment, at: Edit, people: int) -> None:
    """Count more (or fewer) people who said the like of a comment; one always did."""
    answer = target.standing.answer
    counted = but(answer, people=max(1, answer.people + people))
    there = Edit(target.id, target.version, at.account, at.now)
    replace(connection, target, but(target.standing, answer=counted), there, "people counted")


def merged_into(connection: Connection, comment: int) -> tuple[int, ...]:
    """Return the ids of the comments that were merged into this one."""
    into = select(answers.c.comment).where(answers.c.merged == comment)
    return tuple(connection.execute(into.order_by(answers.c.comment)).scalars())


def _refusal(
    connection: Connection, old: ModeratedComment, at: Edit, target: ModeratedComment | None
) -> NotAllowed | None:
    if not may_bring(at.account, old.standing.state, State.MERGED):
        return ROLE
    if not may_move(old.standing.state, State.MERGED) or old.kind != "comment":
        return _STANDS
    if target is None or target.kind != "comment":
        return _ABSENT
    if target.id == old.id:
        return _ITSELF
    if target.standing.state not in WRITABLE:
        return _ELSEWHERE
    return _HOST if merged_into(connection, old.id) else None
