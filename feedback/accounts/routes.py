"""Which page of signing in answers which address."""

from collections.abc import Iterator

from feedback.accounts.door import from_here, seats
from feedback.accounts.own import ACCOUNT, OwnAccount
from feedback.accounts.signing_in import SigningIn
from feedback.accounts.steps import SIGN_IN
from feedback.route import Route
from feedback.service import Service


def account_routes(service: Service) -> Iterator[Route]:
    """Yield the addresses of signing in and of one's own account."""
    steps, own = SigningIn(service), OwnAccount(service)
    yield Route("GET", SIGN_IN, steps.ask)
    yield Route("POST", SIGN_IN, from_here(service, steps.password))
    for name, answer in (("password", steps.new_password), ("code", steps.second)):
        yield Route("GET", f"{SIGN_IN}/{name}", steps.again)
        yield Route("POST", f"{SIGN_IN}/{name}", from_here(service, answer))
    yield Route("GET", ACCOUNT, seats(service, "reader", own.show))
    yield Route("POST", f"{ACCOUNT}/password", seats(service, "reader", own.change))
    yield Route("POST", "/feedback/desk/sign-out", from_here(service, own.sign_out))
