"""Which page of signing in answers which address."""

from collections.abc import Iterator

from feedback.accounts.login_pages import OPENID, SIGN_IN
from feedback.accounts.login_views import SigningIn
from feedback.accounts.own_account import ACCOUNT, OwnAccount
from feedback.accounts.require_role import seats
from feedback.app_context import Service
from feedback.routes import Route
from feedback.settings import OpenId


def account_routes(service: Service) -> Iterator[Route]:
    """Yield the addresses of signing in and of one's own account."""
    steps, own = SigningIn(service), OwnAccount(service)
    yield Route("GET", SIGN_IN, steps.ask)
    yield Route("POST", SIGN_IN, steps.password)
    for name, answer in (("password", steps.new_password), ("code", steps.second)):
        yield Route("GET", f"{SIGN_IN}/{name}", steps.again)
        yield Route("POST", f"{SIGN_IN}/{name}", answer)
    yield Route("GET", ACCOUNT, seats(service, "reader", own.show))
    yield Route("POST", f"{ACCOUNT}/password", seats(service, "reader", own.change))
    yield Route("POST", f"{SIGN_IN}/kept", steps.kept)
    yield Route("POST", "/feedback/desk/sign-out", own.sign_out)
    if service.settings.openid:
        yield from _council_routes(service, service.settings.openid)


def _council_routes(service: Service, openid: OpenId) -> Iterator[Route]:
    from feedback.accounts.openid_views import (  # noqa: PLC0415 - most councils' workers do without
        BACK,
        CouncilAccounts,
    )

    council = CouncilAccounts(service, openid)
    yield Route("GET", OPENID, council.leave)
    yield Route("GET", BACK, council.back)
    yield Route("POST", BACK, council.enter)
