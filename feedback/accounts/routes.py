"""Which page of signing in answers which address."""

from collections.abc import Iterator

from feedback.accounts.login_pages import OPENID, SIGN_IN
from feedback.accounts.login_views import SigningIn
from feedback.accounts.own_account import ACCOUNT, OwnAccount
from feedback.accounts.require_role import seats
from feedback.app_context import AppContext
from feedback.routes import FeedbackRoute
from feedback.settings import OpenId


def account_routes(service: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of signing in and of one's own account."""
    steps, own = SigningIn(service), OwnAccount(service)
    yield FeedbackRoute("GET", SIGN_IN, steps.ask)
    yield FeedbackRoute("POST", SIGN_IN, steps.password)
    for name, answer in (("password", steps.new_password), ("code", steps.second)):
        yield FeedbackRoute("GET", f"{SIGN_IN}/{name}", steps.again)
        yield FeedbackRoute("POST", f"{SIGN_IN}/{name}", answer)
    yield FeedbackRoute("GET", ACCOUNT, seats(service, "reader", own.show))
    yield FeedbackRoute("POST", f"{ACCOUNT}/password", seats(service, "reader", own.change))
    yield FeedbackRoute("POST", f"{SIGN_IN}/kept", steps.kept)
    yield FeedbackRoute("POST", "/feedback/desk/sign-out", own.sign_out)
    if service.settings.openid:
        yield from _council_routes(service, service.settings.openid)


def _council_routes(service: AppContext, openid: OpenId) -> Iterator[FeedbackRoute]:
    from feedback.accounts.openid_views import (  # noqa: PLC0415 - most councils' workers do without
        BACK,
        CouncilAccounts,
    )

    council = CouncilAccounts(service, openid)
    yield FeedbackRoute("GET", OPENID, council.leave)
    yield FeedbackRoute("GET", BACK, council.back)
    yield FeedbackRoute("POST", BACK, council.enter)
