"""What tests of signing in share: an account on the command line, and the pages that lead in."""

import re
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from time import time

import pyotp
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback.accounts.account import AccountRole
from feedback.app import app_of
from feedback.app_context import AppContext
from feedback.cli.accounts import run_accounts
from tests.support.feedback import ORIGIN

SIGN_IN = "/feedback/desk/sign-in"
ACCOUNT = "/feedback/desk/account"
OWN = "purple tractor moon soup"


@dataclass
class Clock:
    """A clock that goes on when it is told to."""

    moment: float = field(default_factory=time)

    def __call__(self) -> float:
        """Return the moment, in seconds since 1970."""
        return self.moment


def account_command(service: AppContext, act: str, name: str = "", **options: str) -> int:
    """Run ``feedback accounts``."""
    usual = {"role": "", "shown_as": "Local Offer team", "openid": ""}
    return run_accounts(service, Namespace(act=act, name=name, **{**usual, **options}))


def make_account(
    service: AppContext,
    capsys: pytest.CaptureFixture[str],
    name: str = "sam",
    role: AccountRole = "moderator",
) -> str:
    """Make an account as the command does; return its first password."""
    capsys.readouterr()
    assert account_command(service, "add", name, role=role) == 0
    return capsys.readouterr().out.strip()


def browser_at(service: AppContext) -> FlaskClient:
    """A browser at the service, under its own origin; it keeps cookies as browsers do."""
    browser = app_of(service).test_client()
    browser.environ_base["HTTP_ORIGIN"] = ORIGIN
    return browser


@dataclass
class Person:
    """Somebody with a browser, who fills in what a page asks."""

    browser: FlaskClient
    clock: Clock
    name: str = "sam"
    key: str = ""
    page: str = ""

    def get(self, address: str) -> TestResponse:
        """Open an address."""
        return self._remember(self.browser.get(address, base_url=ORIGIN))

    def post(self, address: str, typed: Mapping[str, str]) -> TestResponse:
        """Send a form with what the page before had hidden in it."""
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page))
        data = {name: unescape(value) for name, value in hidden.items()} | dict(typed)
        return self._remember(self.browser.post(address, data=data, base_url=ORIGIN))

    def password(self, password: str, name: str | None = None) -> TestResponse:
        """Send name and password."""
        typed = {"name": self.name if name is None else name, "password": password}
        return self.post(SIGN_IN, typed)

    def own_password(self, new: str = OWN, again: str | None = None) -> TestResponse:
        """Choose a password of one's own."""
        typed = {"new": new, "again": new if again is None else again}
        return self.post(f"{SIGN_IN}/password", typed)

    def code(self, code: str | None = None) -> TestResponse:
        """Send a code; by default the one that the app shows now."""
        shown = re.search(r'id="key">([^<]+)<', self.page)
        self.key = shown[1].replace(" ", "") if shown else self.key
        right = pyotp.TOTP(self.key).at(int(self.clock.moment))
        return self.post(f"{SIGN_IN}/code", {"code": right if code is None else code})

    def recovery_codes(self) -> list[str]:
        """The recovery codes on the page."""
        return re.findall(r"<code>([^<]+)</code>", self.page)

    def recovery(self, code: str) -> TestResponse:
        """Send a recovery code in the place of one from the app."""
        return self.post(f"{SIGN_IN}/recovery", {"recovery_code": code})

    def sign_in_first(self, first: str, then: str = ACCOUNT) -> TestResponse:
        """Sign in for the first time: a password of one's own, and codes."""
        self.get(f"{SIGN_IN}?then={then}")
        self.password(first)
        self.own_password()
        return self.code()

    def sign_in(self, password: str = OWN, then: str = ACCOUNT) -> TestResponse:
        """Sign in again, with the next code."""
        self.clock.moment += 30
        self.get(f"{SIGN_IN}?then={then}")
        self.password(password)
        return self.code()

    def _remember(self, response: TestResponse) -> TestResponse:
        self.page = response.text
        return response


def signed_in_person(
    service: AppContext,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    name: str = "sam",
    role: AccountRole = "moderator",
) -> Person:
    """Somebody with an account, signed in."""
    person = Person(browser_at(service), clock, name)
    response = person.sign_in_first(make_account(service, capsys, name, role))
    assert "Keep these recovery codes" in response.text
    return person


def words_of(page: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
