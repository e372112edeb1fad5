"""A store whose files are taken from under the service: nothing is acknowledged that is lost."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from feedback.app import make_app
from feedback.settings import FeedbackSettings
from feedback.store.engine import make_engine, writing
from feedback.store.opened_files import StoreFilesError
from feedback.store.set_up import FILE
from feedback.store.tables import votes
from localoffer.problems import UsageError
from tests.support.feedback import client, form_number, make_service, service_app, site_context
from tests.support.feedback_server import serving_feedback
from tests.support.service_command import run_feedback, server_settings

TYPED = "Aloysius waits for a wheelchair."


def form() -> dict[str, str]:
    return {"form": form_number(), "page": "/guides/ask-for-a-plan/", "wrong": TYPED}


def send(app: Flask) -> str | None:
    """Send a comment; its reference, or None where it was not acknowledged."""
    answer = client(app).post("/feedback/comment", data=form())
    assert answer.status_code in (303, 503)
    if answer.status_code == 503:
        assert TYPED in answer.text
        return None
    return answer.location.rpartition("/")[2]


def held(file: Path) -> set[str]:
    """The references in a store, to whoever opens it now."""
    with closing(sqlite3.connect(file)) as connection:
        return {row[0] for row in connection.execute("SELECT reference FROM comments")}


def copy_over(store: Path) -> None:
    """Put a copy in place of a file, as ``mv`` does."""
    copy = store.with_name("copy")
    copy.write_bytes(store.read_bytes())
    copy.replace(store)


def unlink(name: str) -> Callable[[Path], None]:
    return lambda store: store.with_name(store.name + name).unlink()


#: What an operator may do to the files, and what the log and a monitor are told.
SLIPS: dict[str, tuple[Callable[[Path], None], str]] = {
    "the database deleted": (unlink(""), "feedback.sqlite3 was deleted or moved."),
    "the database replaced": (copy_over, "feedback.sqlite3 was replaced by another."),
    "the log deleted": (unlink("-wal"), "feedback.sqlite3-wal was deleted or moved."),
    "the shared memory deleted": (unlink("-shm"), "feedback.sqlite3-shm was deleted or moved."),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_service_notices_that_its_files_are_not_those_it_opened(
    tmp_path: Path, slip: str, caplog: pytest.LogCaptureFixture
) -> None:
    app, store = service_app(tmp_path), tmp_path / "feedback.sqlite3"
    assert send(app)
    act, sentence = SLIPS[slip]
    act(store)
    assert send(app) is None
    ready = client(app).get("/readyz")
    assert (ready.status_code, ready.text.startswith(sentence)) == (503, True)
    assert [one.message for one in caplog.records if sentence in one.message]
    assert "Aloysius" not in caplog.text
    assert send(app) is None


def test_what_was_acknowledged_before_the_log_was_deleted_is_written_into_the_database(
    tmp_path: Path,
) -> None:
    app, store = service_app(tmp_path), tmp_path / "feedback.sqlite3"
    acknowledged = {send(app) for _ in range(3)}
    unlink("-wal")(store)
    assert send(service_app(tmp_path)) is None  # a worker that had not opened the store yet
    assert send(app) is None
    again = service_app(tmp_path)  # as after a restart
    acknowledged.add(send(again))
    assert None not in acknowledged
    assert held(store) == acknowledged


def test_the_same_file_put_back_is_taken_up_again(tmp_path: Path) -> None:
    app, store = service_app(tmp_path), tmp_path / "feedback.sqlite3"
    first = send(app)
    away = store.rename(store.with_name("away"))
    assert send(app) is None
    away.rename(store)
    assert {first, send(app)} == held(store)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_the_middle_of_a_transaction_is_never_acknowledged(
    tmp_path: Path, slip: str
) -> None:
    service, store = make_service(tmp_path), tmp_path / "feedback.sqlite3"
    with writing(service.engine):
        pass

    def write_and_slip() -> None:
        row = {"form": "x", "page": "/x/", "useful": True, "month": "2026-11"}
        with writing(service.engine) as connection:
            connection.execute(votes.insert(), row)
            SLIPS[slip][0](store)

    with pytest.raises(StoreFilesError):
        write_and_slip()


@pytest.mark.parametrize("slip", ["the database deleted", "the log deleted"])
def test_workers_acknowledge_nothing_that_nobody_finds(tmp_path: Path, slip: str) -> None:
    """Under gunicorn: every comment that was acknowledged is in a file that has its name.

    A worker that first opens the store once the others have let it go may take comments again.
    """
    store = tmp_path / "feedback.sqlite3"
    with serving_feedback(f"sqlite:///{store}", 2, tmp_path / "log") as server:
        said = [server.send(form()) for _ in range(8)]
        SLIPS[slip][0](store)
        later = [server.send(form()) for _ in range(8)]
        if slip == "the database deleted":
            assert server.ask("GET", "/readyz") == "503"
            assert set(later) == {"503"}
    references = {one.rpartition("/")[2] for one in (*said, *later) if one and one != "503"}
    assert len(references) >= len(said)
    if slip == "the log deleted":
        assert references <= held(store)


def test_a_service_makes_no_store(tmp_path: Path, databases: str) -> None:
    """Only ``setup`` does; until then the forms say that it is our fault."""
    if databases.startswith("sqlite"):
        (tmp_path / "feedback.sqlite3").touch()  # empty, as a disk's repair may leave it
    settings = server_settings(tmp_path, databases)
    app = served(settings)
    assert send(app) is None
    assert run_feedback(settings, "setup") == 0
    assert send(app)


def served(settings: dict[str, str]) -> Flask:
    """The service as a server configures it, by the environment."""
    return make_app(FeedbackSettings.from_environment(settings), site_context)


def emptied(database: str) -> None:
    """Lose the store: the file, or every table of it."""
    if database.startswith("sqlite"):
        for file in Path(database.removeprefix("sqlite:///")).parent.glob("feedback.sqlite3*"):
            file.unlink()
        return
    engine = make_engine(database)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()


def test_a_lost_store_is_never_made_anew_in_silence(
    tmp_path: Path, databases: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither by the service nor by ``setup``, unless a person says so."""
    settings = server_settings(tmp_path, databases)
    assert run_feedback(settings, "setup") == 0
    assert "hidden" not in (tmp_path / "state" / FILE).read_text(encoding="utf-8")
    emptied(databases)
    with caplog.at_level(logging.ERROR):
        assert send(served(settings)) is None
    assert "There is no store at" in caplog.text
    with pytest.raises(UsageError, match="--anew"):
        run_feedback(settings, "setup")
    assert run_feedback(settings, "setup", "--anew") == 0
    assert send(served(settings))
