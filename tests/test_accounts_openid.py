"""Signing in with the council's own accounts: OpenID Connect with a provider of the tests' own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import time
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from feedback.app_context import AppContext
from feedback.settings import FeedbackSettings, OpenId
from feedback.store.engine import reading
from feedback.store.tables import acts
from localoffer.problems import UsageError
from tests.support.accounts import (
    ACCOUNT,
    SIGN_IN,
    Clock,
    Person,
    account_command,
    browser_at,
    words_of,
)
from tests.support.feedback import make_service
from tests.support.openid_provider import CLIENT, SECRET, Provider, a_provider

START = f"/feedback/desk/openid?then={ACCOUNT}"
BACK = "/feedback/desk/openid/back"
NOT_BELIEVED = "Your council's accounts did not answer as they should."
NOBODY = "Your council account is known, but may not sign in here yet."


@dataclass
class Council:
    """A council with accounts of its own, and somebody who comes with one."""

    provider: Provider
    service: AppContext
    person: Person

    def through_the_provider(self) -> TestResponse:
        """Go to the provider, sign in there, and come back to the page with the button."""
        away = self.person.get(START)
        assert away.status_code == 303
        return self.person.get(f"{BACK}?{self.provider.sign_in(away.location)}")

    def sign_in(self) -> TestResponse:
        """Go there, come back, and press the button."""
        assert "One more button" in words_of(self.through_the_provider().text)
        return self.person.post(BACK, {})

    def log(self) -> list[str]:
        """The acts that were written down."""
        with reading(self.service.engine) as connection:
            return list(connection.execute(select(acts.c.act).order_by(acts.c.id)).scalars())


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Council]:
    """A council with accounts of its own, of which "s-1" is the moderator called sam."""
    with a_provider() as provider:
        clock = Clock()
        plain = make_service(tmp_path, clock=clock)
        openid = OpenId(provider.issuer, CLIENT, SECRET)
        service = replace(plain, settings=replace(plain.settings, openid=openid))
        account_command(service, "add", "sam", role="moderator", openid="s-1")
        yield Council(provider, service, Person(browser_at(service), clock))


def test_an_account_made_for_a_subject_gets_in_without_a_password(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    account_command(council.service, "add", "kim", role="reader", openid="s-2")
    assert "It signs in with the council's own accounts." in capsys.readouterr().out
    link = council.person.get(f"{SIGN_IN}?then={ACCOUNT}").text
    assert "Sign in with your council account" in words_of(link)
    response = council.sign_in()
    assert (response.status_code, response.location) == (303, ACCOUNT)
    page = council.person.get(ACCOUNT).text
    assert "You are signed in as sam , moderator" in words_of(page)
    assert "Change your password" not in page
    assert council.log() == ["account added", "account added", "signed in"]


def test_an_address_counts_only_where_the_provider_has_checked_it(council: Council) -> None:
    account_command(council.service, "add", "kim", role="reader", openid="Kim@example.org")
    council.provider.person = {"sub": "s-2", "email": "kim@EXAMPLE.org", "email_verified": True}
    assert council.sign_in().status_code == 303
    for unchecked in (False, "true", None):
        council.provider.person["email_verified"] = unchecked
        assert NOBODY in words_of(council.sign_in().text)


def test_somebody_with_no_account_here_stays_out_and_is_told_whom_to_ask(council: Council) -> None:
    council.provider.person = {"sub": "s-99"}
    response = council.sign_in()
    assert response.status_code == 403
    assert NOBODY in words_of(response.text)
    assert council.person.get(ACCOUNT).status_code == 303
    assert council.log() == ["account added", "sign-in failed"]


def test_a_removed_account_stays_out(council: Council) -> None:
    account_command(council.service, "remove", "sam")
    assert NOBODY in words_of(council.sign_in().text)


def _named(wrong: dict[str, object]) -> str:
    """A name that is the same whenever it is asked for: a moment is only "a moment"."""
    moments = {claim: "a moment" for claim in ("exp", "iat", "nbf") if wrong.get(claim)}
    return str({**wrong, **moments})


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "of another visit"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"aud": None},
        {"aud": [CLIENT, "another-client"]},
        {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        {"azp": "another-client"},
        {"iss": "https://elsewhere.example.org"},
        {"exp": int(time()) - 120},
        {"exp": None},
        {"iat": int(time()) + 3600},
        {"nbf": int(time()) + 3600},
        {"sub": None},
        {"sub": 7},
    ],
    ids=_named,
)
def test_a_token_that_is_not_for_us_for_this_visit_and_for_now_is_not_believed(
    council: Council, wrong: dict[str, Any]
) -> None:
    council.provider.wrong = wrong
    response = council.sign_in()
    assert response.status_code == 403
    assert NOT_BELIEVED in words_of(response.text)
    assert council.person.get(ACCOUNT).status_code == 303


@pytest.mark.parametrize("key", ["another key", "our secret"])
def test_a_token_that_the_provider_did_not_sign_is_not_believed(council: Council, key: str) -> None:
    council.provider.signs_with = key
    assert NOT_BELIEVED in words_of(council.sign_in().text)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://elsewhere.example.org"},
        {"token_endpoint": "http://elsewhere.example.org/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_provider_that_leads_somewhere_unsafe_is_not_followed(
    council: Council, said: dict[str, Any]
) -> None:
    council.provider.said = said
    response = council.person.get(START)
    assert response.status_code == 503
    assert NOT_BELIEVED in words_of(response.text)


def test_a_provider_that_is_away_gets_a_sentence_and_passwords_still_work(tmp_path: Path) -> None:
    plain = make_service(tmp_path)
    openid = OpenId("http://127.0.0.1:9", CLIENT, SECRET)
    service = replace(plain, settings=replace(plain.settings, openid=openid))
    person = Person(browser_at(service), Clock())
    response = person.get(START)
    assert response.status_code == 503
    assert NOT_BELIEVED in words_of(response.text)
    assert "Your password" in words_of(response.text)


def test_a_provider_without_https_is_used_on_this_machine_alone(tmp_path: Path) -> None:
    plain = make_service(tmp_path)
    openid = OpenId("http://accounts.example.org", CLIENT, SECRET)
    service = replace(plain, settings=replace(plain.settings, openid=openid))
    response = Person(browser_at(service), Clock()).get(START)
    assert NOT_BELIEVED in words_of(response.text)
    with pytest.raises(UsageError, match="FEEDBACK_OPENID_ISSUER is http://accounts"):
        FeedbackSettings.from_environment({"FEEDBACK_OPENID_ISSUER": "http://accounts.example.org"})


def test_nobody_is_signed_in_by_a_link(council: Council) -> None:
    """A visit that began in another browser is not finished in this one, nor by an address."""
    council.through_the_provider()
    assert council.person.get(ACCOUNT).status_code == 303
    away = council.person.get(START)
    back = f"{BACK}?{council.provider.sign_in(away.location)}"
    other = Person(browser_at(council.service), council.person.clock)
    response = other.get(back)
    assert response.status_code == 400
    assert "That did not start here" in words_of(response.text)


def test_a_visit_lasts_ten_minutes_and_its_code_works_once(council: Council) -> None:
    council.through_the_provider()
    page = council.person.page
    assert council.person.post(BACK, {}).status_code == 303
    council.person.page = page
    assert council.person.post(BACK, {}).status_code == 400
    council.through_the_provider()
    council.person.clock.moment += 10 * 60
    assert "longer than ten minutes" in words_of(council.person.post(BACK, {}).text)


def test_without_a_provider_there_is_no_such_way(tmp_path: Path) -> None:
    person = Person(browser_at(make_service(tmp_path)), Clock())
    assert person.get(START).status_code == 404
    assert "council account" not in person.get(SIGN_IN).text


def test_what_was_written_before_can_be_sent_after_signing_in_beside_it(council: Council) -> None:
    council.sign_in()
    council.person.clock.moment += 31 * 60
    typed = {"wrong": "some words that were written"}
    page = council.person.post("/feedback/desk/enter", typed).text
    assert "opens in a new tab" in page
    council.person.clock.moment = time()
    council.sign_in()
    council.person.page = page
    kept = council.person.post(f"{SIGN_IN}/kept", {}).text
    assert "some words that were written" in words_of(kept)


def test_what_is_sealed_for_one_use_is_of_no_use_for_another(council: Council) -> None:
    """The cookie of a visit is no kept form, and a kept form is no cookie of a visit."""
    council.sign_in()
    council.person.get(START)
    cookie = council.person.browser.get_cookie(
        "__Host-desk-openid", domain="localoffer.example.org"
    )
    assert cookie
    shown = council.person.post(f"{SIGN_IN}/kept", {"saved_form": cookie.value})
    assert "For those who read and answer what families tell us." in words_of(shown.text)
    council.person.clock.moment += 31 * 60
    council.person.post("/feedback/desk/enter", {"wrong": "some words"})
    kept = re.search(r'name="saved_form" value="([^"]+)"', council.person.page)
    assert kept
    council.person.browser.set_cookie(
        "__Host-desk-openid", kept[1], domain="localoffer.example.org"
    )
    response = council.person.get(f"{BACK}?code=a&state=b")
    assert response.status_code == 400
