"""What came between a backup and its restore comes back from the file that was set aside."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import func, insert, select, text, update

from feedback.moderation.actions.assign import ASSIGNED
from feedback.store.engine import make_engine, writing
from feedback.store.migrate import upgrade
from feedback.store.tables import (
    accounts,
    acts,
    answers,
    assignments,
    command_runs,
    comment_themes,
    comments,
    confirmations,
    contacts,
    danger_notices,
    drafts,
    notices,
    numbers,
    outbox,
    survey_answers,
)
from localoffer.problems import UsageError
from tests.support.old_stores import lay_old_store
from tests.support.restored_store import NOW, RestoredStore, answer, comment
from tests.support.service_command import run_feedback, server_settings

LAST: Final = "1c9e9d0"

_REFUSE: Final = "CREATE TRIGGER refuse BEFORE INSERT ON confirmations"
_RAISE: Final = "'BEGIN RAISE EXCEPTION ''refused''; END'"


@pytest.fixture
def store(tmp_path: Path, databases: str) -> RestoredStore:
    lay_old_store(databases, LAST)
    engine = make_engine(databases)
    upgrade(engine)
    with writing(engine) as connection:  # of today, so that no rule of retention is about them
        connection.execute(update(comments).values(received=NOW - 3_600, due=NOW))
        connection.execute(update(drafts).values(written=NOW - 3_600))
    engine.dispose()
    settings, copy = server_settings(tmp_path, databases), tmp_path / "copy.sqlite3"
    assert run_feedback(settings, "backup", str(copy)) == 0
    return RestoredStore(databases, settings, copy)


def send_after_restore(store: RestoredStore) -> None:
    """Have the restored store give the ids that the set-aside one gave, to something else."""
    row = comment(4, form="9" * 64, reference="OTHER-00001", page="/other/")
    act = {"at": NOW, "account": 1, "act": "found", "comment": 4, "note": ""}
    store.write(insert(comments).values(row), insert(acts).values(act))


def test_what_the_store_lacks_comes_back_with_all_that_belongs_to_it(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    before = store.counts()
    store.go_on()
    aside = store.restored(capsys)
    assert store.counts() == before
    send_after_restore(store)
    assert store.bring_back(aside) == 0
    shown = capsys.readouterr().out
    assert f"Brought back from {aside}: 4 comments. Already here: 3.\n" in shown
    found = store.rows(select(comments).order_by(comments.c.id))
    pages = ["/services/brook-house/"] * 3 + ["/other/"] + ["/later/"] * 4
    assert [(row.id, row.page) for row in found] == list(enumerate(pages, 1))
    ids = {row.reference: row.id for row in found}
    first, second, third, fourth = (ids[f"{number:05}-LATER"] for number in (4, 5, 6, 7))
    assert found[first - 1]._asdict() == comment(4, state="published", version=5) | {"id": first}
    assert _answers(store) == {1: ("2026-014", None), 3: (None, 1), first: ("2026-015", None),
                               third: (None, 1), fourth: (None, first)}  # fmt: skip
    (kim,) = store.rows(select(accounts).where(accounts.c.name == "kim"))
    assert (kim.active, kim.password, kim.openid) == (False, "", None)
    assert "came back closed, so that the log can name them: kim." in shown
    assert store.rows(select(contacts.c.sealed).where(contacts.c.comment == first)) == [(b"4",)]
    of_draft = select(drafts.c.comment, drafts.c.account, drafts.c.merged)
    assert store.rows(of_draft.order_by(drafts.c.id)) == [(1, 1, None), (first, kim.id, 1)]
    assert store.rows(
        select(comment_themes.c.comment).where(comment_themes.c.theme == "waiting")
    ) == [(first,)]
    assert store.rows(select(outbox.c.comment).order_by(outbox.c.id)) == [(1,), (first,)]
    assert store.rows(select(assignments.c.comment, assignments.c.account)) == [(fourth, 1)]
    of_notice = select(danger_notices.c.comment, notices.c.period).join(notices)
    assert store.rows(of_notice) == [(second, str(second))]  # what was not sent is told anew
    logged = store.rows(select(acts.c.act, acts.c.comment, acts.c.account, acts.c.note))
    assert ("signed off", first, kim.id, "") in logged
    assert (ASSIGNED, fourth, kim.id, f"account {kim.id}") in logged
    assert any(row.act == "brought back" and row.note.startswith("comments: 4") for row in logged)
    assert "account" not in {row.act for row in logged}  # of no comment
    assert store.rows(select(numbers.c.last)) == [(15,)]
    assert len(store.rows(select(survey_answers))) == len(store.rows(select(confirmations))) == 2


def _answers(store: RestoredStore) -> dict[int, tuple[str | None, int | None]]:
    rows = store.rows(select(answers.c.comment, answers.c.number, answers.c.merged))
    return {row.comment: (row.number, row.merged) for row in rows}


def test_a_second_time_brings_nothing_and_doubles_nothing(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.go_on()
    aside = store.restored(capsys)
    assert store.bring_back(aside) == 0
    once = store.counts()
    before = aside.read_bytes()
    capsys.readouterr()
    assert store.bring_back(aside) == 0
    assert store.counts() == once
    assert capsys.readouterr().out == (f"Brought back from {aside}: 0 comments. Already here: 7.\n")
    assert aside.read_bytes() == before
    store.write(insert(comments).values({**comment(0), "id": once["comments"] + 1}))


def test_what_was_deleted_after_the_backup_is_deleted_again(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_feedback(store.settings, "erase", "7K4Q9-M2PXA", "--yes") == 0
    aside = store.restored(capsys)
    (row,) = store.rows(select(comments.c.words, comments.c.role).where(comments.c.id == 1))
    assert row == ('{"wrong": "The bus is late."}', "parent")
    assert store.bring_back(aside) == 0
    assert (
        "Deleted again what was deleted after the backup: of 1 comment.\n"
        in capsys.readouterr().out
    )
    found = store.rows(select(comments.c.words, comments.c.role).order_by(comments.c.id))
    assert found == [(None, ""), ('{"wrong": "The bus is late."}', "parent"), (None, "parent")]
    assert store.rows(select(contacts)) == store.rows(select(outbox)) == []
    (shown,) = store.rows(select(answers.c.number).where(answers.c.comment == 1))
    assert shown.number == "2026-014"  # what is published stays, as with any erasure


def test_what_has_expired_meanwhile_comes_without_its_words(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    long_ago = NOW - 500 * 86_400
    row = comment(4, received=long_ago, due=long_ago, state="done", kind="correction")
    store.write(insert(comments).values(row))
    aside = store.restored(capsys)
    assert store.bring_back(aside) == 0
    assert "1  comments as they were written\n" in capsys.readouterr().out
    (found,) = store.rows(select(comments).where(comments.c.page == "/later/"))
    assert (found.words, found.role) == (None, "")
    assert store.rows(select(command_runs.c.command)) == [("purge",)]


def test_what_moderators_did_after_the_backup_with_what_is_here_is_named(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = update(comments).where(comments.c.id == 2).values(state="open", version=9)
    store.write(changed)
    aside = store.restored(capsys)
    assert store.bring_back(aside) == 0
    assert "what was done with them: 8K4Q9-M2PXA\n" in capsys.readouterr().out
    assert store.rows(select(comments.c.state).where(comments.c.id == 2)) == [("new",)]


def test_a_number_that_was_given_to_another_meanwhile_is_asked_for_anew(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.go_on()
    aside = store.restored(capsys)
    store.write(insert(answers).values(answer(2, number="2026-015", shown="{}", signed=NOW)))
    assert store.bring_back(aside) == 0
    assert "to be signed off again: 00004-LATER\n" in capsys.readouterr().out
    (back,) = store.rows(
        select(comments.c.state, answers.c.number, answers.c.shown, answers.c.content)
        .join(answers, answers.c.comment == comments.c.id)
        .where(comments.c.reference == "00004-LATER")
    )
    assert back == ("open", None, None, '{"answer": "Sorry."}')


def test_a_form_that_was_sent_again_after_the_restore_is_one_comment(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.write(insert(comments).values(comment(4)))
    aside = store.restored(capsys)
    store.write(insert(comments).values(comment(4, reference="AGAIN-00001")))
    assert store.bring_back(aside) == 0
    assert store.rows(select(func.count()).select_from(comments)) == [(4,)]


def test_nothing_comes_where_one_row_cannot_be_written(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.go_on()
    aside = store.restored(capsys)
    before = store.counts()
    store.write(*map(text, _refuse_confirmations(store.database)))
    with pytest.raises(UsageError):
        store.bring_back(aside)
    assert store.counts() == before


def _refuse_confirmations(database: str) -> list[str]:
    """Make a trigger that refuses the last rows that the command writes."""
    if database.startswith("sqlite"):
        return [f"{_REFUSE} BEGIN SELECT RAISE(ABORT, 'refused'); END"]
    return [
        f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS {_RAISE}",
        f"{_REFUSE} FOR EACH ROW EXECUTE FUNCTION refuse()",
    ]


def test_what_is_no_store_that_was_set_aside_is_refused_in_a_sentence(
    store: RestoredStore, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="Name the file that the restore set aside"):
        store.bring_back(tmp_path / "nowhere.sqlite3")
    other = tmp_path / "other.sqlite3"
    other.write_bytes(b"no database, but long enough to be looked at" * 100)
    with pytest.raises(UsageError, match=r"other\.sqlite3 .*database"):
        store.bring_back(other)
    if store.database.startswith("sqlite"):
        with pytest.raises(UsageError, match="is the store itself"):
            store.bring_back(Path(store.database.removeprefix("sqlite:///")))


def test_what_was_saved_from_a_damaged_store_deletes_nothing(
    store: RestoredStore, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store.go_on()
    aside, saved = store.restored(capsys), tmp_path / "saved.sqlite3"
    with closing(sqlite3.connect(aside)) as damaged, closing(sqlite3.connect(saved)) as new:
        new.executescript("\n".join(damaged.iterdump()))
        new.executescript("DELETE FROM answers; DELETE FROM contacts")
    before = store.counts()
    with pytest.raises(UsageError, match="saved from a damaged store"):
        store.bring_back(saved)
    assert store.counts() == before


def test_a_clock_that_may_be_wrong_deletes_nothing(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.go_on()
    store.write(insert(command_runs).values(command="purge", finished=NOW - 400 * 86_400))
    assert run_feedback(store.settings, "backup", str(store.copy.with_name("old.sqlite3"))) == 0
    aside = store.restored(capsys)
    store.write(insert(command_runs).values(command="purge", finished=NOW - 400 * 86_400))
    with pytest.raises(UsageError, match="The clock says"):
        store.bring_back(aside)
    assert store.rows(select(func.count()).select_from(comments)) == [(3,)]
