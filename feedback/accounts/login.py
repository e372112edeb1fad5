"""The last step of every way in: a new session, and the page that was asked for."""

from flask import Request, redirect
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from feedback.accounts.cookies import SESSION, give_cookie
from feedback.accounts.login_pages import kept_page
from feedback.accounts.return_to import ReturnTo, kept_form_of
from feedback.accounts.session import begin, end
from feedback.accounts.throttling import MOST, MOST_OF_A_NETWORK, count_try
from feedback.app_context import AppContext
from feedback.intake.network import network_of
from feedback.store.audit_log import note_act
from feedback.store.engine import writing


def enter(connection: Connection, service: AppContext, request: Request, account: int) -> str:
    """Begin a session in place of the one before; return the number for its cookie."""
    now = service.now()
    end(connection, service, request)
    note_act(connection, now, "signed in", account=account)
    return begin(connection, account, now)


def welcome(service: AppContext, token: str, onward: ReturnTo) -> Response:
    """Return where someone wanted to go, with the cookie of the new session."""
    kept = kept_form_of(onward.kept, service.keys, service.now())
    if kept:
        response: Response = kept_page(service, kept.address, kept.fields)
    else:
        response = redirect(service.site_context.base.to(onward.then), 303)
    give_cookie(response, service.settings, SESSION, token)
    return response


def network_name(service: AppContext, request: Request) -> str:
    """Return what tries from a request's network are counted under."""
    return service.keys.digest(f"sign-in {network_of(request.remote_addr)}")


def note_failure(service: AppContext, request: Request, number: int, account: int | None) -> None:
    """Write down a try that failed; the fifth closes the name. Never what was typed."""
    now = service.now()
    with writing(service.engine) as connection:
        count_try(connection, network_name(service, request), now, MOST_OF_A_NETWORK)
        note_act(connection, now, "sign-in failed", account=account)
        if number == MOST:
            note_act(connection, now, "sign-in closed", account=account, note="for 15 minutes")
