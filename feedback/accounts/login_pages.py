"""The pages of signing in, and which of them comes next for an account."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from sqlalchemy import Row
from werkzeug.wrappers import Response

from feedback.accounts.contexts import (
    CodePage,
    EnrolPage,
    LaterStepPage,
    NewPasswordPage,
    SavedFormPage,
    SignInPage,
)
from feedback.accounts.partial_login import partial_login_token
from feedback.accounts.return_to import ReturnTo, SavedForm
from feedback.accounts.throttling import LOCK_SECONDS, MAX_ATTEMPTS
from feedback.accounts.two_factor import format_key, qr_code
from feedback.app_context import AppContext
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME

SIGN_IN = "/feedback/desk/sign-in"
OPENID = "/feedback/desk/openid"

NAME_LOCKED = (
    f"Signing in with this name is closed for {LOCK_SECONDS // 60} minutes, after {MAX_ATTEMPTS} "
    "tries that did not work. Wait, then try again. A browser in which you signed in before still "
    "works."
)
BROWSER_LOCKED = (
    f"Signing in from this browser is closed for {LOCK_SECONDS // 60} minutes, after "
    f"{MAX_ATTEMPTS} tries that did not work. Wait, then try again."
)
NETWORK_LOCKED = (
    f"Too many tries from your network did not work. Wait {LOCK_SECONDS // 60} minutes, then try "
    "again."
)
TOO_SLOW = "Those steps took longer than ten minutes, or the password was changed. Start again."
SESSION_ENDED = (
    "You are not signed in any more: that ends half an hour after the last page, and after ten "
    "hours in any case. Sign in to go on where you were."
)
SESSION_ENDED_FORM_SAVED = (
    "You are not signed in any more, so this is not saved yet. What you wrote is kept on this "
    "page. Sign in, and you can send it."
)


def sign_in_page(
    app: AppContext,
    return_to: ReturnTo,
    errors: Sequence[FormError] = (),
    *,
    name: str = "",
    notice: str = "",
    status: int = 200,
) -> Response:
    """Return the page for name and password."""
    page = SignInPage(
        address=SIGN_IN,
        title="Sign in",
        description="For those who read and answer what families tell us.",
        crumbs=(HOME,),
        listed=False,
        return_to=return_to,
        errors=tuple(errors),
        name=name,
        notice=notice,
        openid=OPENID if app.settings.openid else "",
    )
    response = app.page(page, status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(LOCK_SECONDS)
    return response


def next_step_page(
    app: AppContext,
    row: Row[Any],
    return_to: ReturnTo,
    errors: Sequence[FormError] = (),
    status: int = 200,
) -> Response:
    """Return the page of the step that an account has still to take; ``row`` is of ``accounts``."""
    shared: dict[str, Any] = {
        "address": SIGN_IN,
        "crumbs": (HOME,),
        "listed": False,
        "return_to": return_to,
        "partial_login": partial_login_token(app.keys, row.id, row.password, app.now()),
        "errors": tuple(errors),
    }
    return app.page(_step_page(app, row, shared), status)


def saved_form_page(app: AppContext, form: SavedForm) -> Response:
    """Return the page that sends a form again which was kept while somebody signed in."""
    title, description = "You are signed in again", "What you wrote is still here."
    return _send_again_page(app, form, title, description, HTTPStatus.OK)


def unsaved_page(app: AppContext, form: SavedForm) -> Response:
    """Return the page that sends a form again which could not be saved: the database is away."""
    title = "This could not be saved just now"
    description = (
        "Sorry. The fault is ours, not yours. Wait a few minutes, then send it from this page."
    )
    return _send_again_page(app, form, title, description, HTTPStatus.SERVICE_UNAVAILABLE)


def _send_again_page(
    app: AppContext, form: SavedForm, title: str, description: str, status: HTTPStatus
) -> Response:
    page = SavedFormPage(
        address=SIGN_IN,
        title=title,
        description=description,
        crumbs=(HOME,),
        listed=False,
        action=form.address,
        fields=form.fields,
    )
    return app.page(page, status)


def _step_page(app: AppContext, row: Row[Any], shared: dict[str, Any]) -> LaterStepPage:
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
    key = app.keys.unseal(row.second) or ""
    return EnrolPage(
        **shared,
        title="Set up your codes",
        description="From now on a code from an app goes with your password.",
        qr_code=qr_code(key, row.name, app.site_context.offer.site.title),
        key=format_key(key),
    )
