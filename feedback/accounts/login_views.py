"""Signing in: name and password, then a new password if it was the first, then the code."""

from dataclasses import dataclass
from typing import Any

import flask
from flask import Request
from sqlalchemy import Connection, Row, and_, select, update
from werkzeug.wrappers import Response

from feedback.accounts.attempts import Attempt, begin_attempt, note_failed, take_back
from feedback.accounts.create import account_by_name
from feedback.accounts.known_browser import remember_browser
from feedback.accounts.login_pages import (
    SESSION_ENDED,
    SESSION_ENDED_FORM_SAVED,
    SIGN_IN,
    TOO_SLOW,
    next_step_page,
    saved_form_page,
    sign_in_page,
)
from feedback.accounts.partial_login import partial_login_account
from feedback.accounts.passwords import (
    hash_password,
    needs_rehash,
    password_error,
    verify_password,
)
from feedback.accounts.return_to import ReturnTo, read_return_to, unseal_form
from feedback.accounts.second_factor_login import SecondFactor, take_code, take_recovery_code
from feedback.accounts.session import current_account, end_sessions_of
from feedback.accounts.two_factor import new_key
from feedback.app_context import AppContext
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts
from localoffer.form_error import FormError

_NOT_TOGETHER = (
    "The name and the password do not belong together. Check both. If you have lost the password, "
    "ask whoever made your account for a new one."
)
_WRONG_CODE = "That code is not right, or was used before. Wait for the next one and enter that."
_WRONG_RECOVERY_CODE = (
    "That is none of your recovery codes, or it was used before. Each works once. Look at it again."
)
_NOTICES = {"out": "You are signed out.", "ended": SESSION_ENDED}


