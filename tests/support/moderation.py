"""What the tests of moderation share: a small council's service, with people signed in to it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Row, insert, select
from werkzeug.test import TestResponse

from feedback.accounts.account import Account, AccountRole
from feedback.accounts.session import start_session
from feedback.app import make_app
from feedback.app_context import AppContext
from feedback.intake.intake import enter
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts, comments
from feedback.submission import Submission
from localoffer.model.lists import ThemeRow
from localoffer.offer import ListsById
from localoffer.serving.site_context import SiteContext
from tests.support.feedback import ORIGIN, make_service, make_settings
from tests.support.feedback import site_context as small_council

#: A page of the small council.
PAGE = "/guides/ask-for-a-plan/"
_WORDS = re.compile(r'<textarea[^>]*? name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
_LISTS = re.compile(r'<select id="[^"]*" name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_THEMES = {"travel": "Travel", "plain-words": "Plain words"}


@cache
def surroundings() -> SiteContext:
    """The small council's, with two themes to file comments under."""
    around = small_council()
    themes = {id_: ThemeRow(id=id_, name=name) for id_, name in _THEMES.items()}
    lists = ListsById({**around.offer.lists.by_model, ThemeRow: themes})
    return replace(around, offer=replace(around.offer, lists=lists))


@dataclass
class ModerationSite:
    """A service, and browsers in which people are signed in to moderate."""

    service: AppContext
    signed_in: dict[str, FlaskClient] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def send(self, wrong: str = "The taxi did not come.", **values: Any) -> int:
        """Store a comment and return its id."""
        usual: dict[str, Any] = {"kind": "comment", "publish": "yes", **values}
        submission = Submission(form=token_urlsafe(), words={"wrong": wrong}, **usual)
        receipt = enter(self.service, submission, self.service.now())
        return int(self.row(reference=receipt.reference).id)

    def row(self, number: int = 0, reference: str = "") -> Row[Any]:
        """Return the row of a comment."""
        which = comments.c.reference == reference if reference else comments.c.id == number
        with reading(self.service.engine) as connection:
            return connection.execute(select(comments).where(which)).one()

    def get(self, address: str, by: str = "ruth") -> str:
        """Return a page as text."""
        answer = self.signed_in[by].get(f"/feedback/desk/{address}")
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, number: int, by: str = "ruth", **typed: str) -> TestResponse:
        """Send the form of a comment as its page shows it, with some boxes changed."""
        page = self.get(f"comment/{number}", by)
        return self.signed_in[by].post(
            f"/feedback/desk/comment/{number}", data={**boxes(page), **typed}
        )


def moderation_site(
    folder: Path, database: str | None = None, newest: Callable[[], SiteContext] | None = None
) -> ModerationSite:
    """A small council's service: ruth and olga are moderators, amir an answerer, lena a reader.

    ``newest`` returns what its pages are made from, if not ``surroundings``.
    """
    newest = newest or surroundings
    service = replace(make_service(folder, database), newest=newest)
    app = make_app(make_settings(folder, database), newest)
    site = ModerationSite(service)
    roles: dict[str, AccountRole] = {"ruth": "moderator", "amir": "answerer", "lena": "reader"}
    for name, role in {**roles, "olga": "moderator"}.items():
        account = _add_account(service, name, role)
        browser = app.test_client()
        browser.environ_base["HTTP_ORIGIN"] = ORIGIN
        with writing(service.engine) as connection:
            token = start_session(connection, account.id, service.now())
        browser.set_cookie("__Host-desk", token, domain="localhost", secure=True)
        browser.environ_base["wsgi.url_scheme"] = "https"
        site.signed_in[name], site.accounts[name] = browser, account
    return site


def boxes(page: str) -> dict[str, str]:
    """Return what a form sends as it stands in a page: what is written and chosen in it."""
    form = page.partition('class="form moderation-form')[2].partition("</form>")[0]
    sent = {name: unescape(text.removeprefix("\n")) for name, text in _WORDS.findall(form)}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if attributes["type"] in ("hidden", "text") or " checked" in tag:
            sent[unescape(attributes["name"])] = unescape(attributes.get("value", ""))
    for name, options in _LISTS.findall(form):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = unescape(chosen[1]) if chosen else ""
    return sent


def _add_account(service: AppContext, name: str, role: AccountRole) -> Account:
    row = {
        "name": name,
        "role": role,
        "shown_as": "Local Offer team",
        "password": "",
        "active": True,
        "created": 0,
    }
    with writing(service.engine) as connection:
        made = connection.execute(insert(accounts).returning(accounts.c.id), row).scalar_one()
    return Account(made, name, role, "Local Offer team")
