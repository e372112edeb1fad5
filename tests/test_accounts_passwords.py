"""Passwords that moderators choose: which are taken, and how they are kept."""

from pathlib import Path

import argon2
import pytest
from sqlalchemy import select, update

from feedback.app_context import AppContext
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts
from tests.support.account_log import WRONG, Output
from tests.support.accounts import (
    OWN,
    Clock,
    Person,
    browser_at,
    make_account,
    signed_in_person,
    words_of,
)
from tests.support.feedback import make_service


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
