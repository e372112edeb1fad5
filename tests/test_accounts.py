"""Signing in to moderation: who gets in, how, and what is written down of it."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from feedback.app_context import AppContext
from feedback.store.engine import reading
from feedback.store.tables import acts, tries
from localoffer.problems import UsageError
from tests.support.account_log import WRONG, Output, log_of
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


def test_the_first_password_cannot_be_kept_as_ones_own(
    tmp_path: Path, clock: Clock, capsys: Output
) -> None:
    service = make_service(tmp_path, clock=clock)
    first = make_account(service, capsys)
    person = Person(browser_at(service), clock)
    person.password(first)
    assert "that one was for one use" in words_of(person.own_password(first).text)


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
