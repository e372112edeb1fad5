"""The password asked again of somebody signed in, before anything that lets people in changes."""

from flask import Request
from sqlalchemy import select

from feedback.accounts.account import Account
from feedback.accounts.attempts import begin_attempt, forget, note_failed
from feedback.accounts.passwords import verify_password
from feedback.app_context import AppContext
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts
from localoffer.form_error import FormError


def current_password_error(
    app: AppContext, request: Request, account: Account, field: str
) -> FormError | None:
    """Return what is wrong with the password in a field; attempts count as at signing in."""
    with reading(app.engine) as connection:
        row = connection.execute(select(accounts).where(accounts.c.id == account.id)).one()
    attempt = begin_attempt(app, request, account.name, row)
    if attempt.refusal:
        return FormError("", attempt.refusal)
    if verify_password(row.password or None, request.form.get(field, "")):
        with writing(app.engine) as connection:
            forget(connection, attempt)
        return None
    note_failed(app, attempt)
    return FormError(field, "Enter the password that you use now.")
