"""The last step of every way to sign in: a new session, and the page that was asked for."""

from flask import Request, redirect
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from feedback.accounts.cookies import SESSION_COOKIE, set_cookie
from feedback.accounts.login_pages import saved_form_page
from feedback.accounts.return_to import ReturnTo, unseal_form
from feedback.accounts.session import end_session, start_session
from feedback.app_context import AppContext
from feedback.store.audit_log import note_act


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