@dataclass(frozen=True, slots=True)
class SignInViews:
    """Takes somebody through the steps. There is no session before the last."""

    app: AppContext

    def get(self, request: Request) -> Response:
        """Return the page for name and password, or lead on whoever is signed in."""
        return_to = read_return_to(request)
        if current_account(self.app, request):
            return flask.redirect(self.app.site_context.base.to(return_to.address), 303)
        notice = _NOTICES.get(request.args.get("why", ""), "")
        return sign_in_page(self.app, return_to, notice=notice)

    def restart(self, _: Request) -> Response:
        """Lead whoever comes back to a later step to the first."""
        return flask.redirect(self.app.site_context.base.to(SIGN_IN), 303)

    def post(self, request: Request) -> Response:
        """Look at name and password; the same sentence answers whatever is wrong with them."""
        name, return_to = request.form.get("name", ""), read_return_to(request)
        password, now = request.form.get("password", ""), self.app.now()
        errors = _missing_fields(name, password)
        if errors:
            return sign_in_page(self.app, return_to, errors, name=name, status=400)
        with reading(self.app.engine) as connection:
            row = account_by_name(connection, name)
        attempt = begin_attempt(self.app, request, name, row)
        if attempt.refusal:
            return self._locked_page(return_to, attempt.refusal, name)
        if verify_password(_usable_password(row, now), password) and row:
            return next_step_page(self.app, self._start_steps(row, password, attempt), return_to)
        note_failed(self.app, attempt)
        if attempt.closes:
            return self._locked_page(return_to, attempt.closes, name)
        error = (FormError("name", _NOT_TOGETHER),)
        return sign_in_page(self.app, return_to, error, name=name, status=403)

    def set_password(self, request: Request) -> Response:
        """Put somebody's own password in the place of the first one."""
        new, repeated = request.form.get("new", ""), request.form.get("again", "")
        return_to = read_return_to(request)
        with reading(self.app.engine) as connection:
            row = self._partial_login(connection, request)
        if row is None:
            return sign_in_page(self.app, return_to, notice=TOO_SLOW, status=403)
        if row.first_until is None:
            return next_step_page(self.app, row, return_to)
        site = self.app.site_context.offer.site
        own_words = (row.name, row.shown_as, site.title, site.council.name)
        message = password_error(new, repeated, own_words)
        if message is None and verify_password(row.password, new):
            message = "Enter a password of your own: that one was for one use."
        if message:
            return next_step_page(self.app, row, return_to, (FormError("new", message),), 400)
        return next_step_page(self.app, change_password(self.app, row.id, new), return_to)

    def check_code(self, request: Request) -> Response:
        """Look at the code; one that is right and new starts the session."""
        return self._finish(request, take_code, FormError("code", _WRONG_CODE))

    def check_recovery_code(self, request: Request) -> Response:
        """The same with a recovery code, which is used up."""
        error = FormError("recovery_code", _WRONG_RECOVERY_CODE)
        return self._finish(request, take_recovery_code, error)

    def show_saved_form(self, request: Request) -> Response:
        """Show a saved form to somebody who has signed in meanwhile, in another tab."""
        return_to = read_return_to(request)
        form = unseal_form(return_to.saved_form, self.app.keys, self.app.now())
        if form is None or not current_account(self.app, request):
            notice = SESSION_ENDED_FORM_SAVED if form else TOO_SLOW
            return sign_in_page(self.app, return_to, notice=notice)
        return saved_form_page(self.app, form)

    def _finish(self, request: Request, take: SecondFactor, error: FormError) -> Response:
        """Take the second factor, which starts the session; or say what is wrong with it."""
        return_to = read_return_to(request)
        with reading(self.app.engine) as connection:
            row = self._partial_login(connection, request)
        if row is None:
            return sign_in_page(self.app, return_to, notice=TOO_SLOW, status=403)
        if row.first_until is not None:
            return next_step_page(self.app, row, return_to)
        attempt = begin_attempt(self.app, request, row.name, row)
        if attempt.refusal:
            return self._locked_page(return_to, attempt.refusal)
        response = take(self.app, request, row, attempt)
        if response:
            remember_browser(self.app, response, row)
            return response
        note_failed(self.app, attempt)
        if attempt.closes:
            return self._locked_page(return_to, attempt.closes)
        return next_step_page(self.app, row, return_to, (error,), 403)

    def _start_steps(self, row: Row[Any], password: str, attempt: Attempt) -> Row[Any]:
        """Return the account, ready for its next step: with a new key until one is in use."""
        changes: dict[str, object] = {}
        if needs_rehash(row.password):
            changes["password"] = hash_password(password)
        if not row.last_step:
            changes["second"] = self.app.keys.seal(new_key())
        unchanged = and_(accounts.c.id == row.id, accounts.c.password == row.password)
        with writing(self.app.engine) as connection:
            take_back(connection, attempt)
            if changes:
                connection.execute(update(accounts).where(unchanged).values(**changes))
            return connection.execute(select(accounts).where(accounts.c.id == row.id)).one()

    def _partial_login(self, connection: Connection, request: Request) -> Row[Any] | None:
        token = request.form.get("partial_login", "")
        return partial_login_account(connection, self.app.keys, token, self.app.now())

    def _locked_page(self, return_to: ReturnTo, message: str, name: str = "") -> Response:
        error = (FormError("", message),)
        return sign_in_page(self.app, return_to, error, name=name, status=429)


def change_password(app: AppContext, account_id: int, new: str) -> Row[Any]:
    """Store a new password and return the row of the account; every session of it ends."""
    changed, now = {"password": hash_password(new), "first_until": None}, app.now()
    this = accounts.c.id == account_id
    with writing(app.engine) as connection:
        connection.execute(update(accounts).where(this).values(**changed))
        end_sessions_of(connection, account_id)
        note_act(connection, now, "password changed", account=account_id)
        return connection.execute(select(accounts).where(this)).one()


def _usable_password(row: Row[Any] | None, now: int) -> str | None:
    """Return what is stored of an account's password, if it can be used."""
    if row is None or not row.active or (row.first_until is not None and row.first_until <= now):
        return None
    return row.password or None


def _missing_fields(name: str, password: str) -> tuple[FormError, ...]:
    errors = []
    if not name.strip():
        errors.append(FormError("name", "Enter your account name."))
    if not password:
        errors.append(FormError("password", "Enter your password."))
    return tuple(errors)
