"""The pages of signing in, and which of them comes next for an account."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from sqlalchemy import Row
from werkzeug.wrappers import Response

from feedback.accounts.contexts import (
    CodePage,
    EnrolPage,
    KeptPage,
    LaterPage,
    NewPasswordPage,
    SignInPage,
)
from feedback.accounts.partial_login import half
from feedback.accounts.return_to import ReturnTo
from feedback.accounts.throttling import CLOSED, MOST
from feedback.accounts.two_factor import in_groups, picture_of
from feedback.app_context import AppContext
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME

SIGN_IN = "/feedback/desk/sign-in"
OPENID = "/feedback/desk/openid"

CLOSED_NOW = (
    f"Signing in with this name is closed for {CLOSED // 60} minutes, after {MOST} tries that did "
    "not work. Wait, then try again."
)
CLOSED_HERE = (
    f"Too many tries from your network did not work. Wait {CLOSED // 60} minutes, then try again."
)
SLOW = "Those steps took longer than ten minutes, or the password was changed. Start again."
ENDED = (
    "You are not signed in any more: that ends half an hour after the last page, and after ten "
    "hours in any case. Sign in to go on where you were."
)
ENDED_KEPT = (
    "You are not signed in any more, so this is not saved yet. What you wrote is kept on this "
    "page. Sign in, and you can send it."
)


def sign_in_page(
    service: AppContext,
    onward: ReturnTo,
    faults: Sequence[FormError] = (),
    *,
    name: str = "",
    notice: str = "",
    status: int = 200,
) -> Response:
    """Return the page for name and password."""
    page = SignInPage(
        address=SIGN_IN,
        title="Sign in to the desk",
        description="For those who read and answer what families tell us.",
        crumbs=(HOME,),
        listed=False,
        then=onward.then,
        kept=onward.kept,
        faults=tuple(faults),
        name=name,
        notice=notice,
        openid=OPENID if service.settings.openid else "",
    )
    response = service.page(page, status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(CLOSED)
    return response


def next_step(
    service: AppContext,
    row: Row[Any],
    onward: ReturnTo,
    faults: Sequence[FormError] = (),
    status: int = 200,
) -> Response:
    """Return the page of the step that an account has still to take; ``row`` is the account."""
    shared: dict[str, Any] = {
        "address": SIGN_IN,
        "crumbs": (HOME,),
        "listed": False,
        "then": onward.then,
        "kept": onward.kept,
        "half": half(service.keys, row.id, row.password, service.now()),
        "faults": tuple(faults),
    }
    return service.page(_step(service, row, shared), status)


def kept_page(service: AppContext, action: str, fields: tuple[tuple[str, str], ...]) -> Response:
    """Return the page that sends what was kept while someone signed in."""
    said = ("You are signed in again", "What you wrote is still here.")
    return _to_send_again(service, action, fields, said, HTTPStatus.OK)


def unsaved_page(service: AppContext, action: str, fields: tuple[tuple[str, str], ...]) -> Response:
    """Return the page that sends again what could not be saved: the database is away."""
    said = (
        "This could not be saved just now",
        "Sorry. The fault is ours, not yours. Wait a few minutes, then send it from this page.",
    )
    return _to_send_again(service, action, fields, said, HTTPStatus.SERVICE_UNAVAILABLE)


def _to_send_again(
    service: AppContext,
    action: str,
    fields: tuple[tuple[str, str], ...],
    said: tuple[str, str],
    status: HTTPStatus,
) -> Response:
    title, description = said
    page = KeptPage(
        address=SIGN_IN,
        title=title,
        description=description,
        crumbs=(HOME,),
        listed=False,
        action=action,
        fields=fields,
    )
    return service.page(page, status)


def _step(service: AppContext, row: Row[Any], shared: dict[str, Any]) -> LaterPage:
    if row.first_until is not None:
        return NewPasswordPage(
            **shared,
            title="Choose your own password",
            description="The first password was for one use.",
            name=row.name,
        )
    if row.last_step:
        return CodePage(
            **shared, title="Enter your code", description="Six digits, from the app on your phone."
        )
    key = service.keys.unseal(row.second) or ""
    return EnrolPage(
        **shared,
        title="Set up your codes",
        description="From now on a code from an app goes with your password.",
        picture=picture_of(key, row.name, service.site_context.offer.site.title),
        key=in_groups(key),
    )
