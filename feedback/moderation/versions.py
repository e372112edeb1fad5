"""One change of a comment: written whole or not at all, the former version kept, the act noted.

The number of the version decides between two people: whoever saves second gets an
``EditConflictError``.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from feedback.accounts.account import Account
from feedback.moderation.action_errors import EditConflictError, NotFoundError
from feedback.moderation.comment_record import CommentVersion, ModeratedComment, load_comment
from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.tables import accounts, acts, answers, comment_themes, comments, drafts


@dataclass(frozen=True, slots=True)
class Edit:
    """Which version of which comment somebody changes, who, and when (seconds since 1970)."""

    comment_id: int
    version: int
    account: Account
    now: int


def open_comment(connection: Connection, edit: Edit, *also_locked: int) -> ModeratedComment:
    """Return the comment in the version that somebody has on their screen.

    It, the one it was merged into, and the comments whose ids are ``also_locked`` stay locked until
    the end of the transaction.

    Raises:
        NotFoundError: if there is no such comment.
        EditConflictError: if there is a newer version.
    """
    merged_into = select(answers.c.merged).where(answers.c.comment == edit.comment_id)
    target = connection.execute(merged_into).scalar_one_or_none() or edit.comment_id
    locked = comments.c.id.in_({edit.comment_id, target, *also_locked})
    in_order = select(comments.c.id).where(locked).order_by(comments.c.id)
    connection.execute(in_order.with_for_update()).all()
    comment = load_comment(connection, edit.comment_id)
    if comment is None:
        raise NotFoundError
    if comment.version != edit.version:
        raise EditConflictError
    return comment


def current_version(connection: Connection, comment_id: int) -> int | None:
    """Return the number of a comment's version; None where there is no such comment."""
    query = select(comments.c.version).where(comments.c.id == comment_id)
    return connection.execute(query).scalar_one_or_none()


def last_saved_by(connection: Connection, comment_id: int) -> str:
    """Return the name of the account that made the last change of a comment."""
    query = (
        select(accounts.c.name)
        .join_from(drafts, accounts, accounts.c.id == drafts.c.account)
        .where(drafts.c.comment == comment_id)
        .order_by(drafts.c.version.desc())
    )
    return connection.execute(query.limit(1)).scalar_one_or_none() or "Somebody else"


def write_version(
    connection: Connection,
    comment: ModeratedComment,
    version: CommentVersion,
    edit: Edit,
    act: str,
    note: str = "",
) -> int:
    """Write a new version of a comment and return its number.

    The version before is kept in ``drafts``; ``act`` and ``note`` go into the audit log.

    Raises:
        EditConflictError: if somebody else has saved meanwhile.
    """
    number = next_version(connection, comment, version.state)
    _keep_former(connection, comment, edit)
    _write_answer(connection, comment.id, version)
    _write_themes(connection, comment.id, version.answer.themes)
    note_act(connection, edit.now, act, account=edit.account.id, comment=comment.id, note=note)
    return number


def write_kind(
    connection: Connection, comment: ModeratedComment, edit: Edit, act: str, kind: str, about: str
) -> int:
    """Make a submission one of another kind and return its new version's number.

    What is written about it stays. The note of the act has what ``former_kind`` reads: the kind
    before, the new version, and what it was about.

    Raises:
        EditConflictError: if somebody else has saved meanwhile.
    """
    number = next_version(connection, comment)
    _keep_former(connection, comment, edit)
    this = update(comments).where(comments.c.id == comment.id)
    connection.execute(this.values(kind=kind, about=about))
    note = f"{comment.kind} {number} {comment.about}".strip()
    note_act(connection, edit.now, act, account=edit.account.id, comment=comment.id, note=note)
    return number


def former_kind(
    connection: Connection, comment: ModeratedComment, act: str
) -> tuple[str, str] | None:
    """Return the kind, and what it was about, before ``act`` made the present version.

    None where something else made it.
    """
    last = select(acts.c.note).where(acts.c.comment == comment.id, acts.c.act == act)
    note = connection.execute(last.order_by(acts.c.id.desc()).limit(1)).scalar_one_or_none()
    kind, _, rest = (note or "").partition(" ")
    version, _, about = rest.partition(" ")
    return (kind, about) if version == str(comment.version) else None


def next_version(
    connection: Connection, comment: ModeratedComment, state: State | None = None
) -> int:
    """Count a comment's version on, into ``state`` if one is given, and return the new number.

    Raises:
        EditConflictError: if somebody else has done so meanwhile.
    """
    unchanged = (comments.c.id == comment.id) & (comments.c.version == comment.version)
    new = {"version": comment.version + 1, "state": (state or comment.state).value}
    if not connection.execute(update(comments).where(unchanged).values(new)).rowcount:
        raise EditConflictError
    return comment.version + 1


def _keep_former(connection: Connection, comment: ModeratedComment, edit: Edit) -> None:
    former = {
        **_columns(comment.current),
        "comment": comment.id,
        "version": comment.version,
        "state": comment.state.value,
        "written": edit.now,
        "account": edit.account.id,
    }
    connection.execute(insert(drafts), former)


def _write_answer(connection: Connection, comment_id: int, version: CommentVersion) -> None:
    row = _columns(version)
    written = update(answers).where(answers.c.comment == comment_id).values(row)
    if not connection.execute(written).rowcount:
        connection.execute(insert(answers), {**row, "comment": comment_id})


def _columns(version: CommentVersion) -> dict[str, object]:
    return {
        "content": version.answer.as_json(),
        "shown": version.published_version,
        "signed": version.signed_off_at,
        "signed_by": version.signed_off_by,
        "answered": version.answered_at,
        "withheld": version.withheld_reason,
        "merged": version.merged_into,
    }


def _write_themes(connection: Connection, comment_id: int, themes: tuple[str, ...]) -> None:
    connection.execute(delete(comment_themes).where(comment_themes.c.comment == comment_id))
    rows = [{"theme": theme, "comment": comment_id} for theme in dict.fromkeys(themes)]
    if rows:
        connection.execute(insert(comment_themes), rows)
