"""One change of a comment: written whole or not at all, the former version kept, the act noted.

The number of the version decides between two people: whoever saves second is told.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from feedback.accounts.account import Account
from feedback.moderation.comment_record import CommentState, ModeratedComment, held
from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.tables import answers, comment_themes, comments, drafts
from localoffer.form_error import FormError


@dataclass(frozen=True, slots=True)
class Edit:
    """Which version of which comment somebody changes, who, and when (seconds since 1970)."""

    comment: int
    version: int
    account: Account
    now: int


@dataclass(frozen=True, slots=True)
class Saved:
    """It is written. ``version`` is the new one."""

    version: int


@dataclass(frozen=True, slots=True)
class EditConflict:
    """Somebody else has saved meanwhile; nothing is written."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """It may not be done; nothing is written. ``sentence`` says why and what to do instead."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """It cannot be signed off yet; nothing is written."""

    mistakes: tuple[FormError, ...]


Result = Saved | EditConflict | NotAllowed | Unfinished

GONE = NotAllowed("This comment is not here any more. Go back to the queue.")


def opened(
    connection: Connection, at: Edit, *others: int
) -> ModeratedComment | EditConflict | NotAllowed:
    """Return the comment in the version that somebody has seen.

    It, the one it was merged into, and ``others`` stay locked until the end of the transaction.
    """
    into = select(answers.c.merged).where(answers.c.comment == at.comment)
    both = {at.comment, connection.execute(into).scalar_one_or_none() or at.comment, *others}
    in_order = select(comments.c.id).where(comments.c.id.in_(both)).order_by(comments.c.id)
    connection.execute(in_order.with_for_update()).all()
    found = held(connection, at.comment)
    if found is None:
        return GONE
    return found if found.version == at.version else EditConflict()


def replace(
    connection: Connection,
    old: ModeratedComment,
    new: CommentState,
    at: Edit,
    act: str,
    note: str = "",
) -> Saved | EditConflict:
    """Write a new version of how a comment stands; the former one is kept among the drafts."""
    if not step(connection, old, new.state):
        return EditConflict()
    _keep_former(connection, old, at)
    _write(connection, old.id, new)
    _file(connection, old.id, new.answer.themes)
    note_act(connection, at.now, act, account=at.account.id, comment=old.id, note=note)
    return Saved(old.version + 1)


def step(connection: Connection, old: ModeratedComment, state: State | None = None) -> bool:
    """Count a version on, if nobody else has meanwhile; return whether it was so."""
    mine = (comments.c.id == old.id) & (comments.c.version == old.version)
    new = (state or old.standing.state).value
    moved = update(comments).where(mine).values(version=old.version + 1, state=new)
    return bool(connection.execute(moved).rowcount)


def _keep_former(connection: Connection, old: ModeratedComment, at: Edit) -> None:
    former = {
        **_row(old.standing),
        "comment": old.id,
        "version": old.version,
        "state": old.standing.state.value,
        "written": at.now,
        "account": at.account.id,
    }
    connection.execute(insert(drafts), former)


def _write(connection: Connection, comment: int, new: CommentState) -> None:
    row = _row(new)
    done = connection.execute(update(answers).where(answers.c.comment == comment).values(row))
    if not done.rowcount:
        connection.execute(insert(answers), {**row, "comment": comment})


def _row(standing: CommentState) -> dict[str, object]:
    return {
        "content": standing.answer.as_json(),
        "shown": standing.shown,
        "signed": standing.signed,
        "signed_by": standing.signed_by,
        "answered": standing.answered,
        "withheld": standing.withheld,
        "merged": standing.merged,
    }


def _file(connection: Connection, comment: int, themes: tuple[str, ...]) -> None:
    connection.execute(delete(comment_themes).where(comment_themes.c.comment == comment))
    rows = [{"theme": theme, "comment": comment} for theme in dict.fromkeys(themes)]
    if rows:
        connection.execute(insert(comment_themes), rows)
