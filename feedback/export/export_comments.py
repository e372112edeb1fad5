"""``content/comments/``: what is signed off is written, what was withdrawn is deleted.

A file that this store did not write is never touched: comments of earlier years, or written by
hand, are the content's own.
"""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import update

from feedback.app_context import AppContext
from feedback.export.comment_file import SignedOffComment, file_text, signed_off_comments
from feedback.export.content_file import ExportResult, KnownIds
from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import answers, comments
from localoffer.write.atomic import replace_file

_PUBLISHED_STATES = (State.SIGNED_OFF, State.PUBLISHED)
_WITHDRAWN = (State.WITHHELD, State.NOT_TO_PUBLISH, State.MERGED, State.NOT_A_COMMENT)
_FOREIGN_FILE = (
    "There is a file of this number that was not written from this store. "
    "If it is an older version of the same comment, delete it; else rename it and add a redirect."
)


def export_comments(
    app: AppContext, content: Path, known_ids: KnownIds, now: int
) -> Iterable[ExportResult]:
    """Yield a result for each file that changed or was refused; ``now`` is seconds since 1970."""
    with reading(app.engine) as connection:
        rows = signed_off_comments(connection)
    for comment in rows:
        if comment.exported is not None and (
            comment.published_version is None or comment.state in _WITHDRAWN
        ):
            yield from _withdraw(app, comment, content / comment.path, now)
        elif comment.state in _PUBLISHED_STATES:
            yield from _publish(app, comment, content, known_ids, now)


def _publish(
    app: AppContext, comment: SignedOffComment, content: Path, known_ids: KnownIds, now: int
) -> Iterable[ExportResult]:
    text, reasons = file_text(comment, known_ids)
    file = content / comment.path
    if not reasons and comment.exported is None and _is_foreign(file, text):
        reasons = (_FOREIGN_FILE,)
    if reasons:
        yield ExportResult(comment.path, "refused", reasons)
        return
    if replace_file(file, text):
        yield ExportResult(comment.path, "written")
    if comment.state is State.SIGNED_OFF or comment.exported is None:
        _mark_published(app, comment, now)


def _is_foreign(file: Path, text: str) -> bool:
    return file.exists() and file.read_bytes() != text.encode("utf-8")


def _mark_published(app: AppContext, comment: SignedOffComment, now: int) -> None:
    """Mark a comment as published, unless someone changed it meanwhile: then the next run does."""
    is_same_version = (comments.c.id == comment.comment, comments.c.version == comment.version)
    new_values = {"state": State.PUBLISHED.value, "version": comment.version + 1}
    with writing(app.engine) as connection:
        if connection.execute(update(comments).where(*is_same_version).values(new_values)).rowcount:
            answer = update(answers).where(answers.c.comment == comment.comment)
            connection.execute(answer.values(exported=now))
            note_act(connection, now, "published", comment=comment.comment, note=comment.number)


def _withdraw(
    app: AppContext, comment: SignedOffComment, file: Path, now: int
) -> Iterable[ExportResult]:
    """Delete a file each time that it is there: perhaps nobody committed its deletion before."""
    if not file.exists():
        return
    file.unlink()
    with writing(app.engine) as connection:
        note_act(connection, now, "withdrawn", comment=comment.comment, note=comment.number)
    yield ExportResult(comment.path, "removed")
