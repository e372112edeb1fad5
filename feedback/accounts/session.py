"""A session: a random token in a cookie, and its digest in the database.

It ends after half an hour without use and after ten hours in all; whoever goes on signs in again.
NIST SP 800-63B 4.2.3 asks for 12 hours and 30 minutes at most where there is a second factor.
"""

import hashlib
import secrets
from typing import Any

from flask import Request
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select, update

from feedback.accounts.account import Account
from feedback.accounts.cookies import SESSION_COOKIE, read_cookie
from feedback.app_context import AppContext
from feedback.clock_jumps import is_ahead
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts, sessions

#: A session ends after so many seconds: without use, and in all.
MAX_IDLE_SECONDS, MAX_SESSION_SECONDS = 30 * 60, 10 * 3600

#: Its last use is written down at most so often, in seconds.
_SEEN_EVERY = 60
_TOKEN_BYTES = 32


def current_account(app: AppContext, request: Request) -> Account | None:
    """Return who is signed in; None where nobody is, or where the session has ended."""
    token = read_cookie(request, app.settings, SESSION_COOKIE)
    if not token:
        return None
    now, digest = app.now(), _digest(token)
    with reading(app.engine) as connection:
        row = connection.execute(
            select(accounts, sessions.c.seen)
            .join_from(sessions, accounts)
            .where(sessions.c.digest == digest, accounts.c.active, ~has_ended(now))
        ).one_or_none()
    if row is None:
        return None
    if row.seen <= now - _SEEN_EVERY:
        _note_use(app, digest, now)
    return Account(row.id, row.name, row.role, row.shown_as)


def start_session(connection: Connection, account_id: int, now: int) -> str:
    """Start a session and return the token for its cookie; those that have ended are deleted."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    connection.execute(delete(sessions).where(has_ended(now)))
    connection.execute(
        insert(sessions),
        {"digest": _digest(token), "account": account_id, "began": now, "seen": now},
    )
    return token


def end_session(connection: Connection, app: AppContext, request: Request) -> None:
    """End the session whose cookie a request has, if it has one."""
    digest = session_digest(app, request)
    connection.execute(delete(sessions).where(sessions.c.digest == digest))


def sessions_of(connection: Connection, account_id: int, now: int) -> list[Row[Any]]:
    """Return the rows of an account's sessions that have not ended, the last used first."""
    query = select(sessions).where(sessions.c.account == account_id, ~has_ended(now))
    return list(connection.execute(query.order_by(sessions.c.seen.desc(), sessions.c.began)))


def session_digest(app: AppContext, request: Request) -> str:
    """Return the digest of the session whose cookie a request has."""
    return _digest(read_cookie(request, app.settings, SESSION_COOKIE))


def end_other_sessions(
    connection: Connection, app: AppContext, request: Request, account_id: int
) -> int:
    """End every session of an account but that of the request; return how many there were."""
    others = sessions.c.digest != session_digest(app, request)
    ended = delete(sessions).where(sessions.c.account == account_id, others)
    return connection.execute(ended).rowcount


def end_sessions_of(connection: Connection, account_id: int) -> None:
    """End every session of an account."""
    connection.execute(delete(sessions).where(sessions.c.account == account_id))


def has_ended(now: int) -> ColumnElement[bool]:
    """Return the condition for sessions that have ended; one that began in the future has."""
    return or_(
        sessions.c.began <= now - MAX_SESSION_SECONDS,
        sessions.c.seen <= now - MAX_IDLE_SECONDS,
        is_ahead(sessions.c.began, now),
        is_ahead(sessions.c.seen, now),
    )


def _note_use(app: AppContext, digest: str, now: int) -> None:
    with writing(app.engine) as connection:
        connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen=now))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
