"""The last step of every way to sign in: a new session, and the page that was asked for."""

from flask import Request, redirect
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from feedback.accounts.cookies import SESSION_COOKIE, set_cookie
from feedback.accounts.login_pages import saved_form_page
from feedback.accounts.return_to import ReturnTo, unseal_form
from feedback.accounts.session import end_session, start_session
from feedback.accounts.throttling import MAX_ATTEMPTS, MAX_NETWORK_ATTEMPTS, count_attempt
from feedback.app_context import AppContext
from feedback.intake.network import network_of
from feedback.store.audit_log import note_act
from feedback.store.engine import writing


def sign_in(connection: Connection, app: AppContext, request: Request, account_id: int) -> str:
    """Start a session in place of the one before, and return the token for its cookie."""
    now = app.now()
    end_session(connection, app, request)
    note_act(connection, now, "signed in", account=account_id)
    return start_session(connection, account_id, now)


def signed_in_response(app: AppContext, token: str, return_to: ReturnTo) -> Response:
    """Lead to where somebody wanted to go, or to the form they sent; with the session's cookie."""
    form = unseal_form(return_to.saved_form, app.keys, app.now())
    if form:
        response: Response = saved_form_page(app, form)
    else:
        response = redirect(app.site_context.base.to(return_to.address), 303)
    set_cookie(response, app.settings, SESSION_COOKIE, token)
    return response


def network_key(app: AppContext, request: Request) -> str:
    """Return what attempts from a request's network are counted under."""
    return app.keys.digest(f"sign-in {network_of(request.remote_addr)}")


def note_failed_attempt(
    app: AppContext, request: Request, number: int, account_id: int | None
) -> None:
    """Write an attempt that failed into the audit log, and count it for its network.

    Never what was typed.

    Args:
        app: The settings and keys of the service.
        request: The request with the attempt.
        number: How many attempts with this name were counted. The fifth locks the name.
        account_id: The account of this name, if there is one.
    """
    now = app.now()
    with writing(app.engine) as connection:
        count_attempt(connection, network_key(app, request), now, MAX_NETWORK_ATTEMPTS)
        note_act(connection, now, "sign-in failed", account=account_id)
        if number == MAX_ATTEMPTS:
            note_act(connection, now, "sign-in closed", account=account_id, note="for 15 minutes")
