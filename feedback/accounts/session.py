"""A session: a random number in a cookie, and its digest in the database.

It ends after half an hour without use and after ten hours in all; whoever goes on signs in again.
NIST SP 800-63B 4.2.3 asks for 12 hours and 30 minutes at most where there is a second factor.
"""

import hashlib
import secrets

from flask import Request
from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from feedback.accounts.account import Account
from feedback.accounts.cookies import SESSION, cookie_of
from feedback.app_context import AppContext
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts, sessions

#: In seconds: without use, and in all.
UNUSED, WHOLE = 30 * 60, 10 * 3600

#: Use is written down at most so often, in seconds.
_SEEN_EVERY = 60
_BYTES = 32


def seated(service: AppContext, request: Request) -> Account | None:
    """Return who is signed in; None where nobody is, or where the session has ended."""
    token = cookie_of(request, service.settings, SESSION)
    if not token:
        return None
    now, digest = service.now(), _digest(token)
    with reading(service.engine) as connection:
        row = connection.execute(
            select(accounts, sessions.c.seen)
            .join_from(sessions, accounts)
            .where(sessions.c.digest == digest, accounts.c.active, *_lasting(now))
        ).one_or_none()
    if row is None:
        return None
    if row.seen <= now - _SEEN_EVERY:
        _note_use(service, digest, now)
    return Account(row.id, row.name, row.role, row.shown_as)


def begin(connection: Connection, account: int, now: int) -> str:
    """Begin a session and return the number for its cookie; those that have ended are deleted."""
    token = secrets.token_urlsafe(_BYTES)
    ended = or_(sessions.c.began <= now - WHOLE, sessions.c.seen <= now - UNUSED)
    connection.execute(delete(sessions).where(ended))
    connection.execute(
        insert(sessions), {"digest": _digest(token), "account": account, "began": now, "seen": now}
    )
    return token


def end(connection: Connection, service: AppContext, request: Request) -> None:
    """End the session that a request comes with."""
    digest = _digest(cookie_of(request, service.settings, SESSION))
    connection.execute(delete(sessions).where(sessions.c.digest == digest))


def end_all(connection: Connection, account: int) -> None:
    """End every session of an account."""
    connection.execute(delete(sessions).where(sessions.c.account == account))


def _lasting(now: int) -> tuple[ColumnElement[bool], ...]:
    return (sessions.c.began > now - WHOLE, sessions.c.seen > now - UNUSED)


def _note_use(service: AppContext, digest: str, now: int) -> None:
    with writing(service.engine) as connection:
        connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen=now))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
