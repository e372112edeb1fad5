"""An attempt to sign in: counted before anything is worked out for it.

It counts for its network and for its name; or, in a browser that is known for the account, for that
browser alone, so that no stranger's attempts keep the owner out.
"""

from dataclasses import dataclass
from typing import Any

from flask import Request
from sqlalchemy import Connection, Row

from feedback.accounts.create import attempts_key, tidy_name
from feedback.accounts.known_browser import known_browser_key
from feedback.accounts.login_pages import BROWSER_LOCKED, NAME_LOCKED, NETWORK_LOCKED
from feedback.accounts.throttling import (
    MAX_ATTEMPTS,
    MAX_NETWORK_ATTEMPTS,
    count_attempt,
    forget_attempts,
    is_locked,
    uncount_attempt,
)
from feedback.app_context import AppContext
from feedback.intake.network import network_of
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing


@dataclass(frozen=True, slots=True)
class AttemptLimit:
    """What attempts are counted under, how many are taken, and the sentence for one too many."""

    key: str
    most: int
    message: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was counted.

    ``refusal`` says that too many came before it, and is empty where it may be looked at.
    ``closes`` says that, if it fails, it was the last one for a while.
    """

    account_id: int | None
    limits: tuple[AttemptLimit, ...]
    refusal: str = ""
    closes: str = ""


def begin_attempt(app: AppContext, request: Request, name: str, row: Row[Any] | None) -> Attempt:
    """Count an attempt with a name; ``row`` is the account of that name, if there is one.

    One that is refused writes nothing: a flood of them does not hold up what families send.
    """
    account_id, now = row.id if row else None, app.now()
    limits = _limits(app, request, name, row)
    with reading(app.engine) as connection:
        for limit in limits:
            if is_locked(connection, limit.key, now, limit.most):
                return Attempt(account_id, (), limit.message)
    with writing(app.engine) as connection:
        for limit in limits:
            number = count_attempt(connection, limit.key, now, limit.most)
            if number > limit.most:
                return Attempt(account_id, (), limit.message)
    return Attempt(account_id, limits, closes=limit.message if number == limit.most else "")


def take_back(connection: Connection, attempt: Attempt) -> None:
    """Take back an attempt that was right."""
    for limit in attempt.limits:
        uncount_attempt(connection, limit.key)


def forget(connection: Connection, attempt: Attempt) -> None:
    """Take back an attempt that was right, and forget those before it, but for its network's."""
    take_back(connection, attempt)
    forget_attempts(connection, attempt.limits[-1].key)


def note_failed(app: AppContext, attempt: Attempt) -> None:
    """Write an attempt that failed into the audit log; never what was typed."""
    now, account = app.now(), attempt.account_id
    with writing(app.engine) as connection:
        note_act(connection, now, "sign-in failed", account=account)
        if attempt.closes:
            note_act(connection, now, "sign-in closed", account=account, note="for 15 minutes")


def _limits(
    app: AppContext, request: Request, name: str, row: Row[Any] | None
) -> tuple[AttemptLimit, ...]:
    """Return what an attempt counts for, that of its name or browser last."""
    browser = known_browser_key(app, request, row)
    if browser:
        return (AttemptLimit(browser, MAX_ATTEMPTS, BROWSER_LOCKED),)
    network = app.keys.digest(f"sign-in {network_of(request.remote_addr)}")
    return (
        AttemptLimit(network, MAX_NETWORK_ATTEMPTS, NETWORK_LOCKED),
        AttemptLimit(attempts_key(tidy_name(name), app.keys), MAX_ATTEMPTS, NAME_LOCKED),
    )
