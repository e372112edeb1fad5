"""Signing in: name and password, then a new password if it was the first, then the code."""

from dataclasses import dataclass
from typing import Any

import flask
from flask import Request
from sqlalchemy import Connection, Row, and_, select, update
from werkzeug.wrappers import Response

from feedback.accounts.create import account_named, digest_of, tidy_name
from feedback.accounts.login import enter, network_name, note_failure, welcome
from feedback.accounts.login_pages import (
    CLOSED_HERE,
    CLOSED_NOW,
    ENDED,
    ENDED_KEPT,
    SIGN_IN,
    SLOW,
    kept_page,
    next_step,
    sign_in_page,
)
from feedback.accounts.partial_login import half_of
from feedback.accounts.passwords import fault_of, fits, is_stale, kept_form
from feedback.accounts.return_to import ReturnTo, kept_form_of, onward_of
from feedback.accounts.session import end_all, seated
from feedback.accounts.throttling import (
    MOST,
    MOST_OF_A_NETWORK,
    count_try,
    forget,
    is_closed,
    take_back,
)
from feedback.accounts.two_factor import new_key, step_of, use_step
from feedback.app_context import AppContext
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts
from localoffer.form_error import FormError

WRONG = (
    "The name and the password do not belong together. Check both. If you have lost the password, "
    "ask whoever made your account for a new one."
)
_WRONG_CODE = "That code is not right, or was used before. Wait for the next one and enter that."
_NOTICES = {"out": "You are signed out.", "ended": ENDED}


