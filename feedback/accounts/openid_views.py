"""Signing in with the council's own accounts, where it has them.

Only an account that was made for it on the command line gets in. Coming back leads to a page with
a button: a visit to an address changes nothing, and nobody is signed in by a link.
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
from feedback.accounts.cookies import OPENID as COOKIE
from feedback.accounts.cookies import cookie_of, drop_cookie, give_cookie
from feedback.accounts.login import enter, welcome
from feedback.accounts.login_pages import OPENID, SIGN_IN, sign_in_page
from feedback.accounts.openid_client import NotBelieved, Person, Trip, come_back, set_out
from feedback.accounts.return_to import ReturnTo, onward_of, own_address
from feedback.app_context import AppContext
from feedback.settings import OpenId
from feedback.store.audit_log import note_act
from feedback.store.engine import writing
from feedback.store.tables import accounts
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME

BACK = f"{OPENID}/back"

_LASTS = 10 * 60
_NOT_NOW = (
    "Your council's accounts did not answer as they should. Try again in a few minutes, or sign in "
    "with a name and password if you have them."
)
_NOT_THIS = "That did not start here, or took longer than ten minutes. Start again."
_NOBODY = (
    "Your council account is known, and has no place at the desk yet. Ask whoever makes the desk's "
    "accounts for one."
)


@dataclass(frozen=True, slots=True)
class CouncilAccounts:
    """Leads to the provider and takes back whoever comes from there."""

    service: AppContext
    openid: OpenId

    def leave(self, request: Request) -> Response:
        """Lead to the provider, with a cookie to know the visit by."""
        try:
            address, trip = set_out(self.openid, self._back(request))
        except NotBelieved:
            return self._failed(_NOT_NOW, 503)
        held = {"at": self.service.now(), "then": onward_of(request).then, "trip": asdict(trip)}
        response = flask.redirect(address, 303)
        sealed = self.service.keys.seal(json.dumps(held)).decode()
        give_cookie(response, self.service.settings, COOKIE, sealed, _LASTS)
        return response

    def back(self, request: Request) -> Response:
        """Return the page with the button, for whoever comes from the provider."""
        code, state = request.args.get("code", ""), request.args.get("state", "")
        if not code or not self._held(request, state):
            return self._failed(_NOT_THIS, 400)
        page = OpenIdPage(
            address=SIGN_IN,
            title="One more button",
            description="Your council's accounts say who you are. Go on to the desk.",
            crumbs=(HOME,),
            listed=False,
            code=code,
            state=state,
        )
        return self.service.page(page)

    def enter(self, request: Request) -> Response:
        """Ask the provider who it is, and begin a session for the account that was made for it."""
        held = self._held(request, request.form.get("state", ""))
        if held is None:
            return self._failed(_NOT_THIS, 400)
        now, trip = self.service.now(), Trip(**held["trip"])
        try:
            code = request.form.get("code", "")
            person = come_back(self.openid, self._back(request), code, trip, now)
        except NotBelieved:
            return self._not_in(_NOT_NOW)
        with writing(self.service.engine) as connection:
            row = _account_of(connection, person)
            token = enter(connection, self.service, request, row.id) if row else ""
        if not token:
            return self._not_in(_NOBODY)
        response = welcome(self.service, token, ReturnTo(own_address(held["then"])))
        drop_cookie(response, self.service.settings, COOKIE)
        return response

    def _not_in(self, sentence: str) -> Response:
        with writing(self.service.engine) as connection:
            note_act(connection, self.service.now(), "sign-in failed", note="council account")
        response = self._failed(sentence, 403)
        drop_cookie(response, self.service.settings, COOKIE)
        return response

    def _failed(self, sentence: str, status: int) -> Response:
        onward = ReturnTo(own_address(""))
        return sign_in_page(self.service, onward, (FormError("", sentence),), status=status)

    def _held(self, request: Request, state: str) -> dict[str, Any] | None:
        """Return what was remembered of the visit that this state is of."""
        sealed = cookie_of(request, self.service.settings, COOKIE)
        held = json.loads((self.service.keys.unseal(sealed.encode()) if sealed else None) or "{}")
        if "trip" not in held or held["at"] <= self.service.now() - _LASTS:
            return None
        is_same = hmac.compare_digest(held["trip"]["state"].encode(), state.encode())
        return dict(held) if is_same else None

    def _back(self, request: Request) -> str:
        """Return the whole address that the provider leads back to, at the origin asked for."""
        ours = sorted(self.service.settings.origins)
        asked = [origin for origin in ours if urlsplit(origin).netloc == request.host]
        return (asked or ours)[0] + self.service.site_context.base.to(BACK)


def _account_of(connection: Connection, person: Person) -> Row[Any] | None:
    """Return the account that was made for a person, by subject before e-mail address."""
    names = [person.subject, person.email] if person.email else [person.subject]
    mine = select(accounts).where(accounts.c.active, accounts.c.openid.in_(names))
    rows = {row.openid: row for row in connection.execute(mine)}
    return next((rows[name] for name in names if name in rows), None)
