"""The door of the desk: who is not signed in is led to the sign-in page, and back afterwards."""

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Request, redirect
from werkzeug.wrappers import Response

from feedback.accounts.seat import AccountRole
from feedback.accounts.session import seated
from feedback.service import Service

SIGN_IN = "/feedback/desk/sign-in"


def seats(
    service: Service, least: AccountRole, answer: Callable[..., Response]
) -> Callable[..., Response]:
    """Return a route's answer that is given only to an account with at least this role.

    ``answer`` takes the request, the ``Account``, and the parts of the address.
    """

    def only_seated(request: Request, **parts: str) -> Response:
        account = seated(service, request)
        if account is None:
            then = urlencode({"then": request.full_path.rstrip("?")})
            return redirect(service.surroundings.base.to(f"{SIGN_IN}?{then}"), 303)
        if not account.may(least):
            return Response("Your account may not do this.", 403, mimetype="text/plain")
        return answer(request, account, **parts)

    return only_seated
