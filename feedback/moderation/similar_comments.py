"""Comments that may say the same: others about the same page that wait."""

from typing import Any, Final

from sqlalchemy import Connection, Row, select

from feedback.moderation.actions.merge_comments import merged_into
from feedback.moderation.actions.permissions import WRITABLE
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.context_parts import FieldOption
from feedback.moderation.list_rows import excerpt
from feedback.store.submissions import by_reference
from feedback.store.tables import comments
from localoffer.pages.page import Link

_MOST: Final = 8


def similar_options(
    connection: Connection, comment: ModeratedComment, chosen: str
) -> tuple[FieldOption, ...]:
    """Return comments about the same page into which this one may be merged, the oldest first.

    ``chosen`` is the reference of one that was chosen already, if one was.
    """
    if not comment.page:
        return ()
    same_page = (
        comments.c.page == comment.page,
        comments.c.kind == "comment",
        comments.c.id != comment.id,
        comments.c.state.in_([state.value for state in WRITABLE]),
    )
    query = select(comments).where(*same_page).order_by(comments.c.received, comments.c.id)
    rows = connection.execute(query.limit(_MOST))
    return tuple(
        FieldOption(row.reference, excerpt(row.words), row.reference == chosen) for row in rows
    )


def merged_links(connection: Connection, comment: ModeratedComment) -> tuple[Link, ...]:
    """Return the comments that were merged into this one, and the one it was merged into."""
    into = (comment.current.merged_into,) if comment.current.merged_into is not None else ()
    ids = (*into, *merged_into(connection, comment.id))
    rows = connection.execute(select(comments).where(comments.c.id.in_(ids))).all()
    return tuple(_link(row, is_into=row.id in into) for row in rows)


def id_of_reference(connection: Connection, reference: str) -> int:
    """Return the id of a comment by its reference; 0 where there is none."""
    row = by_reference(connection, reference)
    return 0 if row is None else int(row.id)


def _link(row: Row[Any], *, is_into: bool) -> Link:
    text = excerpt(row.words)
    label = f"Merged into: {text}" if is_into else f"Merged into this one: {text}"
    return Link(f"/feedback/desk/comment/{row.id}", label)