@dataclass(frozen=True, slots=True)
class SigningIn:
    """Takes someone through the steps. Nothing is a session before the last."""

    service: AppContext

    def ask(self, request: Request) -> Response:
        """Return the page for name and password, or lead on whoever is signed in."""
        onward = onward_of(request)
        if seated(self.service, request):
            return flask.redirect(self.service.site_context.base.to(onward.then), 303)
        notice = _NOTICES.get(request.args.get("why", ""), "")
        return sign_in_page(self.service, onward, notice=notice)

    def again(self, _: Request) -> Response:
        """Lead whoever comes back to a later step to the first."""
        return flask.redirect(self.service.site_context.base.to(SIGN_IN), 303)

    def password(self, request: Request) -> Response:
        """Look at name and password; the same sentence answers whatever is wrong with them."""
        typed, onward = request.form.get("name", ""), onward_of(request)
        password, now = request.form.get("password", ""), self.service.now()
        missing = _missing(typed, password)
        if missing:
            return sign_in_page(self.service, onward, missing, name=typed, status=400)
        with writing(self.service.engine) as connection:
            here = network_name(self.service, request)
            if is_closed(connection, here, now, MOST_OF_A_NETWORK):
                return self._closed(onward, typed, CLOSED_HERE)
            number = count_try(connection, digest_of(tidy_name(typed), self.service.keys), now)
            row = account_named(connection, typed)
        if number > MOST:
            return self._closed(onward, typed)
        if row and fits(_usable(row, now), password):
            return next_step(self.service, self._half_in(row, password), onward)
        if row is None:
            fits(None, password)
        note_failure(self.service, request, number, row.id if row else None)
        if number == MOST:
            return self._closed(onward, typed)
        fault = (FormError("name", WRONG),)
        return sign_in_page(self.service, onward, fault, name=typed, status=403)

    def new_password(self, request: Request) -> Response:
        """Put someone's own password in the place of the first one."""
        new, again = request.form.get("new", ""), request.form.get("again", "")
        onward = onward_of(request)
        with reading(self.service.engine) as connection:
            row = self._half_of(connection, request)
        if row is None:
            return sign_in_page(self.service, onward, notice=SLOW, status=403)
        if row.first_until is None:
            return next_step(self.service, row, onward)
        site = self.service.site_context.offer.site
        fault = fault_of(new, again, (row.name, row.shown_as, site.title, site.council.name))
        if fault is None and fits(row.password, new):
            fault = "Enter a password of your own: that one was for one use."
        if fault:
            return next_step(self.service, row, onward, (FormError("new", fault),), 400)
        return next_step(self.service, change_password(self.service, row.id, new), onward)

    def second(self, request: Request) -> Response:
        """Look at the code; a right one that is new begins the session."""
        onward, now = onward_of(request), self.service.now()
        with writing(self.service.engine) as connection:
            row = self._half_of(connection, request)
            number = (
                count_try(connection, digest_of(row.name, self.service.keys), now) if row else 0
            )
        if row is None:
            return sign_in_page(self.service, onward, notice=SLOW, status=403)
        if row.first_until is not None:
            return next_step(self.service, row, onward)
        if number > MOST:
            return self._closed(onward)
        token = self._token(request, row, now)
        if token:
            return welcome(self.service, token, onward)
        note_failure(self.service, request, number, row.id)
        if number == MOST:
            return self._closed(onward)
        return next_step(self.service, row, onward, (FormError("code", _WRONG_CODE),), 403)

    def kept(self, request: Request) -> Response:
        """Show what was kept to someone who has signed in beside it, in another tab."""
        onward = onward_of(request)
        kept = kept_form_of(onward.kept, self.service.keys, self.service.now())
        if kept is None or not seated(self.service, request):
            return sign_in_page(self.service, onward, notice=ENDED_KEPT if kept else SLOW)
        return kept_page(self.service, kept.address, kept.fields)

    def _token(self, request: Request, row: Row[Any], now: int) -> str:
        """Return the number of a new session; empty where the code is wrong or was used."""
        key = self.service.keys.unseal(row.second or b"")
        step = step_of(key, request.form.get("code", ""), now) if key else None
        with writing(self.service.engine) as connection:
            if step is None or not use_step(connection, row.id, step):
                return ""
            if not row.last_step:
                note_act(connection, now, "codes set up", account=row.id)
            forget(connection, digest_of(row.name, self.service.keys))
            return enter(connection, self.service, request, row.id)

    def _half_in(self, row: Row[Any], password: str) -> Row[Any]:
        """Return the account, ready for its next step: with a new key until one is in use."""
        changes: dict[str, object] = {}
        if is_stale(row.password):
            changes["password"] = kept_form(password)
        if not row.last_step:
            changes["second"] = self.service.keys.seal(new_key())
        mine = and_(accounts.c.id == row.id, accounts.c.password == row.password)
        with writing(self.service.engine) as connection:
            take_back(connection, digest_of(row.name, self.service.keys))
            if changes:
                connection.execute(update(accounts).where(mine).values(**changes))
            return connection.execute(select(accounts).where(accounts.c.id == row.id)).one()

    def _half_of(self, connection: Connection, request: Request) -> Row[Any] | None:
        number = request.form.get("half", "")
        return half_of(connection, self.service.keys, number, self.service.now())

    def _closed(self, onward: ReturnTo, name: str = "", sentence: str = CLOSED_NOW) -> Response:
        fault = (FormError("", sentence),)
        return sign_in_page(self.service, onward, fault, name=name, status=429)


def change_password(service: AppContext, account: int, new: str) -> Row[Any]:
    """Keep a new password and return the account; every session of it ends."""
    changed, now = {"password": kept_form(new), "first_until": None}, service.now()
    mine = accounts.c.id == account
    with writing(service.engine) as connection:
        connection.execute(update(accounts).where(mine).values(**changed))
        end_all(connection, account)
        note_act(connection, now, "password changed", account=account)
        return connection.execute(select(accounts).where(mine)).one()


def _usable(row: Row[Any] | None, now: int) -> str | None:
    """Return what is kept of an account's password, if it can be used."""
    if row is None or not row.active or (row.first_until is not None and row.first_until <= now):
        return None
    return row.password or None


def _missing(name: str, password: str) -> tuple[FormError, ...]:
    faults = []
    if not name.strip():
        faults.append(FormError("name", "Enter your name at the desk."))
    if not password:
        faults.append(FormError("password", "Enter your password."))
    return tuple(faults)
