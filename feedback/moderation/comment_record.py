"""A comment as moderators work on it: what was sent, and what has been made of it so far."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from feedback.moderation.answer import Answer
from feedback.states import State
from feedback.store.tables import accounts, answers, assignments, comments, contacts, drafts
from feedback.submission import EVENT, PUBLISHED_KINDS, PublishAnswer, stored_publish_answer
from localoffer.model.comment_terms import NOT_SAID

_BLANK_LINE = "\n\n"


@dataclass(frozen=True, slots=True)
class CommentVersion:
    """What moderators may change, as one version of it. Moments are seconds since 1970.

    ``published_version`` is the answer that was last signed off, as JSON; None where nothing is to
    be shown. ``merged_into`` is the id of the comment that this one was merged into.
    """

    state: State
    answer: Answer
    published_version: str | None = None
    signed_off_at: int | None = None
    signed_off_by: str = ""
    answered_at: int | None = None
    withheld_reason: str = ""
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class ModeratedComment:
    """A comment: what was sent, and its ``current`` version. Moments are seconds since 1970.

    ``kind`` says which form it was sent with (``feedback.submission``). ``words`` are the texts as
    typed, by the field of the form, and None once they are deleted. ``number`` is its public one.
    ``last_changed_by`` is the id of the account whose change can be undone, if there is one.
    ``assigned_to`` is the name of the account that has it, and None where nobody has.
    """

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
    publish: PublishAnswer
    wants_reply: bool
    words: Mapping[str, str] | None
    flags: tuple[str, ...]
    danger: int
    number: str | None
    exported: int | None
    has_address: bool
    replied: int | None
    last_changed_by: int | None
    assigned_to: str | None
    assigned_since: int | None
    current: CommentVersion

    @property
    def state(self) -> State:
        """The state of its current version."""
        return self.current.state

    @property
    def answer(self) -> Answer:
        """The answer of its current version."""
        return self.current.answer


def load_comment(connection: Connection, comment_id: int) -> ModeratedComment | None:
    """Return a comment by its id; None where there is none."""
    row = connection.execute(_SELECT.where(comments.c.id == comment_id)).one_or_none()
    return None if row is None else _comment_from_row(row)


def typed_text(words: Mapping[str, str] | None) -> str:
    """Return all that was typed, field after field, as one text; not at which event it was."""
    texts = (text.strip() for name, text in (words or {}).items() if name != EVENT)
    return _BLANK_LINE.join(text for text in texts if text)


_LAST_DRAFT = (drafts.c.comment == comments.c.id) & (drafts.c.version == comments.c.version - 1)

_SELECT = (
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
        drafts.c.account.label("last_changed_by"),
        accounts.c.name.label("assigned_to"),
        assignments.c.since.label("assigned_since"),
    )
    .outerjoin(answers, answers.c.comment == comments.c.id)
    .outerjoin(contacts, contacts.c.comment == comments.c.id)
    .outerjoin(drafts, _LAST_DRAFT)
    .outerjoin(assignments, assignments.c.comment == comments.c.id)
    .outerjoin(accounts, accounts.c.id == assignments.c.account)
)

#: Fields of ``ModeratedComment`` that are columns of the query.
_COLUMNS = """
    id version reference kind received due way manner page about role age area may_publish
    wants_reply danger number exported replied last_changed_by assigned_to assigned_since
"""


def _comment_from_row(row: Row[Any]) -> ModeratedComment:
    columns = row._mapping  # noqa: SLF001 - SQLAlchemy's own public name for it
    words = None if row.words is None else json.loads(row.words)
    return ModeratedComment(
        **{name: columns[name] for name in _COLUMNS.split()},
        publish=stored_publish_answer(row.publish, may_publish=row.may_publish),
        words=words,
        flags=tuple(row.flags.split()),
        has_address=row.contact is not None,
        current=_current_version(row, words),
    )


def _current_version(row: Row[Any], words: Mapping[str, str] | None) -> CommentVersion:
    if row.begun is None:
        return CommentVersion(State(row.state), _first_answer(row, words))
    return version_from_row(row)


def version_from_row(row: Row[Any]) -> CommentVersion:
    """Return a version from a row of ``answers`` (with the comment's state) or of ``drafts``."""
    return CommentVersion(
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
    """Return what moderators begin with: the words as typed, and what the sender chose."""
    is_published = row.kind in PUBLISHED_KINDS
    return Answer(
        you_said=typed_text(words),
        matter=row.about if is_published else "",
        who=row.role or NOT_SAID,
        about=row.page,
    )
