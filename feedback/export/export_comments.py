"""``content/comments/``: what is signed off is written, what was withdrawn is taken away.

A file that this store did not write is never touched: comments of earlier years, or written by
hand, are the content's own.
"""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import update

from feedback.app_context import AppContext
from feedback.export.comment_file import SignedOffComment, file_text, signed_off_comments
from feedback.export.content_file import ExportResult, KnownIds, write
from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import answers, comments

_SHOWN = (State.SIGNED_OFF, State.PUBLISHED)
_WITHDRAWN = (State.WITHHELD, State.NOT_TO_PUBLISH, State.MERGED, State.NOT_A_COMMENT)
_NOT_OURS = (
    "There is a file of this number that was not written from this store. "
    "If it is an older version of the same comment, delete it; else rename it and add a redirect."
)


def export_comments(
    app: AppContext, content: Path, known: KnownIds, now: int
) -> Iterable[ExportResult]:
    """Yield what became of each file that changed or was refused; ``now`` in seconds since 1970."""
    with reading(app.engine) as connection:
        rows = signed_off_comments(connection)
    for one in rows:
        if one.exported is not None and (one.shown is None or one.state in _WITHDRAWN):
            yield from _withdraw(app, one, content / one.path, now)
        elif one.state in _SHOWN:
            yield from _publish(app, one, content, known, now)


def _publish(
    app: AppContext, one: SignedOffComment, content: Path, known: KnownIds, now: int
) -> Iterable[ExportResult]:
    text, reasons = file_text(one, known)
    file = content / one.path
    if not reasons and one.exported is None and _is_another(file, text):
        reasons = (_NOT_OURS,)
    if reasons:
        yield ExportResult(one.path, "refused", reasons)
        return
    if write(file, text):
        yield ExportResult(one.path, "written")
    if one.state is State.SIGNED_OFF or one.exported is None:
        _note_published(app, one, now)


def _is_another(file: Path, text: str) -> bool:
    return file.exists() and file.read_bytes() != text.encode("utf-8")


def _note_published(app: AppContext, one: SignedOffComment, now: int) -> None:
    """Write down that it is out, unless someone changed it meanwhile: then the next run does."""
    same = (comments.c.id == one.comment, comments.c.version == one.version)
    moved = {"state": State.PUBLISHED.value, "version": one.version + 1}
    with writing(app.engine) as connection:
        if connection.execute(update(comments).where(*same).values(moved)).rowcount:
            mine = update(answers).where(answers.c.comment == one.comment)
            connection.execute(mine.values(exported=now))
            note_act(connection, now, "published", comment=one.comment, note=one.number)


def _withdraw(
    app: AppContext, one: SignedOffComment, file: Path, now: int
) -> Iterable[ExportResult]:
    """Take a file away, each time that it is there: nobody may have committed it the last time."""
    if not file.exists():
        return
    file.unlink()
    with writing(app.engine) as connection:
        note_act(connection, now, "withdrawn", comment=one.comment, note=one.number)
    yield ExportResult(one.path, "removed")
