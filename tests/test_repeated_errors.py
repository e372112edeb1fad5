"""The log says what is wrong once, and again after a while, not with each request."""

import logging
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from feedback.repeated_errors import QUIET_SECONDS, RepeatedErrors
from feedback.store.opened_files import StoreFilesError
from tests.support.accounts import Clock
from tests.support.feedback import client, form_number, make_service, service_app


def test_a_cause_is_told_once_and_again_after_a_while_with_how_often(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock(0)
    errors = RepeatedErrors(clock)
    for second in range(QUIET_SECONDS):
        clock.moment = second
        errors.tell("The disk is full.", f"place {second}")
    errors.tell("Something else.")
    clock.moment = QUIET_SECONDS
    errors.tell("The disk is full.")
    again = f"The disk is full. ({QUIET_SECONDS - 1} times more since it was last written here)"
    assert [record.getMessage() for record in caplog.records] == [
        "The disk is full. [place 0]",
        "Something else.",
        again,
    ]


def test_many_causes_are_not_remembered_without_end(caplog: pytest.LogCaptureFixture) -> None:
    errors = RepeatedErrors(Clock(0))
    for number in range(10_000):
        errors.tell(f"Cause {number}.")
    assert len(caplog.records) == 10_000
    errors.tell("Cause 9999.")
    assert len(caplog.records) == 10_000
    errors.tell("Cause 0.")
    assert len(caplog.records) == 10_001


def test_each_worker_says_once_that_its_files_were_taken_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = service_app(tmp_path)
    (tmp_path / "feedback.sqlite3").rename(tmp_path / "away")
    form = {"page": "/guides/ask-for-a-plan/", "wrong": "The bus is late."}
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            answer = client(app).post("/feedback/comment", data={**form, "form": form_number()})
            assert answer.status_code == 503
            assert client(app).get("/readyz").status_code == 503
    [line] = [record.getMessage() for record in caplog.records]
    assert line.startswith("feedback.sqlite3 was deleted or moved.")
    assert "Error" not in line


def test_the_log_says_what_mends_an_error_and_where_it_was_met(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    service = make_service(tmp_path)
    original = sqlite3.OperationalError("a word of somebody's")
    original.sqlite_errorcode, original.sqlite_errorname = sqlite3.SQLITE_FULL, "SQLITE_FULL"
    for error in (OperationalError("INSERT", None, original), ValueError("a word"), KeyError("w")):
        service.note(error)
    service.note(StoreFilesError("The file was moved."))
    full, *others, moved = [record.getMessage() for record in caplog.records]
    assert full.startswith("The disk is full, so nothing more can be written.")
    assert "SQLITE_FULL" in full
    assert [other.partition(" at ")[0] for other in others] == ["ValueError", "KeyError"]
    assert moved == "The file was moved."
    assert "word" not in caplog.text
