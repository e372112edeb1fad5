"""Answers of yes and no, and standard answers, that came after a backup are brought back once."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from feedback.store.engine import make_engine
from feedback.store.migrate import upgrade
from feedback.store.tables import standard_answers, votes
from tests.support.restored_store import NOW, RestoredStore
from tests.support.service_command import run_feedback, server_settings


@pytest.fixture
def store(tmp_path: Path, databases: str) -> RestoredStore:
    settings, copy = server_settings(tmp_path, databases), tmp_path / "copy.sqlite3"
    upgrade(make_engine(databases))
    made = RestoredStore(databases, settings, copy)
    made.write(_vote("a"), _vote("b"), _answer("Buses", "Before."), _answer("Waits", "Before."))
    assert run_feedback(settings, "backup", str(copy)) == 0
    return made


def _vote(form: str) -> Any:
    """A vote on a page of its own, by which the test knows it."""
    values = {"form": form, "page": f"/{form}/", "useful": True, "month": "2026-11"}
    return insert(votes).values(values)


def _answer(name: str, words: str, changed: int = NOW - 60) -> Any:
    values = {"name": name, "text": words, "version": 1, "changed": changed}
    return insert(standard_answers).values(values)


def _pages(store: RestoredStore) -> list[str]:
    return [row.page for row in store.rows(select(votes.c.page).order_by(votes.c.page))]


def test_votes_after_the_backup_come_back_once_whatever_their_codes_are_by_now(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.write(_vote("c"), _vote("d"))
    store.write(update(votes).where(votes.c.form == "a").values(form="random 1"))
    aside = store.restored(capsys)
    store.write(_vote("d"), _vote("e"))  # one person again on the same day, and somebody new
    assert store.bring_back(aside) == 0
    assert _pages(store) == ["/a/", "/b/", "/c/", "/d/", "/e/"]
    assert store.bring_back(aside) == 0
    assert _pages(store) == ["/a/", "/b/", "/c/", "/d/", "/e/"]
    assert "did not come" not in capsys.readouterr().out


def test_votes_of_another_store_stay_away_and_it_is_said(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    aside = store.restored(capsys)
    store.write(delete(votes).where(votes.c.form == "a"))
    assert store.bring_back(aside) == 0
    assert "Answers of yes and no did not come" in capsys.readouterr().out
    assert _pages(store) == ["/b/"]


def test_a_standard_answer_is_as_it_was_changed_last(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    name, words, changed = (
        standard_answers.c.name,
        standard_answers.c.text,
        standard_answers.c.changed,
    )
    after = update(standard_answers).where(name == "Buses").values(text="After.", changed=NOW)
    store.write(after, _answer("Money", "After.", NOW))
    aside = store.restored(capsys)
    later = update(standard_answers).where(name == "Waits").values(text="Today.", changed=NOW + 1)
    store.write(later)
    assert store.bring_back(aside) == 0
    assert store.rows(select(name, words, changed).order_by(name)) == [
        ("Buses", "After.", NOW), ("Money", "After.", NOW), ("Waits", "Today.", NOW + 1),
    ]  # fmt: skip
