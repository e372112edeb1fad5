"""A file put in place of the store, beside the log of the old one: refused, and nothing is lost."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from feedback.store.opened_files import StoreFilesError, require_own_log
from localoffer.problems import UsageError
from tests.support.exchanged_files import (
    COPIES,
    LOG,
    STORE,
    WAYS,
    as_killed,
    by_backup,
    copy_there,
    empty_log,
    references_in,
    send_to,
)
from tests.support.feedback import client, form_number, service_app
from tests.support.feedback_server import serving_feedback
from tests.support.service_command import run_feedback, server_settings

SENTENCE = "feedback.sqlite3 is not the file that feedback.sqlite3-wal belongs to"
TYPED = "Aloysius waits for a wheelchair."


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """The folder of a killed service whose log holds two comments; beside it an older backup."""
    send_to(tmp_path, 3)
    by_backup(tmp_path / STORE, tmp_path / "backup.sqlite3")
    send_to(tmp_path, 2)
    empty_log(tmp_path / STORE)
    send_to(tmp_path, 2)
    as_killed(tmp_path, tmp_path / "left")
    return tmp_path / "left"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def form() -> dict[str, str]:
    return {"form": form_number(), "page": "/guides/ask-for-a-plan/", "wrong": TYPED}


@pytest.mark.parametrize("way", WAYS)
def test_no_command_opens_it_and_nothing_is_changed(
    tmp_path: Path, left: Path, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    old = shutil.copyfile(left / STORE, tmp_path / "old")
    WAYS[way](tmp_path / "backup.sqlite3", left / STORE)
    before = contents(left)
    settings = server_settings(tmp_path, f"sqlite:///{left / STORE}")
    for words in (["setup"], ["purge"], ["backup", str(tmp_path / "new")], ["send"]):
        with pytest.raises(UsageError, match=SENTENCE) as refused:
            run_feedback(settings, *words)
        assert "feedback restore FILE" in str(refused.value)
        assert "StoreFilesError" not in str(refused.value)
    assert not capsys.readouterr().out
    assert run_feedback(settings, "status", "--quiet") == 1
    assert re.search(SENTENCE, capsys.readouterr().out)
    assert contents(left) == before
    copy_there(Path(old), left / STORE)
    assert run_feedback(settings, "setup") == 0
    assert len(references_in(left / STORE)) == 7


def test_a_service_takes_nothing_until_the_right_file_is_back(
    tmp_path: Path, left: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old = (left / STORE).rename(tmp_path / "old")
    shutil.copyfile(tmp_path / "backup.sqlite3", left / STORE)
    app = service_app(left)
    refused = client(app).post("/feedback/comment", data=form())
    assert refused.status_code == 503
    assert TYPED in refused.text
    ready = client(app).get("/readyz")
    assert (ready.status_code, ready.text.startswith(SENTENCE)) == (503, True)
    assert caplog.text.count(SENTENCE) == 1
    assert "Aloysius" not in caplog.text
    old.replace(left / STORE)
    assert client(app).post("/feedback/comment", data=form()).status_code == 303
    assert client(app).get("/readyz").status_code == 200
    assert len(references_in(left / STORE)) == 8


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("file", ["backup.sqlite3", f"left/{STORE}"])
def test_who_has_no_older_file_restores_and_everything_else_is_set_aside(
    tmp_path: Path, left: Path, way: str, file: str
) -> None:
    """From the backup or from the file that is there, and the log is still there to be read."""
    log, old = (left / LOG).read_bytes(), (left / STORE).read_bytes()
    WAYS[way](tmp_path / "backup.sqlite3", left / STORE)
    settings = server_settings(tmp_path, f"sqlite:///{left / STORE}")
    assert run_feedback(settings, "restore", str(tmp_path / file)) == 0
    assert len(references_in(left / STORE)) == 3
    assert client(service_app(left)).post("/feedback/comment", data=form()).status_code == 303
    (aside,) = left.glob("feedback-set-aside-*-wal")
    assert aside.read_bytes() == log
    aside = aside.with_name(aside.name.removesuffix("-wal"))
    with pytest.raises(UsageError, match="is not the file that"):
        run_feedback(settings, "bring-back", str(aside))
    aside.write_bytes(old)
    assert run_feedback(settings, "bring-back", str(aside)) == 0
    assert len(references_in(left / STORE)) == 8


def test_a_store_is_no_backup_of_itself_where_its_log_is_its_own(tmp_path: Path) -> None:
    send_to(tmp_path, 1)
    settings = server_settings(tmp_path, f"sqlite:///{tmp_path / STORE}")
    with pytest.raises(UsageError, match="is the store itself"):
        run_feedback(settings, "restore", str(tmp_path / STORE))


@pytest.mark.parametrize("copied", COPIES)
def test_a_running_service_notices_what_is_written_over_its_store(
    tmp_path: Path, copied: str
) -> None:
    send_to(tmp_path, 2)
    COPIES[copied](tmp_path / STORE, tmp_path / "copy")
    send_to(tmp_path, 1)
    empty_log(tmp_path / STORE)
    app = service_app(tmp_path)
    browser = client(app)
    assert browser.post("/feedback/comment", data=form()).status_code == 303
    copy_there(tmp_path / "copy", tmp_path / STORE)
    assert browser.post("/feedback/comment", data=form()).status_code == 503
    assert browser.get("/readyz").text.startswith(SENTENCE)


def test_a_store_that_was_written_over_is_taken_by_nobody_until_a_restore(tmp_path: Path) -> None:
    """SQLite mixes both files when the last connection is closed: a new start tells nothing."""
    store, backup = tmp_path / STORE, tmp_path / "backup"
    settings = server_settings(tmp_path, f"sqlite:///{store}")
    with serving_feedback(f"sqlite:///{store}", 1, tmp_path / "log") as server:
        server.send(form())
        by_backup(store, backup)
        server.send(form())
        empty_log(store)
        server.send(form())
        copy_there(backup, store)
        assert {server.send(form()) for _ in range(2)} == {"503"}
        server.stop()
        server.start()
        assert {server.send(form()) for _ in range(2)} == {"503"}
        assert server.ask("GET", "/readyz") == "503"
        server.stop()
        with pytest.raises(UsageError, match="was written over by another file"):
            run_feedback(settings, "backup", str(tmp_path / "mixed"))
        assert run_feedback(settings, "restore", str(backup)) == 0
        server.start()
        assert str(server.send(form())).startswith("/feedback/")
    assert len(references_in(store)) == 2
    (aside,) = tmp_path.glob("feedback-set-aside-*.sqlite3")
    with pytest.raises(UsageError, match=f"{aside} was written over .* a mixture of two stores"):
        run_feedback(settings, "bring-back", str(aside))


@pytest.mark.parametrize("way", WAYS)
def test_workers_that_start_beside_another_file_acknowledge_nothing(
    tmp_path: Path, way: str
) -> None:
    """Under gunicorn: killed, the backup put there by hand, started, put right, all is there."""
    store, backup, old = tmp_path / STORE, tmp_path / "backup", tmp_path / "old"
    with serving_feedback(f"sqlite:///{store}", 2, tmp_path / "log") as server:
        sent = {server.send(form()) for _ in range(4)}
        by_backup(store, backup)
        sent.add(server.send(form()))
        empty_log(store)
        sent |= {server.send(form()) for _ in range(4)}
        server.kill()
        shutil.copyfile(store, old)
        WAYS[way](backup, store)
        server.start()
        assert {server.send(form()) for _ in range(4)} == {"503"}
        assert server.ask("GET", "/readyz") == "503"
        assert SENTENCE in server.log.read_text(encoding="utf-8")
        copy_there(old, store)
        sent |= {server.send(form()) for _ in range(4)}
    assert None not in sent
    assert {one.rpartition("/")[2] for one in sent if one} == references_in(store)


def test_a_killed_service_starts_again_and_so_does_its_folder_elsewhere(tmp_path: Path) -> None:
    store = tmp_path / "first" / STORE
    store.parent.mkdir()
    with serving_feedback(f"sqlite:///{store}", 2, tmp_path / "log") as server:
        sent = {server.send(form()) for _ in range(4)}
        server.kill()
        assert store.with_name(LOG).stat().st_size
        server.start()
        sent |= {server.send(form()) for _ in range(4)}
        server.kill()
    moved = shutil.copytree(store.parent, tmp_path / "second") / STORE
    with serving_feedback(f"sqlite:///{moved}", 2, tmp_path / "log") as server:
        sent |= {server.send(form()) for _ in range(4)}
    assert {one.rpartition("/")[2] for one in sent if one} == references_in(moved)
    assert len(sent) == 12


@pytest.mark.parametrize("copied", ["feedback backup", "sqlite3 .backup"])
def test_a_backup_that_its_log_goes_on_from_is_taken_and_is_whole(
    tmp_path: Path, copied: str
) -> None:
    """Every page that changed since is in the log, so that SQLite makes the same store of it."""
    sent = send_to(tmp_path, 2)
    empty_log(tmp_path / STORE)
    COPIES[copied](tmp_path / STORE, tmp_path / "copy")
    sent |= send_to(tmp_path, 2)
    as_killed(tmp_path, tmp_path / "left")
    shutil.copyfile(tmp_path / "copy", tmp_path / "left" / STORE)
    settings = server_settings(tmp_path, f"sqlite:///{tmp_path / 'left' / STORE}")
    assert run_feedback(settings, "setup") == 0  # which looks at every page and index
    assert references_in(tmp_path / "left" / STORE) == sent


def test_a_log_of_no_bytes_is_no_reason_to_refuse(tmp_path: Path, left: Path) -> None:
    shutil.copyfile(tmp_path / "backup.sqlite3", left / STORE)
    (left / LOG).write_bytes(b"")
    assert client(service_app(left)).post("/feedback/comment", data=form()).status_code == 303
    with sqlite3.connect(left / STORE) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_empty_file_does_not_cost_the_log(left: Path) -> None:
    """SQLite would throw the log away."""
    log = (left / LOG).read_bytes()
    (left / STORE).write_bytes(b"")
    with pytest.raises(StoreFilesError, match=SENTENCE):
        require_own_log(left / STORE)
    assert client(service_app(left)).post("/feedback/comment", data=form()).status_code == 503
    assert (left / LOG).read_bytes() == log
