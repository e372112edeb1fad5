"""Sessions of moderators: how long they last, what ends them, and what was written meanwhile."""

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select

from feedback.accounts.return_to import moderation_address
from feedback.app_context import AppContext
from feedback.store.engine import reading
from feedback.store.tables import sessions
from tests.support.account_log import WRONG, Output, log_of, trial
from tests.support.accounts import (
    ACCOUNT,
    OWN,
    Clock,
    Person,
    browser_at,
    make_account,
    signed_in_person,
    words_of,
)
from tests.support.feedback import ORIGIN, make_service


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
