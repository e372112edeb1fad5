"""Attempts to sign in: what is refused unread, what is counted, and who is never kept out."""

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from feedback.accounts import login_views
from feedback.accounts.known_browser import MAX_SECONDS
from feedback.accounts.passwords import hash_password, verify_password
from feedback.app_context import AppContext
from feedback.store.engine import reading
from feedback.store.tables import tries
from tests.support.accounts import (
    ACCOUNT,
    OWN,
    SIGN_IN,
    Clock,
    Person,
    account_command,
    browser_at,
    make_account,
    signed_in_person,
    words_of,
)
from tests.support.feedback import ORIGIN, make_service

Output = pytest.CaptureFixture[str]

COOKIE = "__Secure-known-browser"
CLOSED = "Signing in with this name is closed for 15 minutes"
BROWSER_CLOSED = "Signing in from this browser is closed for 15 minutes"

#: Marks that ``unicodedata.normalize`` has to put in order: it takes a minute for these.
MARKS = "a" + "\u0315" * 30_000 + "\u0300" * 30_000


def counted(service: AppContext) -> list[int]:
    with reading(service.engine) as connection:
        return sorted(connection.execute(select(tries.c.number)).scalars())


def stranger_tries(service: AppContext, clock: Clock, times: int = 6) -> None:
    """Let somebody from elsewhere try the name of sam until it is closed."""
    stranger = Person(browser_at(service), clock)
    stranger.browser.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    for _ in range(times):
        answer = stranger.password("wrong horse battery staple")
    assert CLOSED in words_of(answer.text)


def cookie_of(browser: FlaskClient) -> str:
    kept = browser.get_cookie(COOKIE, domain="localoffer.example.org", path="/feedback/desk/")
    assert kept
    return kept.value


def give_cookie(browser: FlaskClient, value: str) -> None:
    browser.set_cookie(
        COOKIE, value, domain="localoffer.example.org", path="/feedback/desk/", secure=True
    )


def post(browser: FlaskClient, address: str, **fields: str) -> TestResponse:
    return browser.post(address, data=fields, base_url=ORIGIN)


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (SIGN_IN, "name"),
        (SIGN_IN, "password"),
        (SIGN_IN, "then"),
        (SIGN_IN, "unheard_of"),
        (f"{SIGN_IN}/password", "new"),
        (f"{SIGN_IN}/password", "partial_login"),
        (f"{SIGN_IN}/code", "code"),
        (f"{ACCOUNT}/password", "current"),
    ],
)
@pytest.mark.parametrize("letters", [MARKS, "x" * 3_000, "saved_form=" * 300], ids=len)
def test_a_field_longer_than_anybody_types_is_refused_before_anything_is_done_with_it(
    tmp_path: Path, clock: Clock, address: str, field: str, letters: str
) -> None:
    service = make_service(tmp_path, clock=clock)
    fields = {"name": "sam", "password": "x", field: letters}
    assert post(browser_at(service), address, **fields).status_code == 413
    assert counted(service) == []


def test_a_long_password_is_told_and_never_normalised() -> None:
    stored = hash_password(OWN)
    assert not verify_password(stored, MARKS)
    syllables = "\u1112\u1161\u11ab" * 128  # as a Mac types Korean: three letters for one
    assert verify_password(hash_password(syllables), "\ud55c" * 128)


