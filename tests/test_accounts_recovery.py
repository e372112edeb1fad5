"""Recovery codes: a second factor for whoever has not got the phone, each good for one sign-in."""

import hashlib
import re
from threading import Barrier, Thread

import pyotp
import pytest
from sqlalchemy import select

from feedback.accounts.recovery_codes import use_recovery_code
from feedback.app_context import AppContext
from feedback.store.engine import reading, writing
from feedback.store.tables import acts, recovery_codes
from tests.support.accounts import (
    ACCOUNT,
    OWN,
    SIGN_IN,
    Clock,
    Person,
    account_command,
    browser_at,
    signed_in_person,
    words_of,
)

Output = pytest.CaptureFixture[str]

WRONG = "That is none of your recovery codes, or it was used before."
CLOSED = "is closed for 15 minutes"


def new_browser(service: AppContext, person: Person) -> Person:
    """The same person at a browser that nobody signed in with."""
    return Person(browser_at(service), person.clock, person.name, person.key)


def log_of(service: AppContext) -> list[tuple[str, str]]:
    with reading(service.engine) as connection:
        rows = connection.execute(select(acts.c.act, acts.c.note).order_by(acts.c.id))
        return [(row.act, row.note) for row in rows]


def change(person: Person, what: str, password: str = OWN) -> str:
    """Send one of the forms of "Your account" that ask for the password; return the page."""
    return person.post(f"{ACCOUNT}/{what}", {"password": password}).text


def enter_new_code(person: Person, code: str = "") -> str:
    """Enter a code of the key on the page, to set codes up again; return the page that answers."""
    shown = re.search(r'id="key">([^<]+)<', person.page)
    person.key = shown[1].replace(" ", "") if shown else person.key
    right = pyotp.TOTP(person.key).at(int(person.clock.moment))
    return person.post(f"{ACCOUNT}/second-factor/code", {"code": code or right}).text


def test_ten_recovery_codes_are_shown_once_and_digests_alone_are_kept(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    codes = person.recovery_codes()
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){5}", code) for code in codes)
    assert codes[0] not in person.get(ACCOUNT).text
    assert "You have 10 of ten recovery codes left" in words_of(person.page)
    with reading(service.engine) as connection:
        kept = set(connection.execute(select(recovery_codes.c.digest)).scalars())
    letters = [code.replace("-", "").encode() for code in codes]
    assert kept == {hashlib.sha256(one).hexdigest() for one in letters}


