"""Roles of accounts: what each may do, and what it is told of the rest."""

from pathlib import Path

import pytest

from feedback.accounts.account import AccountRole
from feedback.app_context import AppContext
from tests.support.account_log import Output, trial
from tests.support.accounts import (
    Clock,
    Person,
    account_command,
    make_account,
    words_of,
)
from tests.support.feedback import make_service


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
