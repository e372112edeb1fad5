"""Who is looking at which comment. It fades by itself, keeps nobody out, and is in no log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, or_, select, update

from feedback.clock_jumps import is_ahead
from feedback.store.idempotency import insert_once
from feedback.store.tables import accounts, viewers

#: For so many seconds after it was last shown, somebody counts as looking.
FADES_AFTER: Final = 10 * 60


@dataclass(frozen=True, slots=True)
class Viewer:
    """The name of an account that is looking at a comment, and since when (seconds since 1970)."""

    name: str
    since: int


def note_viewer(connection: Connection, comment: int, account: int, now: int) -> None:
    """Note that an account is looking at a comment; what it has looked at before fades."""
    purge_viewers(connection, now)
    this = (viewers.c.comment == comment) & (viewers.c.account == account)
    if not connection.execute(update(viewers).where(this).values(seen=now)).rowcount:
        row = {"comment": comment, "account": account, "since": now, "seen": now}
        key = (viewers.c.comment, viewers.c.account)
        connection.execute(insert_once(connection.dialect.name, viewers, *key), row)


def forget_viewer(connection: Connection, comment: int, account: int) -> None:
    """Note that an account has gone on to another comment."""
    this = (viewers.c.comment == comment) & (viewers.c.account == account)
    connection.execute(delete(viewers).where(this))


def purge_viewers(connection: Connection, now: int) -> int:
    """Delete who has stopped looking, and return how many rows these were."""
    has_faded = or_(viewers.c.seen <= now - FADES_AFTER, is_ahead(viewers.c.seen, now))
    faded = delete(viewers).where(has_faded)
    return connection.execute(faded).rowcount


def viewers_of(
    connection: Connection, ids: Iterable[int], now: int, *, but: int
) -> Mapping[int, tuple[Viewer, ...]]:
    """Return who is looking at each of at most some hundred comments, the first first.

    The account ``but`` is left out, and so are accounts that were removed and times of the future.
    """
    query = (
        select(viewers.c.comment, accounts.c.name, viewers.c.since)
        .join(accounts)
        .where(viewers.c.comment.in_(list(ids)), viewers.c.seen > now - FADES_AFTER)
        .where(~is_ahead(viewers.c.seen, now), viewers.c.account != but, accounts.c.active)
        .order_by(viewers.c.since, accounts.c.name)
    )
    found: dict[int, tuple[Viewer, ...]] = {}
    for row in connection.execute(query):
        found[row.comment] = (*found.get(row.comment, ()), Viewer(row.name, row.since))
    return found
