"""Moderators' pages are for accounts only: who is not signed in is led to that page, and back."""

import logging
from collections.abc import Callable
from urllib.parse import urlencode

from flask import Request, redirect
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from feedback.accounts.account import ROLES, Account, AccountRole, roles_up_to
from feedback.accounts.contexts import PermissionDeniedPage
from feedback.accounts.cookies import SESSION_COOKIE, read_cookie
from feedback.accounts.login_pages import (
    SESSION_ENDED,
    SESSION_ENDED_FORM_SAVED,
    SIGN_IN,
    sign_in_page,
    unsaved_page,
)
from feedback.accounts.return_to import (
    MODERATION,
    ReturnTo,
    moderation_address,
    seal_form,
    submitted_form,
)
from feedback.accounts.session import current_account
from feedback.app_context import AppContext
from feedback.store.engine import reading
from feedback.store.tables import accounts
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link


def require_role(
    app: AppContext, least: AccountRole, view: Callable[..., Response]
) -> Callable[..., Response]:
    """Return a view that answers only an account with at least this role.

    ``view`` takes the request, the ``Account``, and the parts of the address. A form that comes
    after the session has ended can be sent once its writer has signed in again; one that comes
    while the database is away is shown again. (``request_checks`` refuses other websites' forms.)
    """

    def answer_account(request: Request, **parts: str) -> Response:
        account = current_account(app, request)
        if account is None:
            return _to_sign_in(app, request)
        if not account.may(least):
            return _permission_denied(app, account, least)
        return view(request, account, **parts)

    def answer(request: Request, **parts: str) -> Response:
        try:
            return answer_account(request, **parts)
        except SQLAlchemyError as error:
            form = submitted_form(request)
            if form is None:
                raise
            app.note(error)
            return unsaved_page(app, form)

    return answer


def _to_sign_in(app: AppContext, request: Request) -> Response:
    address = moderation_address(request.full_path.rstrip("?"))
    if request.method == "POST":
        return_to = ReturnTo(address, seal_form(request, app.keys, app.now()))
        notice = SESSION_ENDED_FORM_SAVED if return_to.saved_form else SESSION_ENDED
        return sign_in_page(app, return_to, notice=notice, status=403)
    had_session = read_cookie(request, app.settings, SESSION_COOKIE)
    why = {"why": "ended"} if had_session else {}
    sign_in = f"{SIGN_IN}?{urlencode({'then': address, **why})}"
    return redirect(app.site_context.base.to(sign_in), 303)


def _permission_denied(app: AppContext, account: Account, least: AccountRole) -> Response:
    """Return the page that says what this account may do, and which accounts can do the rest.

    The server's log says that it was refused (OWASP ASVS 4.0.3, 7.2.2): to look writes nothing.
    """
    logging.getLogger("feedback").warning("Account %d was refused what needs %s", account.id, least)
    able_roles = [role for role in ROLES if least in roles_up_to(role)]
    with reading(app.engine) as connection:
        rows = connection.execute(
            select(accounts.c.name, accounts.c.role)
            .where(accounts.c.active, accounts.c.role.in_(able_roles))
            .order_by(accounts.c.name)
        ).all()
    page = PermissionDeniedPage(
        address=MODERATION,
        title="Your account may not do that",
        description="What your account may do, and who can do the rest.",
        crumbs=(HOME, Link(MODERATION, "Moderation")),
        listed=False,
        role=account.role,
        abilities=tuple(ROLES[role] for role in roles_up_to(account.role)),
        least_role=least,
        accounts=tuple(f"{row.name} ({row.role})" for row in rows),
    )
    return app.page(page, 403)
