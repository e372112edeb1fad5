"""Guesses at names, passwords and codes: a name is closed, and whatever is typed is answered."""

from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest

from feedback.app_context import AppContext
from tests.support.account_log import WRONG, Output
from tests.support.accounts import (
    ACCOUNT,
    OWN,
    SIGN_IN,
    Clock,
    Person,
    browser_at,
    make_account,
    signed_in_person,
    words_of,
)
from tests.support.feedback import make_service

CLOSED = "Signing in with this name is closed for 15 minutes"


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