def test_an_attempt_is_counted_before_its_password_is_looked_at(
    service: AppContext, clock: Clock, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_account(service, capsys)
    seen: list[list[int]] = []

    def look(*_: object) -> bool:
        seen.append(counted(service))
        return False

    monkeypatch.setattr(login_views, "verify_password", look)
    person = Person(browser_at(service), clock)
    person.password("wrong", "sam")
    person.password("wrong", "nobody")
    assert seen == [[1, 1], [1, 1, 2]]


def test_an_attempt_that_is_refused_writes_nothing(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    make_account(service, capsys)
    stranger_tries(service, clock)
    before = counted(service)
    stranger_tries(service, clock, 20)
    assert counted(service) == before


def test_a_stranger_tries_for_ever_and_the_owner_signs_in_with_her_browser(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    owner = signed_in_person(service, clock, capsys)
    elsewhere = Person(browser_at(service), clock, key=owner.key)
    for _ in range(3):
        stranger_tries(service, clock)
        assert owner.sign_in().status_code == 303
        assert CLOSED in words_of(elsewhere.password(OWN).text)
        clock.moment += 15 * 60


def test_the_owner_gets_in_though_her_whole_network_is_kept_out(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    owner = signed_in_person(service, clock, capsys)
    colleague = Person(browser_at(service), clock)
    for number in range(51):
        answer = colleague.password("Spring2026!", f"name{number}")
    assert "Too many tries from your network" in words_of(answer.text)
    assert owner.sign_in().status_code == 303


def test_the_owner_changes_her_password_while_a_stranger_tries(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    owner = signed_in_person(service, clock, capsys)
    stranger_tries(service, clock)
    new = "green kettle river lamp"
    owner.get(ACCOUNT)
    changed = owner.post(f"{ACCOUNT}/password", {"current": OWN, "new": new, "again": new})
    assert changed.status_code == 303
    assert owner.sign_in(new).status_code == 303


def test_the_cookie_of_another_account_is_no_help(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    signed_in_person(service, clock, capsys)
    other = signed_in_person(service, clock, capsys, "alex")
    stranger_tries(service, clock)
    assert CLOSED in words_of(other.password(OWN, "sam").text)
    for value in ("", "x", cookie_of(other.browser)[:-1] + "0", "1.2.3", "9" * 4_000):
        give_cookie(other.browser, value)
        assert CLOSED in words_of(other.password(OWN, "sam").text)


def test_whoever_steals_the_cookie_has_five_tries_and_keeps_nobody_else_out(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    owner = signed_in_person(service, clock, capsys)
    thief = Person(browser_at(service), clock)
    give_cookie(thief.browser, cookie_of(owner.browser))
    answers = [words_of(thief.password(f"wrong {number}").text) for number in range(7)]
    assert [BROWSER_CLOSED in answer for answer in answers] == [False] * 4 + [True] * 3
    elsewhere = Person(browser_at(service), clock, key=owner.key)
    assert elsewhere.sign_in().status_code == 303


def test_a_new_password_and_a_reset_forget_every_browser(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    owner = signed_in_person(service, clock, capsys)
    old = cookie_of(owner.browser)
    new = "green kettle river lamp"
    owner.get(ACCOUNT)
    owner.post(f"{ACCOUNT}/password", {"current": OWN, "new": new, "again": new})
    stranger_tries(service, clock)
    thief = Person(browser_at(service), clock)
    give_cookie(thief.browser, old)
    assert CLOSED in words_of(thief.password(new).text)
    account_command(service, "reset", "sam")
    stranger_tries(service, clock)
    assert CLOSED in words_of(owner.password(new).text)


def test_a_browser_is_known_for_half_a_year(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    owner = signed_in_person(service, clock, capsys)
    kept = cookie_of(owner.browser)
    clock.moment += MAX_SECONDS
    stranger_tries(service, clock)
    give_cookie(owner.browser, kept)
    assert CLOSED in words_of(owner.password(OWN).text)


def test_the_cookie_names_nobody_and_lets_nobody_in(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    owner = Person(browser_at(service), clock)
    response = owner.sign_in_first(make_account(service, capsys))
    [sent] = [one for one in response.headers.getlist("Set-Cookie") if COOKIE in one]
    kept = SimpleCookie(sent)[COOKIE]
    assert (kept["path"], kept["samesite"], kept["max-age"]) == (
        "/feedback/desk/",
        "Strict",
        str(MAX_SECONDS),
    )
    assert kept["httponly"]
    assert kept["secure"]
    assert "sam" not in kept.value
    other = Person(browser_at(service), clock)
    give_cookie(other.browser, kept.value)
    assert other.get(ACCOUNT).status_code == 303
