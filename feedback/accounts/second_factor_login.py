"""The last step of signing in: a code from the app or, without the phone, a recovery code."""

from collections.abc import Callable
from typing import Any

from flask import Request
from sqlalchemy import Row
from werkzeug.wrappers import Response

from feedback.accounts.attempts import Attempt, forget
from feedback.accounts.cookies import SESSION_COOKIE, set_cookie
from feedback.accounts.enrolment import new_enrolment
from feedback.accounts.login import sign_in, signed_in_response
from feedback.accounts.recovery_codes import (
    count_recovery_codes,
    replace_recovery_codes,
    use_recovery_code,
)
from feedback.accounts.return_to import read_return_to
from feedback.accounts.second_factor_pages import enrol_again_page, recovery_codes_page
from feedback.accounts.two_factor import time_step, use_step
from feedback.app_context import AppContext
from feedback.store.audit_log import note_act
from feedback.store.engine import writing

#: Takes the second factor in a form of an account (a row of ``accounts``) and returns the page of
#: somebody signed in; None where it is wrong, or was used before.
SecondFactor = Callable[[AppContext, Request, Row[Any], Attempt], Response | None]


def take_code(
    app: AppContext, request: Request, row: Row[Any], attempt: Attempt
) -> Response | None:
    """Take a code of the app. The first one ends the set-up: recovery codes are shown with it."""
    now, return_to = app.now(), read_return_to(request)
    key = app.keys.unseal(row.second or b"")
    step = time_step(key, request.form.get("code", ""), now) if key else None
    codes: tuple[str, ...] = ()
    with writing(app.engine) as connection:
        if step is None or not use_step(connection, row.id, step):
            return None
        if not row.last_step:
            note_act(connection, now, "codes set up", account=row.id)
            codes = replace_recovery_codes(connection, row.id, now)
        forget(connection, attempt)
        token = sign_in(connection, app, request, row.id)
    if not codes:
        return signed_in_response(app, token, return_to)
    response = recovery_codes_page(app, codes, return_to)
    set_cookie(response, app.settings, SESSION_COOKIE, token)
    return response


def take_recovery_code(
    app: AppContext, request: Request, row: Row[Any], attempt: Attempt
) -> Response | None:
    """Take a recovery code, say how many are left, and lead to setting up codes anew."""
    now = app.now()
    with writing(app.engine) as connection:
        if not use_recovery_code(connection, row.id, request.form.get("recovery_code", "")):
            return None
        left = count_recovery_codes(connection, row.id)
        note_act(connection, now, "recovery code used", account=row.id, note=f"{left} left")
        forget(connection, attempt)
        token = sign_in(connection, app, request, row.id)
    enrolment = new_enrolment(app.keys, row.id, now)
    return_to = read_return_to(request)
    response = enrol_again_page(app, row.name, enrolment, return_to, notice=_notice(left))
    set_cookie(response, app.settings, SESSION_COOKIE, token)
    return response


def _notice(left: int) -> str:
    codes = "code is" if left == 1 else "codes are"
    return f"You are signed in. That recovery code is used up: {left} recovery {codes} left."
