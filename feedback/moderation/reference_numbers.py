"""The public numbers of comments: the year, then a count, such as 2026-014. None is given twice."""

from sqlalchemy import Connection, case, literal
from sqlalchemy.dialects import postgresql, sqlite

from feedback.store.tables import numbers


def next_number(connection: Connection, year: int, highest: int) -> str:
    """Return a number of a year that nobody has, above ``highest``, and keep that it is taken.

    Two that ask at the same moment wait for each other: the row of the year is locked until the
    end of the transaction.
    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    least = literal(highest + 1)
    following = numbers.c.last + 1
    given = connection.execute(
        insert(numbers)
        .values(year=year, last=highest + 1)
        .on_conflict_do_update(
            index_elements=[numbers.c.year],
            set_={"last": case((following > least, following), else_=least)},
        )
        .returning(numbers.c.last)
    ).scalar_one()
    return f"{year}-{given:03}"
