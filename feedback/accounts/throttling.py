"""How often signing in was tried with a name: after five wrong tries it is closed for a while.

The count is in the database, so that all workers share it, and it is kept for names that nobody
has too, so that it does not tell which there are. A try is counted before it is looked at: many at
once are no way round.
"""

from sqlalchemy import Connection, and_, case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from feedback.store.tables import tries

#: So many tries; then none for so long, in seconds (OWASP ASVS 4.0.3, 2.2.1: 100 an hour at most).
MOST, CLOSED = 5, 15 * 60

#: So many tries that failed, with whatever names, close a network for as long: a council's office
#: may be one network, and so is whoever tries one password with many names.
MOST_OF_A_NETWORK = 50

_DAY = 86_400


def count_try(connection: Connection, name: str, now: int, most: int = MOST) -> int:
    """Count a try and return its number. Above ``most`` it is not to be looked at."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    is_over = tries.c.last <= now - CLOSED
    is_closed = and_(tries.c.number >= most, ~is_over)
    counted = (
        insert(tries)
        .values(name=name, number=1, last=now)
        .on_conflict_do_update(
            index_elements=[tries.c.name],
            set_={
                "number": case((is_over, 1), else_=tries.c.number + 1),
                "last": case((is_closed, tries.c.last), else_=now),
            },
        )
        .returning(tries.c.number)
    )
    connection.execute(delete(tries).where(tries.c.last <= now - _DAY))
    return int(connection.execute(counted).scalar_one())


def is_closed(connection: Connection, name: str, now: int, most: int) -> bool:
    """Return whether so many tries were counted that no more is looked at now."""
    counted = select(tries).where(
        tries.c.name == name, tries.c.number >= most, tries.c.last > now - CLOSED
    )
    return connection.execute(counted).first() is not None


def take_back(connection: Connection, name: str) -> None:
    """Uncount a try that was right, and is not the last step."""
    connection.execute(update(tries).where(tries.c.name == name).values(number=tries.c.number - 1))


def forget(connection: Connection, name: str) -> None:
    """Forget the tries with a name: signing in worked, or its password was made anew."""
    connection.execute(delete(tries).where(tries.c.name == name))
