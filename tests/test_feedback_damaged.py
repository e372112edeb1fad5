"""A damaged SQLite store: it is told in a sentence, and who has seen it acknowledges nothing."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from feedback.store.engine import make_engine
from feedback.store.opened_files import StoreFilesError
from feedback.store.prepared_statements import driver_transaction
from localoffer.problems import UsageError
from tests.support.exchanged_files import (
    STORE,
    by_backup,
    empty_log,
    references_in,
    send_to,
)
from tests.support.feedback import client, form_number, service_app
from tests.support.feedback_server import Gunicorn, serving_feedback
from tests.support.service_command import run_feedback, server_settings

SENTENCE = "feedback.sqlite3 is damaged ("
NO_DATABASE = "feedback.sqlite3 is not a database, or its beginning is damaged."
TYPED = "Aloysius waits for a wheelchair."
PAGE = 4096


def form() -> dict[str, str]:
    return {"form": form_number(), "page": "/guides/ask-for-a-plan/", "wrong": TYPED}


def overwrite(store: Path) -> None:
    """Write over every page but the first, as a failing disk or another program may."""
    with store.open("r+b") as file:
        file.seek(PAGE)
        file.write(os.urandom(store.stat().st_size - PAGE))


def cut_short(store: Path) -> None:
    with store.open("r+b") as file:
        file.truncate(store.stat().st_size // PAGE // 2 * PAGE)


#: What may befall the file of a store.
DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut short": cut_short,
    "pages overwritten": overwrite,
    "no database": lambda store: store.write_bytes(b"No database. " * 2000),
    "its beginning alone": lambda store: os.truncate(store, 100),
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of nine comments that nobody has open, beside a backup with the first six."""
    folder = tmp_path / "stopped"
    send_to(tmp_path, 6)
    by_backup(tmp_path / STORE, tmp_path / "backup.sqlite3")
    send_to(tmp_path, 3)
    empty_log(tmp_path / STORE)
    folder.mkdir()
    return Path(shutil.copyfile(tmp_path / STORE, folder / STORE))


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_service_that_starts_finds_the_damage_and_takes_nothing(
    tmp_path: Path,
    store: Path,
    damage: str,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The words are shown again; after the restore that the sentence names, all goes on."""
    DAMAGES[damage](store)
    sentence = NO_DATABASE if damage == "no database" else SENTENCE
    damaged = store.read_bytes()
    browser = client(service_app(store.parent))
    refused = browser.post("/feedback/comment", data=form())
    assert refused.status_code == 503
    assert TYPED in refused.text
    ready = browser.get("/readyz")
    assert (ready.status_code, ready.text.startswith(sentence)) == (503, True)
    assert sentence in caplog.text
    assert "Aloysius" not in caplog.text
    settings = server_settings(tmp_path, f"sqlite:///{store}")
    with pytest.raises(UsageError, match=re.escape(sentence)):
        run_feedback(settings, "setup")
    assert run_feedback(settings, "status", "--quiet") == 1
    assert sentence in capsys.readouterr().out
    assert run_feedback(settings, "restore", str(tmp_path / "backup.sqlite3")) == 0
    assert client(service_app(store.parent)).post("/feedback/comment", data=form()).status_code == (
        303
    )
    assert len(references_in(store)) == 7
    (aside,) = store.parent.glob("feedback-set-aside-*.sqlite3")
    assert aside.read_bytes() == damaged


def test_an_index_that_does_not_fit_its_rows_is_found_by_setup(tmp_path: Path, store: Path) -> None:
    """A look at the pages alone does not see it, and a start has no time for more."""
    change = "UPDATE sqlite_master SET rootpage = ? WHERE name = ?"
    indexes = "SELECT name, rootpage FROM sqlite_master WHERE tbl_name = 'comments'"
    with closing(sqlite3.connect(store)) as connection:
        (one, page), (other, other_page), *_ = connection.execute(
            f"{indexes} AND type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany(change, [(other_page, one), (page, other)])
        connection.commit()
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    with pytest.raises(UsageError, match="is damaged"):
        run_feedback(server_settings(tmp_path, f"sqlite:///{store}"), "setup")


def test_a_worker_that_has_seen_damage_takes_nothing_until_it_is_started_anew(
    store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also once the file is whole again: what it read before may be wrong."""
    whole = store.read_bytes()
    browser = client(service_app(store.parent))
    overwrite(store)
    refused = browser.post("/feedback/comment", data=form())
    assert refused.status_code == 503
    assert TYPED in refused.text
    assert browser.get("/readyz").text.startswith(SENTENCE)
    assert caplog.text.count(SENTENCE) == 1
    store.write_bytes(whole)
    assert browser.post("/feedback/comment", data=form()).status_code == 503
    assert browser.get("/feedback/received/7K4Q9-M2PXA").status_code == 503
    again = client(service_app(store.parent))
    assert again.post("/feedback/comment", data=form()).status_code == 303


def test_damage_seen_by_one_who_writes_fails_everybody_in_the_same_transaction(
    tmp_path: Path,
) -> None:
    send_to(tmp_path, 1)
    engine = make_engine(f"sqlite:///{tmp_path / STORE}")

    def see_damage() -> None:
        with driver_transaction(engine) as transaction:
            transaction.connection.cursor().execute("DELETE FROM comments")
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error

    for _ in range(2):
        with pytest.raises(StoreFilesError, match="is damaged"):
            see_damage()
    assert len(references_in(tmp_path / STORE)) == 1


def refuses(server: Gunicorn) -> bool:
    """Whether so many sendings in a row are refused that every worker has been asked."""
    return all(server.send(form()) == "503" for _ in range(12))


def test_workers_refuse_once_they_meet_damage_and_go_on_after_the_restore(tmp_path: Path) -> None:
    store, backup = tmp_path / STORE, tmp_path / "backup.sqlite3"
    with serving_feedback(f"sqlite:///{store}", 2, tmp_path / "log") as server:
        kept = {server.send(form()) for _ in range(4)}
        by_backup(store, backup)
        empty_log(store)
        overwrite(store)
        until = monotonic() + 60
        while not refuses(server):
            assert monotonic() < until
        assert server.ask("GET", "/readyz") == "503"
        server.kill()
        server.start()
        assert refuses(server)  # found at the start
        assert SENTENCE in server.log.read_text(encoding="utf-8")
        server.kill()
        settings = server_settings(tmp_path, f"sqlite:///{store}")
        assert run_feedback(settings, "restore", str(backup)) == 0
        server.start()
        kept |= {server.send(form()) for _ in range(4)}
    assert {one.rpartition("/")[2] for one in kept if one} == references_in(store)
