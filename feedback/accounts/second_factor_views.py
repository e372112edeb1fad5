"""What somebody signed in does with the second factor: new recovery codes, codes set up anew."""

from dataclasses import dataclass

from flask import Request
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.accounts.cookies import SESSION_COOKIE, set_cookie
from feedback.accounts.current_password import current_password_error
from feedback.accounts.enrolment import enrol, new_enrolment, read_enrolment
from feedback.accounts.own_account import account_page
from feedback.accounts.recovery_codes import replace_recovery_codes
from feedback.accounts.return_to import ACCOUNT, ReturnTo, read_return_to
from feedback.accounts.second_factor_pages import enrol_again_page, recovery_codes_page
from feedback.accounts.session import start_session
from feedback.app_context import AppContext
from feedback.store.engine import writing
from localoffer.form_error import FormError

_TOO_SLOW = "That took longer than ten minutes. Your old codes still work. Start again."
_WRONG_CODE = (
    "That code is not right, or one of the same half minute was used. Wait for the next one and "
    "enter that. Until then your old codes work."
)


@dataclass(frozen=True, slots=True)
class SecondFactorViews:
    """The forms of one's own account that are about the second factor; each asks the password."""

    app: AppContext

    def replace_recovery_codes(self, request: Request, account: Account) -> Response:
        """Make new recovery codes, which end those before, and show them this once."""
        error = current_password_error(self.app, request, account, "password")
        if error:
            return account_page(self.app, request, account, (error,), 403)
        with writing(self.app.engine) as connection:
            codes = replace_recovery_codes(connection, account.id, self.app.now())
        return recovery_codes_page(self.app, codes, ReturnTo(ACCOUNT))

    def begin_enrolment(self, request: Request, account: Account) -> Response:
        """Show a new key; the one before works until a code of the new one was entered."""
        error = current_password_error(self.app, request, account, "password")
        if error:
            return account_page(self.app, request, account, (error,), 403)
        enrolment = new_enrolment(self.app.keys, account.id, self.app.now())
        return enrol_again_page(self.app, account.name, enrolment, ReturnTo(ACCOUNT))

    def finish_enrolment(self, request: Request, account: Account) -> Response:
        """Take a code of the new key, put it in use, and show new recovery codes.

        Every other session ends: whoever has the old phone may have one.
        """
        now, keys, return_to = self.app.now(), self.app.keys, read_return_to(request)
        enrolment = read_enrolment(keys, request.form.get("enrolment", ""), account.id, now)
        if enrolment is None:
            error = FormError("", _TOO_SLOW)
            return account_page(self.app, request, account, (error,), 403)
        with writing(self.app.engine) as connection:
            codes = enrol(connection, keys, enrolment, request.form.get("code", ""), now)
            token = start_session(connection, account.id, now) if codes else ""
        if not codes:
            errors = (FormError("code", _WRONG_CODE),)
            return enrol_again_page(self.app, account.name, enrolment, return_to, errors=errors)
        response = recovery_codes_page(self.app, codes, return_to)
        set_cookie(response, self.app.settings, SESSION_COOKIE, token)
        return response
