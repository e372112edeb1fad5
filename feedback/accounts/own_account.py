"""One's own account: what it may do, a new password, and signing out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Request, redirect
from sqlalchemy import Row, select
from werkzeug.wrappers import Response

from feedback.accounts.account import ROLES, Account, roles_up_to
from feedback.accounts.contexts import AccountPage, SessionTimes
from feedback.accounts.cookies import SESSION_COOKIE, delete_cookie, set_cookie
from feedback.accounts.current_password import current_password_error
from feedback.accounts.known_browser import remember_browser
from feedback.accounts.login_pages import SIGN_IN
from feedback.accounts.login_views import change_password
from feedback.accounts.passwords import password_error
from feedback.accounts.recovery_codes import count_recovery_codes
from feedback.accounts.return_to import ACCOUNT, MODERATION
from feedback.accounts.session import (
    current_account,
    end_other_sessions,
    end_session,
    session_digest,
    sessions_of,
    start_session,
)
from feedback.app_context import AppContext
from feedback.local_time import moment_of
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link

#: What the page says, by what its address names.
_NOTICES = {
    "password": (
        "Your password is changed. Wherever else you were signed in, you are not any more."
    ),
    "sessions": "Wherever else you were signed in, you are not any more.",
}


@dataclass(frozen=True, slots=True)
class OwnAccountViews:
    """What somebody signed in does with their own account."""

    app: AppContext

    def get(self, request: Request, account: Account) -> Response:
        """Return the page of the account."""
        return account_page(self.app, request, account)

    def restart(self, _: Request, __: Account) -> Response:
        """Lead whoever opens the address of one of its forms to the page of the account."""
        return redirect(self.app.site_context.base.to(ACCOUNT), 303)

    def change_password(self, request: Request, account: Account) -> Response:
        """Change the password: every other session ends, this one goes on under a new token."""
        new, repeated = request.form.get("new", ""), request.form.get("again", "")
        site = self.app.site_context.offer.site
        own_words = (account.name, account.shown_as, site.title, site.council.name)
        message = password_error(new, repeated, own_words)
        if message:
            return account_page(self.app, request, account, (FormError("new", message),), 400)
        error = current_password_error(self.app, request, account, "current")
        if error:
            return account_page(self.app, request, account, (error,), 403)
        row = change_password(self.app, account.id, new)
        with writing(self.app.engine) as connection:
            token = start_session(connection, account.id, self.app.now())
        response = redirect(self.app.site_context.base.to(f"{ACCOUNT}?changed=password"), 303)
        set_cookie(response, self.app.settings, SESSION_COOKIE, token)
        remember_browser(self.app, response, row)
        return response

    def sign_out(self, request: Request) -> Response:
        """End the session, in the browser and in the database."""
        account = current_account(self.app, request)
        with writing(self.app.engine) as connection:
            end_session(connection, self.app, request)
            if account:
                note_act(connection, self.app.now(), "signed out", account=account.id)
        address = f"{SIGN_IN}?{urlencode({'why': 'out'})}"
        response = redirect(self.app.site_context.base.to(address), 303)
        delete_cookie(response, self.app.settings, SESSION_COOKIE)
        return response

    def end_other_sessions(self, request: Request, account: Account) -> Response:
        """End every session of the account but this one."""
        error = current_password_error(self.app, request, account, "password")
        if error:
            return account_page(self.app, request, account, (error,), 403)
        with writing(self.app.engine) as connection:
            number = end_other_sessions(connection, self.app, request, account.id)
            note = f"{number} ended"
            note_act(
                connection, self.app.now(), "signed out elsewhere", account=account.id, note=note
            )
        return redirect(self.app.site_context.base.to(f"{ACCOUNT}?changed=sessions"), 303)


def account_page(
    app: AppContext,
    request: Request,
    account: Account,
    errors: tuple[FormError, ...] = (),
    status: int = 200,
) -> Response:
    """Return the page of one's own account."""
    with reading(app.engine) as connection:
        this = select(accounts.c.password).where(accounts.c.id == account.id)
        has_password = bool(connection.execute(this).scalar_one())
        codes_left = count_recovery_codes(connection, account.id)
        rows = sessions_of(connection, account.id, app.now())
    page = AccountPage(
        address=ACCOUNT,
        title="Your account",
        description="What you may do, your password, your codes, and where you are signed in.",
        crumbs=(HOME, Link(MODERATION, "Moderation")),
        listed=False,
        errors=errors,
        name=account.name,
        role=account.role,
        shown_as=account.shown_as,
        abilities=tuple(ROLES[role] for role in roles_up_to(account.role)),
        notice=_NOTICES.get(request.args.get("changed", ""), ""),
        has_password=has_password,
        recovery_codes=codes_left,
        sessions=_session_times(rows, session_digest(app, request)),
    )
    return app.page(page, status)


def _session_times(rows: Iterable[Row[Any]], digest: str) -> tuple[SessionTimes, ...]:
    return tuple(
        SessionTimes(moment_of(row.began), moment_of(row.seen), is_this=row.digest == digest)
        for row in rows
    )
