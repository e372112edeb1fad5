"""One's own account: what it may do, a new password, and signing out."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Request, redirect
from sqlalchemy import select
from werkzeug.wrappers import Response

from feedback.accounts.account import ROLES, Account, roles_up_to
from feedback.accounts.attempts import Attempt, begin_attempt, forget, note_failed
from feedback.accounts.contexts import AccountPage
from feedback.accounts.cookies import SESSION_COOKIE, delete_cookie, set_cookie
from feedback.accounts.known_browser import remember_browser
from feedback.accounts.login_pages import SIGN_IN
from feedback.accounts.login_views import change_password
from feedback.accounts.passwords import password_error, verify_password
from feedback.accounts.return_to import MODERATION
from feedback.accounts.session import current_account, end_session, start_session
from feedback.app_context import AppContext
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link

ACCOUNT = "/feedback/desk/account"


@dataclass(frozen=True, slots=True)
class OwnAccountViews:
    """What somebody signed in does with their own account."""

    app: AppContext

    def get(self, request: Request, account: Account) -> Response:
        """Return the page of the account."""
        return self._page(account, (), is_changed="changed" in request.args)

    def change_password(self, request: Request, account: Account) -> Response:
        """Change the password: every other session ends, this one goes on under a new token."""
        new, repeated = request.form.get("new", ""), request.form.get("again", "")
        site = self.app.site_context.offer.site
        own_words = (account.name, account.shown_as, site.title, site.council.name)
        message = password_error(new, repeated, own_words)
        if message:
            return self._page(account, (FormError("new", message),), status=400)
        with reading(self.app.engine) as connection:
            row = connection.execute(select(accounts).where(accounts.c.id == account.id)).one()
        attempt = begin_attempt(self.app, request, account.name, row)
        error = self._current_password_error(request, row.password, attempt)
        if error:
            return self._page(account, (error,), status=403)
        row = change_password(self.app, account.id, new)
        with writing(self.app.engine) as connection:
            forget(connection, attempt)
            token = start_session(connection, account.id, self.app.now())
        response = redirect(self.app.site_context.base.to(f"{ACCOUNT}?changed=yes"), 303)
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

    def _current_password_error(
        self, request: Request, stored: str, attempt: Attempt
    ) -> FormError | None:
        """Return what is wrong with the current password; attempts count as at signing in."""
        if attempt.refusal:
            return FormError("", attempt.refusal)
        if verify_password(stored or None, request.form.get("current", "")):
            return None
        note_failed(self.app, attempt)
        return FormError("current", "Enter the password that you use now.")

    def _page(
        self,
        account: Account,
        errors: tuple[FormError, ...],
        *,
        is_changed: bool = False,
        status: int = 200,
    ) -> Response:
        with reading(self.app.engine) as connection:
            this = select(accounts.c.password).where(accounts.c.id == account.id)
            has_password = bool(connection.execute(this).scalar_one())
        page = AccountPage(
            address=ACCOUNT,
            title="Your account",
            description="What you may do, and your password.",
            crumbs=(HOME, Link(MODERATION, "Moderation")),
            listed=False,
            errors=errors,
            name=account.name,
            role=account.role,
            shown_as=account.shown_as,
            abilities=tuple(ROLES[role] for role in roles_up_to(account.role)),
            is_changed=is_changed,
            has_password=has_password,
        )
        return self.app.page(page, status)
