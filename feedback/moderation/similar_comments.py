"""Comments that may say the like: others about the same page that wait."""

from typing import Any, Final

from sqlalchemy import Connection, Row, select

from feedback.moderation.actions.merge_comments import merged_into
from feedback.moderation.actions.permissions import WRITABLE
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.context_parts import FieldOption
from feedback.moderation.list_rows import first_words
from feedback.store.submissions import by_reference
from feedback.store.tables import comments
from localoffer.pages.page import Link

_MOST: Final = 8


def like_options(connection: Connection, old: ModeratedComment) -> tuple[FieldOption, ...]:
    """Return comments about the same page into which this one may be merged, the oldest first."""
    if not old.page:
        return ()
    alike = (
        comments.c.page == old.page,
        comments.c.kind == "comment",
        comments.c.id != old.id,
        comments.c.state.in_([state.value for state in WRITABLE]),
    )
    query = select(comments).where(*alike).order_by(comments.c.received, comments.c.id)
    rows = connection.execute(query.limit(_MOST))
    return tuple(FieldOption(row.reference, first_words(row.words)) for row in rows)


def merged_links(connection: Connection, old: ModeratedComment) -> tuple[Link, ...]:
    """Return the comments that were merged into this one, and the one it was merged into."""
    into = (old.standing.merged,) if old.standing.merged is not None else ()
    ids = (*into, *merged_into(connection, old.id))
    rows = connection.execute(select(comments).where(comments.c.id.in_(ids))).all()
    return tuple(_link(row, is_into=row.id in into) for row in rows)


def of_reference(connection: Connection, reference: str) -> int:
    """Return the id of a comment by its reference; 0 where there is none."""
    row = by_reference(connection, reference)
    return 0 if row is None else int(row.id)


def _link(row: Row[Any], *, is_into: bool) -> Link:
    said = first_words(row.words)
    words = f"Merged into: {said}" if is_into else f"Merged into this one: {said}"
    return Link(f"/feedback/desk/comment/{row.id}", words)
