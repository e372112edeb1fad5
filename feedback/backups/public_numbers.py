"""Public numbers of answers that come back: each stays its own, and none is given twice."""

from collections.abc import Iterable

from sqlalchemy import Connection, case, select, update
from sqlalchemy.dialects import postgresql, sqlite

from feedback.backups.missing_rows import RowValues
from feedback.states import State
from feedback.store.tables import answers, comments, numbers

_UNSIGNED = {"number": None, "shown": None, "signed": None, "signed_by": "", "exported": None}
_SIGNED = (State.SIGNED_OFF.value, State.PUBLISHED.value)


def with_free_numbers(
    target: Connection, rows: Iterable[RowValues]
) -> tuple[list[RowValues], list[int]]:
    """Take the signature from answers whose number the present store gave to something else.

    Returns:
        The rows, and the comments that have to be signed off again.
    """
    taken = set(target.execute(select(answers.c.number)).scalars()) - {None}
    result: list[RowValues] = []
    unsigned: list[int] = []
    for row in rows:
        if row["number"] in taken:
            unsigned.append(row["comment"])
            result.append(row | _UNSIGNED)
        else:
            result.append(row)
    return result, unsigned


def reopen(target: Connection, comment_ids: Iterable[int]) -> tuple[str, ...]:
    """Put comments that lost their signature back into the queue; return their references."""
    ids = list(comment_ids)
    those = comments.c.id.in_(ids)
    signed = those & comments.c.state.in_(_SIGNED)
    target.execute(update(comments).where(signed).values(state=State.OPEN.value))
    query = select(comments.c.reference).where(those).order_by(comments.c.id)
    return tuple(target.execute(query).scalars())


def count_on(source: Connection, target: Connection) -> None:
    """Have the present store give no number that the set-aside one gave."""
    insert = postgresql.insert if target.dialect.name == "postgresql" else sqlite.insert
    for row in source.execute(select(numbers)).all():
        query = insert(numbers).values(year=row.year, last=row.last)
        given = query.excluded.last
        highest = case((numbers.c.last > given, numbers.c.last), else_=given)
        target.execute(
            query.on_conflict_do_update(index_elements=[numbers.c.year], set_={"last": highest})
        )
