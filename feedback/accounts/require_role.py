"""The door of the desk: who is not signed in is led to the sign-in page, and back afterwards."""

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Request, redirect
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from feedback.accounts.account import ROLES, Account, AccountRole, up_to
from feedback.accounts.contexts import RefusedPage
from feedback.accounts.cookies import SESSION, cookie_of
from feedback.accounts.login_pages import ENDED, ENDED_KEPT, SIGN_IN, sign_in_page, unsaved_page
from feedback.accounts.return_to import DESK, ReturnTo, keep_form, own_address, sent_form
from feedback.accounts.session import seated
from feedback.app_context import AppContext
from feedback.store.engine import reading
from feedback.store.tables import accounts
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link
from localoffer.serving.error_log import note


def seats(
    service: AppContext, least: AccountRole, answer: Callable[..., Response]
) -> Callable[..., Response]:
    """Return a route's answer that is given only to an account with at least this role.

    ``answer`` takes the request, the ``Account``, and the parts of the address. A form that comes
    after the session has ended is kept, and can be sent once its writer has signed in again; one
    that comes while the database is away is shown again, to be sent later.
    (``feedback.request_checks`` has refused one that comes from another website.)
    """

    def only_seated(request: Request, **parts: str) -> Response:
        account = seated(service, request)
        if account is None:
            return _to_sign_in(service, request)
        if not account.may(least):
            return _refused(service, account, least)
        return answer(request, account, **parts)

    def or_shown_again(request: Request, **parts: str) -> Response:
        try:
            return only_seated(request, **parts)
        except SQLAlchemyError as error:
            sent = sent_form(request)
            if sent is None:
                raise
            note("feedback", error)
            return unsaved_page(service, sent.address, sent.fields)

    return or_shown_again


def _to_sign_in(service: AppContext, request: Request) -> Response:
    asked = request.full_path.rstrip("?")
    if request.method == "POST":
        onward = ReturnTo(own_address(asked), keep_form(request, service.keys, service.now()))
        notice = ENDED_KEPT if onward.kept else ENDED
        return sign_in_page(service, onward, notice=notice, status=403)
    why = {"why": "ended"} if cookie_of(request, service.settings, SESSION) else {}
    address = f"{SIGN_IN}?{urlencode({'then': own_address(asked), **why})}"
    return redirect(service.site_context.base.to(address), 303)


def _refused(service: AppContext, account: Account, least: AccountRole) -> Response:
    """Return the page that says what this account may do, and who can do the rest."""
    able = [role for role in ROLES if least in up_to(role)]
    with reading(service.engine) as connection:
        rows = connection.execute(
            select(accounts.c.name, accounts.c.role)
            .where(accounts.c.active, accounts.c.role.in_(able))
            .order_by(accounts.c.name)
        ).all()
    page = RefusedPage(
        address=DESK,
        title="Your account may not do that",
        description="What your account may do, and who can do the rest.",
        crumbs=(HOME, Link(DESK, "The desk")),
        listed=False,
        role=account.role,
        deeds=tuple(ROLES[role] for role in up_to(account.role)),
        least=least,
        others=tuple(f"{row.name} ({row.role})" for row in rows),
    )
    return service.page(page, 403)