def test_a_recovery_code_lets_in_once_and_says_how_many_are_left(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    code, other, *_ = person.recovery_codes()
    person = new_browser(service, person)
    person.get(f"{SIGN_IN}?then=/feedback/desk/votes")
    assert "I have not got my phone" in words_of(person.password(OWN).text)
    page = person.recovery(f"  {code.upper().replace('-', ' ')} ").text
    assert "That recovery code is used up: 9 recovery codes are left." in words_of(page)
    assert "Set up your codes again" in words_of(page)
    assert 'href="/feedback/desk/votes"' in page
    assert person.get(ACCOUNT).status_code == 200
    assert log_of(service)[-2:] == [("recovery code used", "9 left"), ("signed in", "")]
    again = new_browser(service, person)
    again.password(OWN)
    assert WRONG in words_of(again.recovery(code).text)
    assert again.get(ACCOUNT).status_code == 303
    again.password(OWN)
    assert "8 recovery codes are left." in words_of(again.recovery(other).text)


def test_of_two_at_the_same_moment_one_is_let_in(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    code = signed_in_person(service, clock, capsys).recovery_codes()[0]
    people = [Person(browser_at(service), clock) for _ in range(4)]
    for person in people:
        person.password(OWN)
    statuses: list[int] = []
    barrier = Barrier(len(people))

    def use(person: Person) -> None:
        barrier.wait()
        statuses.append(person.recovery(code).status_code)

    threads = [Thread(target=use, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 403, 403, 403]


def test_a_code_of_somebody_else_is_none_of_yours(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    code = signed_in_person(service, clock, capsys, "maya").recovery_codes()[0]
    signed_in_person(service, clock, capsys)
    person = Person(browser_at(service), clock)
    person.password(OWN)
    assert WRONG in words_of(person.recovery(code).text)
    assert WRONG in words_of(person.recovery("").text)
    with writing(service.engine) as connection:
        assert use_recovery_code(connection, 1, code)


def test_wrong_recovery_codes_close_the_name_as_wrong_codes_do(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    right = person.recovery_codes()[0]
    person = new_browser(service, person)
    statuses = []
    for number in range(5):
        person.password(OWN)
        before = person.page
        wrong = person.code("12345") if number % 2 else person.recovery("aaaa-bbbb-cccc")
        statuses.append(wrong.status_code)
    assert statuses == [403, 403, 403, 403, 429]
    person.page = before
    assert CLOSED in words_of(person.recovery(right).text)
    clock.moment += 15 * 60
    person.password(OWN)
    assert person.recovery(right).status_code == 200


def test_a_recovery_code_without_the_password_opens_nothing(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    code = signed_in_person(service, clock, capsys).recovery_codes()[0]
    stranger = Person(browser_at(service), clock)
    assert "Start again." in words_of(stranger.recovery(code).text)
    stranger.password("not the password at all")
    assert "Start again." in words_of(stranger.recovery(code).text)
    with writing(service.engine) as connection:
        assert use_recovery_code(connection, 1, code)


def test_new_codes_ask_the_password_and_end_the_old_ones(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    old = person.recovery_codes()
    person.get(ACCOUNT)
    assert "Enter the password that you use now." in change(person, "recovery-codes", "wrong")
    change(person, "recovery-codes")
    new = person.recovery_codes()
    assert len(new) == 10
    assert not {*old} & {*new}
    person = new_browser(service, person)
    person.password(OWN)
    assert WRONG in words_of(person.recovery(old[0]).text)
    assert "9 recovery codes are left" in words_of(person.recovery(new[0]).text)


def test_codes_set_up_again_end_the_old_ones_and_every_other_session(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    old_key, old_code = person.key, person.recovery_codes()[0]
    other = new_browser(service, person)
    other.sign_in()
    clock.moment += 30
    person.get(ACCOUNT)
    assert "Enter the password that you use now." in change(person, "second-factor", "wrong")
    assert "Set up your codes again" in words_of(change(person, "second-factor"))
    assert "That code is not right" in words_of(enter_new_code(person, "000000"))
    assert "Keep these recovery codes" in words_of(enter_new_code(person))
    assert person.key != old_key
    assert person.get(ACCOUNT).status_code == 200
    assert other.get(ACCOUNT).status_code == 303
    clock.moment += 30
    other.password(OWN)
    assert other.code().status_code == 403
    other.password(OWN)
    assert WRONG in words_of(other.recovery(old_code).text)
    other.key = person.key
    other.password(OWN)
    assert other.code().status_code == 303


def test_the_key_of_somebody_else_or_of_an_hour_ago_is_not_taken(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    maya = signed_in_person(service, clock, capsys, "maya")
    person = signed_in_person(service, clock, capsys)
    clock.moment += 30
    maya.get(ACCOUNT)
    change(maya, "second-factor")
    person.page = maya.page
    assert "Your old codes still work." in words_of(enter_new_code(person))
    clock.moment += 10 * 60
    assert "Your old codes still work." in words_of(enter_new_code(maya))
    made_up = maya.post(f"{ACCOUNT}/second-factor/code", {"enrolment": "made up", "code": "1"})
    assert made_up.status_code == 403


def test_a_form_that_waits_to_be_sent_again_is_not_lost_on_the_way(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    code = person.recovery_codes()[0]
    clock.moment += 31 * 60
    person.page = ""
    person.post("/feedback/desk/comment/7", {"answer": "An hour’s work", "version": "1"})
    person.password(OWN)
    person.recovery(code)
    page = person.post(f"{SIGN_IN}/kept", {}).text
    assert "An hour’s work" in words_of(page)


def test_whoever_is_signed_in_sees_where_and_signs_out_everywhere_else(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    other = new_browser(service, person)
    other.sign_in()
    page = words_of(person.get(ACCOUNT).text)
    assert page.count("Another browser: since") == page.count("This browser: since") == 1
    assert "Enter the password that you use now." in change(person, "sessions", "wrong")
    assert other.get(ACCOUNT).status_code == 200
    assert person.post(f"{ACCOUNT}/sessions", {"password": OWN}).status_code == 303
    assert other.get(ACCOUNT).status_code == 303
    assert "Another browser" not in person.get(f"{ACCOUNT}?changed=sessions").text
    assert ("signed out elsewhere", "1 ended") in log_of(service)
    assert person.get(f"{ACCOUNT}/sessions").location == ACCOUNT


def test_the_log_has_no_recovery_code_and_a_reset_ends_them(
    service: AppContext, clock: Clock, capsys: Output
) -> None:
    person = signed_in_person(service, clock, capsys)
    code = person.recovery_codes()[0]
    account_command(service, "list")
    assert "moderator, 10 of 10 recovery codes" in capsys.readouterr().out
    person = new_browser(service, person)
    person.password(OWN)
    person.recovery("mine-that-none-else-know-here")
    assert "mine" not in str(log_of(service))
    account_command(service, "reset", "sam")
    with reading(service.engine) as connection:
        assert not connection.execute(select(recovery_codes)).all()
    person.sign_in_first(capsys.readouterr().out.strip())
    assert code not in person.recovery_codes()
    account_command(service, "remove", "sam")
    with reading(service.engine) as connection:
        assert not connection.execute(select(recovery_codes)).all()
