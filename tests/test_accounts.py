"""Signing in to moderation: who gets in, how, and what is written down of it."""

import re
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote, urljoin, urlsplit

import argon2
import flask
import pytest
from flask import Response
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select, update

from feedback.accounts.account import AccountRole
from feedback.accounts.require_role import require_role
from feedback.accounts.return_to import moderation_address
from feedback.app import app_of
from feedback.app_context import AppContext
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts, acts, sessions, tries
from localoffer.problems import UsageError
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

WRONG = "The name and the password do not belong together."
CLOSED = "Signing in with this name is closed for 15 minutes"


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until a test moves it."""
    return Clock()


@pytest.fixture
def service(tmp_path: Path, databases: str, clock: Clock) -> AppContext:
    """The small council's service; each test runs once on each kind of database."""
    return make_service(tmp_path, databases, clock)


def log_of(service: AppContext) -> list[tuple[str, int | None]]:
    with reading(service.engine) as connection:
        rows = connection.execute(select(acts.c.act, acts.c.account).order_by(acts.c.id))
        return [(row.act, row.account) for row in rows]


def test_the_first_sign_in_asks_for_a_password_of_ones_own_and_for_codes(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    first = make_account(service, capsys)
    person = Person(browser_at(service), clock)
    assert "For those who read and answer what families tell us." in words_of(
        person.get(f"{SIGN_IN}?then={ACCOUNT}").text
    )
    assert "Choose your own password" in words_of(person.password(first).text)
    page = person.own_password().text
    assert "Set up your codes" in words_of(page)
    assert 'src="data:image/svg+xml' in page
    response = person.code()
    assert "Keep these recovery codes" in words_of(response.text)
    assert f'href="{ACCOUNT}"' in response.text
    assert "You are signed in as sam , moderator" in words_of(person.get(ACCOUNT).text)
    assert log_of(service) == [
        ("account added", None),
        ("password changed", 1),
        ("codes set up", 1),
        ("recovery codes made", 1),
        ("signed in", 1),
    ]


def test_the_first_password_works_for_a_week_and_not_once_it_was_changed(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    first = make_account(service, capsys)
    late = make_account(service, capsys, "late")
    seated = Person(browser_at(service), clock)
    assert seated.sign_in_first(first).status_code == 200
    assert seated.get(ACCOUNT).status_code == 200
    again = Person(browser_at(service), clock)
    assert WRONG in words_of(again.password(first).text)
    clock.moment += 7 * 86_400
    assert WRONG in words_of(again.password(late, "late").text)


def test_every_later_sign_in_needs_a_code(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    person.browser = browser_at(service)
    clock.moment += 30
    assert "Enter your code" in words_of(person.password(OWN).text)
    assert person.get(ACCOUNT).status_code == 303
    person.password(OWN)
    assert person.code("000000").status_code == 403
    assert person.code().status_code == 303
    assert person.get(ACCOUNT).status_code == 200


def test_a_code_works_once_and_half_a_minute_either_way(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    used = person.browser
    person.browser = browser_at(service)
    person.password(OWN)
    page = person.code().text
    assert "That code is not right, or was used before." in words_of(page)
    clock.moment += 30
    person.password(OWN)
    clock.moment += 30
    late = Person(browser_at(service), Clock(clock.moment - 30), key=person.key)
    late.password(OWN)
    assert late.code().status_code == 303
    later = Person(browser_at(service), Clock(clock.moment - 90), key=person.key)
    later.password(OWN)
    assert later.code().status_code == 403
    assert used.get(ACCOUNT, base_url=ORIGIN).status_code == 200


def test_five_wrong_tries_close_a_name_for_a_quarter_of_an_hour_known_or_not(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    answers = {}
    for name in ("sam", "nobody"):
        workers = [browser_at(service), browser_at(service)]
        for number in range(6):
            person.browser = workers[number % 2]
            response = person.password("not the password at all", name)
            answers[name, number] = (response.status_code, words_of(response.text))
    for number in range(6):
        known, unknown = answers["sam", number], answers["nobody", number]
        assert (known[0], known[1].replace("sam", "")) == (
            unknown[0],
            unknown[1].replace("nobody", ""),
        )
    assert [answers["sam", number][0] for number in range(6)] == [403, 403, 403, 403, 429, 429]
    assert WRONG in answers["sam", 3][1]
    assert CLOSED in answers["sam", 4][1]
    assert CLOSED in words_of(person.password(OWN).text)
    clock.moment += 15 * 60
    assert "Enter your code" in words_of(person.password(OWN).text)


def test_wrong_codes_close_the_name_too_and_the_right_password_opens_nothing(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    person.browser = browser_at(service)
    clock.moment += 30
    statuses = []
    for _ in range(5):
        person.password(OWN)
        statuses.append(person.code("12345").status_code)
    assert statuses == [403, 403, 403, 403, 429]
    assert CLOSED in words_of(person.password(OWN).text)


def test_many_tries_at_once_are_no_way_round(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    make_account(service, capsys)
    people = [Person(browser_at(service), clock) for _ in range(8)]
    statuses: list[int] = []

    def try_once(person: Person) -> None:
        statuses.append(person.password("not the password at all").status_code)

    threads = [Thread(target=try_once, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [403, 403, 403, 403, 429, 429, 429, 429]


def test_the_log_holds_each_failure_and_never_what_was_typed(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    make_account(service, capsys)
    person = Person(browser_at(service), clock)
    person.password("a secret that was typed", "sam")
    person.password("a secret that was typed", "my secret by mistake")
    assert log_of(service)[1:] == [("sign-in failed", 1), ("sign-in failed", None)]
    with reading(service.engine) as connection:
        rows = [*connection.execute(select(acts)), *connection.execute(select(tries))]
    assert "secret" not in str(rows)


def test_a_session_ends_half_an_hour_after_the_last_page(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    for _ in range(3):
        clock.moment += 29 * 60
        assert person.get(ACCOUNT).status_code == 200
    clock.moment += 30 * 60
    response = person.get(ACCOUNT)
    assert response.status_code == 303
    assert "You are not signed in any more" in words_of(person.get(response.location).text)


def test_a_session_ends_after_ten_hours_however_busy(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    for _ in range(23):
        clock.moment += 26 * 60
        assert person.get(ACCOUNT).status_code == 200
    clock.moment += 2 * 60
    assert person.get(ACCOUNT).status_code == 303


def test_the_cookie_is_for_this_host_alone_and_its_number_is_not_in_the_database(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = Person(browser_at(service), clock)
    given = person.sign_in_first(make_account(service, capsys)).headers["Set-Cookie"]
    name, _, rest = given.partition("=")
    number, *attributes = rest.split("; ")
    assert name == "__Host-desk"
    assert len(number) == 43
    assert set(attributes) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    with reading(service.engine) as connection:
        digests = connection.execute(select(sessions.c.digest)).scalars().all()
    assert len(digests) == 1
    assert number not in digests


def test_signing_in_again_gives_a_new_number_and_ends_the_old_one(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    old = person.browser.get_cookie("__Host-desk", domain="localoffer.example.org")
    clock.moment += 30
    person.password(OWN)
    person.code()
    new = person.browser.get_cookie("__Host-desk", domain="localoffer.example.org")
    assert old
    assert new
    assert old.value != new.value
    with reading(service.engine) as connection:
        assert len(connection.execute(select(sessions)).all()) == 1


def test_signing_out_ends_the_session_for_whoever_has_its_number(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    cookie = person.browser.get_cookie("__Host-desk", domain="localoffer.example.org")
    assert cookie
    response = person.post("/feedback/desk/sign-out", {})
    assert "You are signed out." in words_of(person.get(response.location).text)
    thief = browser_at(service)
    thief.set_cookie("__Host-desk", cookie.value, domain="localoffer.example.org")
    assert thief.get(ACCOUNT, base_url=ORIGIN).status_code == 303
    assert log_of(service)[-1] == ("signed out", 1)


def test_nobody_is_signed_out_or_changed_by_a_link_or_another_website(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    assert person.get("/feedback/desk/sign-out").status_code in (404, 405)
    person.browser.environ_base["HTTP_ORIGIN"] = "https://elsewhere.example.com"
    assert person.post("/feedback/desk/sign-out", {}).status_code == 403
    assert person.post(f"{ACCOUNT}/password", {"current": OWN}).status_code == 403
    assert person.get(ACCOUNT).status_code == 200


def test_a_new_password_ends_every_other_session(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    other = Person(browser_at(service), clock, key=person.key)
    other.sign_in()
    new = "seven wet umbrellas sing"
    wrong = {"current": "not this one", "new": new, "again": new}
    assert "Enter the password that you use now." in person.post(f"{ACCOUNT}/password", wrong).text
    short = {"current": OWN, "new": "short", "again": "short"}
    for _ in range(5):
        assert "at least 12 letters" in person.post(f"{ACCOUNT}/password", short).text
    response = person.post(f"{ACCOUNT}/password", {**wrong, "current": OWN})
    assert "Your password is changed." in words_of(person.get(response.location).text)
    assert other.get(ACCOUNT).status_code == 303
    assert person.get(ACCOUNT).status_code == 200
    assert WRONG in words_of(other.password(OWN).text)
    assert "Enter your code" in words_of(other.password(new).text)


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("short", "short", "Enter a password of at least 12 letters."),
        ("a          b", "a          b", "Enter a password of at least 12 letters."),
        ("x" * 129, "x" * 129, "Enter a password of at most 128 letters."),
        ("password1234", "password1234", "Enter a password that is harder to guess."),
        ("samsamsamsamsam", "samsamsamsamsam", "Enter a password that is harder to guess."),
        ("Local Offer team 1", "Local Offer team 1", "Enter a password that is harder to guess."),
        (OWN, "purple tractor moon soap", "Enter the same password in both boxes."),
    ],
)
def test_a_password_that_is_not_taken_gets_a_sentence(
    tmp_path: Path, clock: Clock, capsys: Output, new: str, again: str, sentence: str
) -> None:
    service = make_service(tmp_path, clock=clock)
    person = Person(browser_at(service), clock)
    person.password(make_account(service, capsys))
    response = person.own_password(new, again)
    assert response.status_code == 400
    assert sentence in words_of(response.text)
    assert "Set up your codes" in words_of(person.own_password().text)


@pytest.mark.parametrize(
    "new",
    [
        "λύκος στο δάσος 🐺",
        "  spaces count and stay  ",
        "kqvzrwxjbn mpd",
        "a heron stood in the brook all day and nobody at the bridge saw it go ".ljust(128, "~"),
    ],
)
def test_any_letters_make_a_password_and_none_is_cut(
    tmp_path: Path, clock: Clock, capsys: Output, new: str
) -> None:
    service = make_service(tmp_path, clock=clock)
    person = Person(browser_at(service), clock)
    person.password(make_account(service, capsys))
    person.own_password(new)
    person.code()
    other = Person(browser_at(service), clock)
    assert WRONG in words_of(other.password(new[:-1]).text)
    assert "Enter your code" in words_of(other.password(new).text)


def test_the_first_password_cannot_be_kept_as_ones_own(
    tmp_path: Path, clock: Clock, capsys: Output
) -> None:
    service = make_service(tmp_path, clock=clock)
    first = make_account(service, capsys)
    person = Person(browser_at(service), clock)
    person.password(first)
    assert "that one was for one use" in words_of(person.own_password(first).text)


def test_a_password_kept_in_an_older_way_is_kept_anew_at_sign_in(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    old = argon2.PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(OWN)
    with writing(service.engine) as connection:
        connection.execute(update(accounts).values(password=old))
    assert person.sign_in().status_code == 303
    with reading(service.engine) as connection:
        kept = connection.execute(select(accounts.c.password)).scalar_one()
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_steps_cannot_be_skipped_and_last_ten_minutes(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    first, code = make_account(service, capsys), {"code": "123456"}
    person = Person(browser_at(service), clock)
    assert "Start again." in words_of(person.post(f"{SIGN_IN}/code", code).text)
    person.password(first)
    assert "Choose your own password" in words_of(person.post(f"{SIGN_IN}/code", code).text)
    assert person.post(f"{SIGN_IN}/code", {"partial_login": "made up"}).status_code == 403
    person.password(first)
    before = person.page
    person.own_password()
    clock.moment += 10 * 60
    assert "Start again." in words_of(person.code().text)
    person.page = before
    assert "Start again." in words_of(person.own_password("another fine password").text)
    assert person.get(ACCOUNT).status_code == 303


def test_a_step_is_over_once_the_password_has_changed(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = Person(browser_at(service), clock)
    person.password(make_account(service, capsys))
    before = person.page
    person.own_password()
    person.page = before
    assert "Start again." in words_of(person.own_password("another fine password").text)


def test_a_reset_gives_the_way_back_and_ends_the_sessions(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    for _ in range(6):
        Person(browser_at(service), clock).password("not the password at all")
    capsys.readouterr()
    account_command(service, "reset", "sam")
    first = capsys.readouterr().out.strip()
    assert person.get(ACCOUNT).status_code == 303
    assert person.sign_in_first(first).status_code == 200
    assert person.get(ACCOUNT).status_code == 200


def test_a_removed_account_is_out_at_once_and_its_number_stays_in_the_log(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    account_command(service, "remove", "sam")
    assert person.get(ACCOUNT).status_code == 303
    assert WRONG in words_of(person.password(OWN).text)
    assert ("signed in", 1) in log_of(service)
    capsys.readouterr()
    account_command(service, "list")
    assert "sam" in (told := capsys.readouterr().out)
    assert "removed" in told


def trial(service: AppContext, least: AccountRole) -> FlaskClient:
    """A browser at a service with one address more, for those who have at least this role."""
    app = app_of(service)
    answer = require_role(service, least, lambda _, account: Response(f"{account.name} did it"))
    view = lambda: answer(flask.request)  # noqa: E731 - a view of one line
    app.add_url_rule("/feedback/desk/trial", "trial", view, methods=["GET", "POST"])
    browser = app.test_client()
    browser.environ_base["HTTP_ORIGIN"] = ORIGIN
    return browser


@pytest.mark.parametrize(
    ("role", "least", "status"),
    [
        ("reader", "reader", 200),
        ("reader", "answerer", 403),
        ("answerer", "answerer", 200),
        ("answerer", "moderator", 403),
        ("moderator", "moderator", 200),
    ],
)
def test_a_role_does_what_smaller_ones_do_and_no_more(
    tmp_path: Path, clock: Clock, capsys: Output, role: AccountRole, least: AccountRole, status: int
) -> None:
    service = make_service(tmp_path, clock=clock)
    person = Person(trial(service, least), clock)
    person.sign_in_first(make_account(service, capsys, role=role))
    assert person.post("/feedback/desk/trial", {}).status_code == status


def test_a_role_that_is_too_small_is_told_what_it_may_do_and_who_can_do_the_rest(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    make_account(service, capsys, "maya")
    person = Person(trial(service, "moderator"), clock)
    person.sign_in_first(make_account(service, capsys, role="reader"))
    words = words_of(person.get("/feedback/desk/trial").text)
    assert "That needs a role of moderator or more. Nothing was changed." in words
    assert "look at what came in" in words
    assert "Who can do it maya (moderator)" in words
    account_command(service, "role", "sam", role="moderator")
    assert person.get("/feedback/desk/trial").text == "sam did it"


def test_what_was_written_when_the_session_had_ended_is_not_lost(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = Person(trial(service, "answerer"), clock)
    person.sign_in_first(make_account(service, capsys))
    clock.moment += 31 * 60
    typed = {"answer": 'We have put it right, and we say "sorry" & <thanks>.', "version": "3"}
    response = person.post("/feedback/desk/trial?from=queue", typed)
    assert response.status_code == 403
    assert "this is not saved yet. What you wrote is kept" in words_of(response.text)
    assert typed["answer"] not in response.text
    person.password("not the password at all")
    person.password(OWN)
    person.code("000000")
    page = person.code().text
    assert "You are signed in again" in words_of(page)
    assert typed["answer"] in words_of(page)
    assert 'action="/feedback/desk/trial?from=queue"' in page
    assert person.post("/feedback/desk/trial?from=queue", {}).text == "sam did it"


def test_a_kept_form_that_we_did_not_seal_is_left_alone(
    tmp_path: Path, clock: Clock, capsys: Output
) -> None:
    service = make_service(tmp_path, clock=clock)
    person = Person(browser_at(service), clock)
    person.password(make_account(service, capsys))
    person.own_password()
    page = person.page.replace(
        'name="partial_login"', 'name="saved_form" value="planted"><input name="partial_login"'
    )
    person.page = page.replace(
        '<input name="partial_login"', '<input type="hidden" name="partial_login"'
    )
    page = person.code().text
    assert 'href="/feedback/desk/">I have kept them: go on' in page


@pytest.mark.parametrize(
    "typed",
    [
        "\0",
        "nobody\0",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "\u202egnol",
        "x" * 300,
        "\n\r",
        "٣",
    ],
    ids=ascii,
)
def test_whatever_is_typed_gets_a_sentence(
    service: AppContext, clock: Clock, capsys: Output, typed: str
) -> None:
    first = make_account(service, capsys)
    person = Person(browser_at(service), clock)
    assert person.get(f"{SIGN_IN}?then={quote(typed)}&why={quote(typed)}").status_code == 200
    for name in (typed, "sam"):
        response = person.password(typed, name)
        assert response.status_code in (400, 403)
        assert "There is a problem" in words_of(response.text)
    assert "<script>alert" not in person.page
    person.password(first)
    assert person.own_password(typed, OWN).status_code == 400
    person.own_password()
    page = person.page
    assert person.code(typed).status_code == 403
    for box in ("partial_login", "saved_form", "then"):
        person.page = page
        assert person.post(f"{SIGN_IN}/code", {box: typed, "code": typed}).status_code == 403
    person.browser.set_cookie("__Host-desk", quote(typed[:999]), domain="localoffer.example.org")
    assert person.get(ACCOUNT).status_code == 303


def test_one_network_that_tries_many_names_is_kept_out_for_a_while(
    tmp_path: Path, clock: Clock, capsys: Output
) -> None:
    service = make_service(tmp_path, clock=clock)
    signed_in = signed_in_person(service, clock, capsys)
    person = Person(browser_at(service), clock, key=signed_in.key)
    for number in range(50):
        assert person.password("Spring2026!", f"name{number}").status_code == 403
    response = person.password(OWN)
    assert response.status_code == 429
    assert "Too many tries from your network" in words_of(response.text)
    person.browser.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert "Enter your code" in words_of(person.password(OWN).text)
    person.browser.environ_base["REMOTE_ADDR"] = "127.0.0.1"
    clock.moment += 15 * 60
    assert "Enter your code" in words_of(person.password(OWN).text)


ADDRESSES = st.one_of(
    st.text(max_size=80),
    st.builds("/feedback/desk/{}".format, st.text(max_size=60)),
    st.lists(
        st.sampled_from([*"/\\.:@?\t\n", "..", "%2e", "%2f", "%5c", "feedback", "desk", "//",
                         "https:", "evil.example.com", "javascript:"]),
        max_size=12,
    ).map("".join),
)  # fmt: skip


@given(ADDRESSES)
@example("//evil.example.com/feedback/desk/")
@example("/feedback/desk/../../..//evil.example.com")
@example("/feedback/desk/%2e%2e/comment")
@example("https://evil.example.com/feedback/desk/")
@example("/feedback/desk\\@evil.example.com")
@example("/feedback/desk/\r\nSet-Cookie: a=b")
def test_after_signing_in_nobody_is_led_anywhere_but_to_moderators_pages(then: str) -> None:
    """A browser that follows it ends at our own origin, below /feedback/desk/."""
    led = urljoin("https://localoffer.example.org/feedback/desk/sign-in", moderation_address(then))
    parts = urlsplit(led)
    assert (parts.scheme, parts.netloc) == ("https", "localoffer.example.org")
    assert unquote(parts.path).startswith("/feedback/desk/")
    assert ".." not in unquote(parts.path).split("/")
    assert led.isprintable()


def test_the_address_asked_for_is_where_signing_in_leads() -> None:
    asked = "/feedback/desk/comment/7?from=queue&page=2"
    assert moderation_address(asked) == asked
    assert moderation_address("/feedback/desk/sign-in") == "/feedback/desk/"


def test_what_the_command_cannot_do_it_says(service: AppContext, capsys: Output) -> None:
    make_account(service, capsys)
    for act, name, options, sentence in (
        ("add", "sam", {"role": "reader"}, 'There is an account "sam" already.'),
        ("add", "Sam!", {"role": "reader"}, '"Sam!" cannot be a name.'),
        ("add", "kim", {}, "Say what it may do: --role moderator"),
        ("add", "kim", {"role": "reader", "shown_as": " "}, "Say whom pages name: --shown-as"),
        ("add", "", {"role": "reader"}, "Say whose account"),
        ("reset", "nobody", {}, 'There is no account "nobody".'),
        ("remove", "nobody", {}, 'There is no account "nobody".'),
    ):
        with pytest.raises(UsageError, match=re.escape(sentence)):
            account_command(service, act, name, **options)


def test_the_command_prints_the_first_password_alone_and_keeps_it_nowhere(
    tmp_path: Path, clock: Clock, capsys: Output
) -> None:
    service = make_service(tmp_path, clock=clock)
    first = make_account(service, capsys)
    assert re.fullmatch(r"[a-z2-9]{5}(-[a-z2-9]{5}){3}", first)
    service.engine.dispose()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("feedback.sqlite3*"))
    assert first.encode() not in kept
    assert b"$argon2id$" in kept
