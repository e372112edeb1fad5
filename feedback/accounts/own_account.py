"""One's own account: what it may do, a new password, and the way out."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Request, redirect
from sqlalchemy import select
from werkzeug.wrappers import Response

from feedback.accounts.account import ROLES, Account, up_to
from feedback.accounts.contexts import AccountPage
from feedback.accounts.cookies import SESSION, drop_cookie, give_cookie
from feedback.accounts.create import digest_of
from feedback.accounts.login import note_failure
from feedback.accounts.login_pages import CLOSED_NOW, SIGN_IN
from feedback.accounts.login_views import change_password
from feedback.accounts.passwords import fault_of, fits
from feedback.accounts.return_to import DESK
from feedback.accounts.session import begin, end, seated
from feedback.accounts.throttling import MOST, count_try, forget
from feedback.app_context import AppContext
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link

ACCOUNT = "/feedback/desk/account"


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What somebody signed in does with their account."""

    service: AppContext

    def show(self, request: Request, account: Account) -> Response:
        """Return the page of the account."""
        return self._page(account, (), changed="changed" in request.args)

    def change(self, request: Request, account: Account) -> Response:
        """Change the password: every other session ends, this one goes on under a new number."""
        new, again = request.form.get("new", ""), request.form.get("again", "")
        site = self.service.site_context.offer.site
        own_words = (account.name, account.shown_as, site.title, site.council.name)
        sentence = fault_of(new, again, own_words)
        if sentence:
            return self._page(account, (FormError("new", sentence),), status=400)
        fault = self._not_known(request, account)
        if fault:
            return self._page(account, (fault,), status=403)
        change_password(self.service, account.id, new)
        with writing(self.service.engine) as connection:
            forget(connection, digest_of(account.name, self.service.keys))
            token = begin(connection, account.id, self.service.now())
        response = redirect(self.service.site_context.base.to(f"{ACCOUNT}?changed=yes"), 303)
        give_cookie(response, self.service.settings, SESSION, token)
        return response

    def sign_out(self, request: Request) -> Response:
        """End the session, here and in the database."""
        account = seated(self.service, request)
        with writing(self.service.engine) as connection:
            end(connection, self.service, request)
            if account:
                note_act(connection, self.service.now(), "signed out", account=account.id)
        address = f"{SIGN_IN}?{urlencode({'why': 'out'})}"
        response = redirect(self.service.site_context.base.to(address), 303)
        drop_cookie(response, self.service.settings, SESSION)
        return response

    def _not_known(self, request: Request, account: Account) -> FormError | None:
        """Return what is wrong with the password of now, which is tried as at signing in."""
        name = digest_of(account.name, self.service.keys)
        with writing(self.service.engine) as connection:
            number = count_try(connection, name, self.service.now())
            mine = select(accounts.c.password).where(accounts.c.id == account.id)
            kept: str = connection.execute(mine).scalar_one()
        if number > MOST:
            return FormError("", CLOSED_NOW)
        if fits(kept or None, request.form.get("current", "")):
            return None
        note_failure(self.service, request, number, account.id)
        return FormError("current", "Enter the password that you use now.")

    def _page(
        self,
        account: Account,
        faults: tuple[FormError, ...],
        *,
        changed: bool = False,
        status: int = 200,
    ) -> Response:
        with reading(self.service.engine) as connection:
            mine = select(accounts.c.password).where(accounts.c.id == account.id)
            has_password = bool(connection.execute(mine).scalar_one())
        page = AccountPage(
            address=ACCOUNT,
            title="Your account",
            description="What you may do at the desk, and your password.",
            crumbs=(HOME, Link(DESK, "The desk")),
            listed=False,
            faults=faults,
            name=account.name,
            role=account.role,
            shown_as=account.shown_as,
            deeds=tuple(ROLES[role] for role in up_to(account.role)),
            changed=changed,
            has_password=has_password,
        )
        return self.service.page(page, status)
