"""Which submissions can be put aside together with others, as adverts or tests, and doing it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, select

from feedback.intake.danger import danger_of
from feedback.moderation.action_errors import (
    EditConflictError,
    NotAllowedError,
    NotFoundError,
)
from feedback.moderation.actions.change_state import move
from feedback.moderation.comment_record import typed_text
from feedback.moderation.context_parts import QueueRow, Tick
from feedback.moderation.queue import read_id
from feedback.moderation.versions import Edit, last_saved_by, open_comment
from feedback.states import State, may_move
from feedback.store.engine import reading, writing
from feedback.store.tables import acts, comments, contacts

#: In the lists of these states there are boxes to tick.
STATES_WITH_TICKS: Final = frozenset({State.QUARANTINED, State.NEW})
#: At most so many are put aside at once: as many as a page of the queue has.
MOST: Final = 50

_TICK: Final = "comment-"
_DANGER: Final = "There are words of danger in it. Open it and read it by itself."
_ADDRESS: Final = (
    "Somebody left an address with it, and nobody has looked at that. Open it and look who it is."
)
_GONE: Final = "It is not here any more."
_ELSEWHERE: Final = "It is neither in quarantine nor new any more. Open it to see."


def why_no_ticks(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[int, str]:
    """Return why rows of ``comments`` cannot be put aside with others, by id; no others are in it.

    Whoever may be in danger, or waits for an answer, is looked at alone.
    """
    ids = [row.id for row in rows]
    looked_at = select(acts.c.comment).where(acts.c.act == "address shown", acts.c.comment.in_(ids))
    left = select(contacts.c.comment).where(contacts.c.comment.in_(ids))
    unseen = set(connection.execute(left.where(contacts.c.comment.not_in(looked_at))).scalars())
    reasons = ((row.id, _why_no_tick(row, has_unseen_address=row.id in unseen)) for row in rows)
    return {comment_id: why for comment_id, why in reasons if why}


def with_ticks(
    connection: Connection, rows: Sequence[Row[Any]], in_words: Sequence[QueueRow]
) -> tuple[QueueRow, ...]:
    """Return the rows of a list, each with a box to tick or with why it has none."""
    reasons = why_no_ticks(connection, rows)
    return tuple(
        replace(words, why_no_tick=reasons[row.id])
        if row.id in reasons
        else replace(words, tick=tick_of(row))
        for row, words in zip(rows, in_words, strict=True)
    )


def tick_of(row: Row[Any], *, ticked: bool = False) -> Tick:
    """Return the box by which a row of ``comments`` is put aside in the version that it shows."""
    label = f"{row.reference} is no comment"
    return Tick(f"{_TICK}{row.id}", str(row.version), label, ticked)


def ticked_versions(typed: Mapping[str, str]) -> dict[int, int]:
    """Return the versions of what is ticked in a form or an address, by the id of the comment."""
    ticked = {
        read_id(name.removeprefix(_TICK)): read_id(value)
        for name, value in typed.items()
        if name.startswith(_TICK)
    }
    valid = [(id_, version) for id_, version in ticked.items() if id_ and version]
    return dict(valid[:MOST])


def put_aside(engine: Engine, edit: Edit) -> int:
    """Put one aside as no comment, and return its new version.

    Raises:
        NotAllowedError: it cannot be put aside with others (any more); the sentence says why.
    """
    try:
        with writing(engine) as connection:
            open_comment(connection, edit)
            this = select(comments).where(comments.c.id == edit.comment_id)
            row = connection.execute(this).one()
            if why := why_no_ticks(connection, [row]).get(row.id):
                raise NotAllowedError(why)
            return move(connection, edit, State.NOT_A_COMMENT)
    except NotFoundError:
        raise NotAllowedError(_GONE) from None
    except EditConflictError:
        with reading(engine) as connection:
            name = last_saved_by(connection, edit.comment_id)
        raise NotAllowedError(f"{name} has changed it meanwhile. Open it to see.") from None


def _why_no_tick(row: Row[Any], *, has_unseen_address: bool) -> str:
    text = typed_text(None if row.words is None else json.loads(row.words))
    if row.danger or danger_of(text):
        return _DANGER
    if has_unseen_address:
        return _ADDRESS
    return "" if may_move(State(row.state), State.NOT_A_COMMENT) else _ELSEWHERE
