"""How often signing in was tried with a name: after five wrong attempts it is locked for a while.

A browser in which the owner signed in before is counted apart (``known_browser``).

The count is in the database, so that all workers share it. It is kept for names that nobody has
too, so that it does not reveal which there are. An attempt is counted before it is looked at: many
at once are no way round.
"""

from sqlalchemy import ColumnElement, Connection, and_, case, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from feedback.clock_jumps import is_ahead
from feedback.store.tables import tries

#: So many attempts with a name, then none for so many seconds (OWASP ASVS 4.0.3, 2.2.1: 100 an
#: hour at most).
MAX_ATTEMPTS, LOCK_SECONDS = 5, 15 * 60

#: So many failed attempts, with whatever names, lock a network for as long. A council's office may
#: be one network, and so is whoever tries one password with many names.
MAX_NETWORK_ATTEMPTS = 50

_DAY = 86_400


def count_attempt(connection: Connection, key: str, now: int, most: int = MAX_ATTEMPTS) -> int:
    """Count an attempt and return its number. If it is above ``most``, it is not to be looked at.

    ``key`` stands for a name, a network or a browser (``attempts.AttemptLimit``).
    """
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    is_over = or_(tries.c.last <= now - LOCK_SECONDS, is_ahead(tries.c.last, now))
    is_locked_now = and_(tries.c.number >= most, ~is_over)
    counted = (
        insert(tries)
        .values(name=key, number=1, last=now)
        .on_conflict_do_update(
            index_elements=[tries.c.name],
            set_={
                "number": case((is_over, 1), else_=tries.c.number + 1),
                "last": case((is_locked_now, tries.c.last), else_=now),
            },
        )
        .returning(tries.c.number)
    )
    connection.execute(delete(tries).where(is_forgotten(now)))
    return int(connection.execute(counted).scalar_one())


def is_locked(connection: Connection, key: str, now: int, most: int) -> bool:
    """Return whether so many attempts were counted that no more is looked at now."""
    counted = select(tries).where(
        tries.c.name == key,
        tries.c.number >= most,
        tries.c.last > now - LOCK_SECONDS,
        ~is_ahead(tries.c.last, now),
    )
    return connection.execute(counted).first() is not None


def is_forgotten(now: int) -> ColumnElement[bool]:
    """Return the condition for attempts that are a day old, or of a clock that was wrong."""
    return or_(tries.c.last <= now - _DAY, is_ahead(tries.c.last, now))


def uncount_attempt(connection: Connection, key: str) -> None:
    """Take back an attempt that was right, but is not the last step."""
    connection.execute(update(tries).where(tries.c.name == key).values(number=tries.c.number - 1))


def forget_attempts(connection: Connection, key: str) -> None:
    """Forget the attempts with a name: signing in worked, or its password was made anew."""
    connection.execute(delete(tries).where(tries.c.name == key))
