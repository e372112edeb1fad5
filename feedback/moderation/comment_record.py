"""A comment as it stands at the desk: what came in, and what has been made of it so far."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from feedback.moderation.answer import Answer
from feedback.states import State
from feedback.store.tables import answers, comments, contacts

_BLANK_LINE = "\n\n"


@dataclass(frozen=True, slots=True)
class CommentState:
    """What the desk may change, as one version of it. Moments are seconds since 1970.

    ``shown`` is the answer last signed off, as it was kept then; ``merged`` is the id of the
    comment that this one was merged into.
    """

    state: State
    answer: Answer
    shown: str | None = None
    signed: int | None = None
    signed_by: str = ""
    answered: int | None = None
    withheld: str = ""
    merged: int | None = None


@dataclass(frozen=True, slots=True)
class ModeratedComment:
    """A comment, what came in and how it stands. ``words`` is None once they are deleted."""

    id: int
    version: int
    reference: str
    kind: str
    received: int
    due: int
    way: str
    manner: str
    page: str
    about: str
    role: str
    age: str
    area: str
    may_publish: bool
    wants_reply: bool
    words: Mapping[str, str] | None
    flags: tuple[str, ...]
    danger: int
    number: str | None
    exported: int | None
    has_address: bool
    replied: int | None
    standing: CommentState


def held(connection: Connection, comment: int) -> ModeratedComment | None:
    """Return a comment by its id."""
    row = connection.execute(_ONE.where(comments.c.id == comment)).one_or_none()
    return None if row is None else _held(row)


def said_in(words: Mapping[str, str] | None) -> str:
    """Return all that was typed, box after box, as one text."""
    return _BLANK_LINE.join(text.strip() for text in (words or {}).values() if text.strip())


_ONE = (
    select(
        comments,
        answers.c.comment.label("begun"),
        answers.c.content,
        answers.c.shown,
        answers.c.number,
        answers.c.signed,
        answers.c.signed_by,
        answers.c.answered,
        answers.c.withheld,
        answers.c.merged,
        answers.c.exported,
        contacts.c.comment.label("contact"),
        contacts.c.replied,
    )
    .outerjoin(answers, answers.c.comment == comments.c.id)
    .outerjoin(contacts, contacts.c.comment == comments.c.id)
)

_AS_KEPT = """
    id version reference kind received due way manner page about role age area may_publish
    wants_reply danger number exported replied
"""


def _held(row: Row[Any]) -> ModeratedComment:
    kept = row._mapping  # noqa: SLF001 - SQLAlchemy's own public name for it
    words = None if row.words is None else json.loads(row.words)
    return ModeratedComment(
        **{name: kept[name] for name in _AS_KEPT.split()},
        words=words,
        flags=tuple(row.flags.split()),
        has_address=row.contact is not None,
        standing=_standing(row, words),
    )


def _standing(row: Row[Any], words: Mapping[str, str] | None) -> CommentState:
    if row.begun is None:
        return CommentState(State(row.state), _first_answer(row, words))
    return standing_of(row)


def standing_of(row: Row[Any]) -> CommentState:
    """Return how a comment stood, from a row of its answer or of a former version."""
    return CommentState(
        State(row.state),
        Answer.from_json(row.content),
        row.shown,
        row.signed,
        row.signed_by,
        row.answered,
        row.withheld,
        row.merged,
    )


def _first_answer(row: Row[Any], words: Mapping[str, str] | None) -> Answer:
    """Return what the desk begins with: the words as typed, and what the sender chose."""
    is_comment = row.kind == "comment"
    return Answer(
        you_said=said_in(words),
        matter=row.about if is_comment else "",
        who=row.role,
        about=row.page,
    )
