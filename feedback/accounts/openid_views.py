"""Signing in with the council's own accounts, where it has them.

Only an account that was made for it on the command line gets in. Coming back leads to a page with
a button: opening an address changes nothing, and nobody is signed in by a link.
"""

import hmac
import json
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

import flask
from flask import Request
from sqlalchemy import Connection, Row, select
from werkzeug.wrappers import Response

from feedback.accounts.contexts import OpenIdPage
from feedback.accounts.cookies import OPENID_COOKIE, delete_cookie, read_cookie, set_cookie
from feedback.accounts.login import sign_in, signed_in_response
from feedback.accounts.login_pages import OPENID, SIGN_IN, sign_in_page
from feedback.accounts.openid_client import (
    OpenIdError,
    OpenIdIdentity,
    PendingLogin,
    finish_login,
    start_login,
)
from feedback.accounts.return_to import MODERATION, ReturnTo, moderation_address, read_return_to
from feedback.app_context import AppContext
from feedback.clock_jumps import is_within
from feedback.settings import OpenId
from feedback.store.audit_log import note_act
from feedback.store.engine import writing
from feedback.store.tables import accounts
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME

#: Where the provider leads back to.
CALLBACK = f"{OPENID}/back"

#: How long a login at the provider may take, in seconds.
_MAX_SECONDS = 10 * 60
_NO_ANSWER = (
    "Your council's accounts did not answer as they should. Try again in a few minutes, or sign in "
    "with a name and password if you have them."
)
_NOT_STARTED_HERE = "That did not start here, or took longer than ten minutes. Start again."
_NO_ACCOUNT = (
    "Your council account is known, but may not sign in here yet. Ask whoever makes moderators' "
    "accounts to add it."
)


@dataclass(frozen=True, slots=True)
class OpenIdViews:
    """Leads to the provider and takes back whoever comes from there."""

    app: AppContext
    openid: OpenId

    def start(self, request: Request) -> Response:
        """Lead to the provider, with a cookie to know this login by."""
        try:
            address, pending = start_login(self.openid, self._callback(request))
        except OpenIdError:
            return self._error_page(_NO_ANSWER, 503)
        payload = {
            "at": self.app.now(),
            "then": read_return_to(request).address,
            "login": asdict(pending),
        }
        response = flask.redirect(address, 303)
        sealed = self.app.keys.seal(json.dumps(payload)).decode()
        set_cookie(response, self.app.settings, OPENID_COOKIE, sealed, _MAX_SECONDS)
        return response

    def confirm(self, request: Request) -> Response:
        """Return the page with the button, for whoever comes from the provider."""
        code, state = request.args.get("code", ""), request.args.get("state", "")
        if not code or not self._payload(request, state):
            return self._error_page(_NOT_STARTED_HERE, 400)
        page = OpenIdPage(
            address=SIGN_IN,
            title="One more button",
            description="Your council's accounts say who you are. Go on to the queue.",
            crumbs=(HOME,),
            listed=False,
            code=code,
            state=state,
        )
        return self.app.page(page)

    def finish(self, request: Request) -> Response:
        """Ask the provider who it is, and start a session for the account that was made for it."""
        payload = self._payload(request, request.form.get("state", ""))
        if payload is None:
            return self._error_page(_NOT_STARTED_HERE, 400)
        now, pending = self.app.now(), PendingLogin(**payload["login"])
        code = request.form.get("code", "")
        try:
            identity = finish_login(self.openid, self._callback(request), code, pending, now)
        except OpenIdError:
            return self._failed(_NO_ANSWER)
        with writing(self.app.engine) as connection:
            row = _account_of(connection, identity)
            token = sign_in(connection, self.app, request, row.id) if row else ""
        if not token:
            return self._failed(_NO_ACCOUNT)
        return_to = ReturnTo(moderation_address(payload["then"]))
        response = signed_in_response(self.app, token, return_to)
        delete_cookie(response, self.app.settings, OPENID_COOKIE)
        return response

    def _failed(self, message: str) -> Response:
        """Note a login that failed in the audit log, and return the page that says so."""
        with writing(self.app.engine) as connection:
            note_act(connection, self.app.now(), "sign-in failed", note="council account")
        response = self._error_page(message, 403)
        delete_cookie(response, self.app.settings, OPENID_COOKIE)
        return response

    def _error_page(self, message: str, status: int) -> Response:
        return sign_in_page(
            self.app, ReturnTo(MODERATION), (FormError("", message),), status=status
        )

    def _payload(self, request: Request, state: str) -> dict[str, Any] | None:
        """Return what was remembered of the login with this state; None where nothing was."""
        sealed = read_cookie(request, self.app.settings, OPENID_COOKIE)
        text = self.app.keys.unseal(sealed.encode()) if sealed else None
        payload = json.loads(text or "{}")
        if "login" not in payload or not is_within(payload["at"], self.app.now(), _MAX_SECONDS):
            return None
        is_same = hmac.compare_digest(payload["login"]["state"].encode(), state.encode())
        return dict(payload) if is_same else None

    def _callback(self, request: Request) -> str:
        """Return the whole address that the provider leads back to, at the origin asked for."""
        origins = sorted(self.app.settings.origins)
        same_host = [origin for origin in origins if urlsplit(origin).netloc == request.host]
        return (same_host or origins)[0] + self.app.site_context.base.to(CALLBACK)


def _account_of(connection: Connection, identity: OpenIdIdentity) -> Row[Any] | None:
    """Return the account that was made for somebody, by subject before e-mail address."""
    names = [identity.subject, identity.email] if identity.email else [identity.subject]
    query = select(accounts).where(accounts.c.active, accounts.c.openid.in_(names))
    rows = {row.openid: row for row in connection.execute(query)}
    return next((rows[name] for name in names if name in rows), None)
