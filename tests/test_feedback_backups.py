"""A store is copied, restored and moved: every row of it, or nothing and a sentence."""

import os
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, make_url, select

from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.engine import make_engine, reading, writing
from feedback.store.migrate import require_todays_tables
from feedback.store.tables import acts, comments
from localoffer.problems import UsageError
from tests.support.feedback import ROOT, client, form_number, service_app, small_council
from tests.support.filled_store import counts_of, filled, references, send
from tests.support.old_stores import lay_old_store
from tests.support.service_command import run_feedback, server_settings


def after_restore(counts: dict[str, int]) -> dict[str, int]:
    """So many rows, with the one that the log has of the restore."""
    return counts | {"acts": counts["acts"] + 1}


def test_a_running_store_is_backed_up_and_restored_whole(
    tmp_path: Path, databases: str, capsys: pytest.CaptureFixture[str]
) -> None:
    engine, settings = filled(databases), server_settings(tmp_path, databases)
    first = send(tmp_path, databases)
    copy = tmp_path / "copy.sqlite3"
    with reading(engine) as connection:  # somebody reads meanwhile
        connection.execute(select(comments)).all()
        assert run_feedback(settings, "backup", str(copy)) == 0
    assert f"Backed up to {copy}, opened and found whole." in capsys.readouterr().out
    kept = counts_of(engine)
    later = send(tmp_path, databases)
    engine.dispose()
    assert run_feedback(settings, "restore", str(copy)) == 0
    engine = make_engine(databases)
    assert counts_of(engine) == after_restore(kept)
    assert first in references(engine)
    assert later not in references(engine)
    require_todays_tables(engine)
    shown = capsys.readouterr().out
    aside = Path(shown.partition("is set aside: ")[2].strip())
    assert later in references(make_engine(f"sqlite:///{aside}"))
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600


def test_where_no_store_is_none_is_made_by_a_backup(tmp_path: Path) -> None:
    store = tmp_path / "feedback.sqlite3"
    settings = server_settings(tmp_path, f"sqlite:///{store}")
    with pytest.raises(UsageError, match=f"There is no database at {store}"):
        run_feedback(settings, "backup", str(tmp_path / "copy.sqlite3"))
    assert not store.exists()


def test_a_backup_is_one_file_for_its_owner_alone(tmp_path: Path, databases: str) -> None:
    filled(databases).dispose()
    folder = tmp_path / "backups"
    folder.mkdir()
    for _ in range(2):
        assert run_feedback(server_settings(tmp_path, databases), "backup", str(folder)) == 0
    files = list(folder.iterdir())
    assert len(files) == 2  # within one second, too
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_backup_of_either_kind_restores_into_a_new_sqlite_store(
    tmp_path: Path, databases: str
) -> None:
    """One form of file serves both; the other way round is what a move does."""
    engine = filled(databases)
    copy = tmp_path / "copy.sqlite3"
    assert run_feedback(server_settings(tmp_path, databases), "backup", str(copy)) == 0
    other = f"sqlite:///{tmp_path / 'other' / 'feedback.sqlite3'}"
    assert run_feedback(server_settings(tmp_path, other), "restore", str(copy)) == 0
    assert counts_of(make_engine(other)) == after_restore(counts_of(engine))


def test_a_restored_store_gives_new_ids_and_keeps_the_log_whole(
    tmp_path: Path, databases: str
) -> None:
    engine, settings = filled(databases), server_settings(tmp_path, databases)
    copy = tmp_path / "copy.sqlite3"
    assert run_feedback(settings, "backup", str(copy)) == 0
    engine.dispose()
    assert run_feedback(settings, "restore", str(copy)) == 0
    engine = make_engine(databases)
    with writing(engine) as connection:
        note_act(connection, 1, "signed off", comment=1)
        ids = list(connection.execute(select(acts.c.id)).scalars())
    assert sorted(ids) == [1, 2, 3]  # with that of the restore
    assert send(tmp_path, databases) in references(engine)


def test_an_old_backup_is_brought_to_todays_tables(tmp_path: Path, databases: str) -> None:
    old = tmp_path / "old.sqlite3"
    lay_old_store(f"sqlite:///{old}", "0f8af99")
    settings = server_settings(tmp_path, databases)
    assert run_feedback(settings, "restore", str(old)) == 0
    engine = make_engine(databases)
    require_todays_tables(engine)
    assert counts_of(engine)["comments"] == 3


HOLD_OPEN = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM comments").fetchone()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("command", ["restore", "move"])
def test_a_sqlite_store_that_somebody_has_open_is_refused(
    tmp_path: Path, new_server_database: str, command: str
) -> None:
    store = tmp_path / "feedback.sqlite3"
    filled(f"sqlite:///{store}").dispose()
    copy = tmp_path / "copy.sqlite3"
    settings = server_settings(tmp_path, f"sqlite:///{store}")
    new = server_settings(tmp_path, new_server_database)
    assert run_feedback(settings, "backup", str(copy)) == 0
    words = [sys.executable, "-c", HOLD_OPEN, str(store)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        before = store.stat().st_ino
        database, file = (settings, copy) if command == "restore" else (new, store)
        with pytest.raises(UsageError, match="Stop the service"):
            run_feedback(database, command, str(file))
        assert store.stat().st_ino == before


def test_a_leftover_log_of_a_crash_is_set_aside_with_its_database(tmp_path: Path) -> None:
    """Put back beside the old one's log, a database is malformed; restored, it is not."""
    store = tmp_path / "feedback.sqlite3"
    database = f"sqlite:///{store}"
    filled(database).dispose()
    settings = server_settings(tmp_path, database)
    copy = tmp_path / "copy.sqlite3"
    assert run_feedback(settings, "backup", str(copy)) == 0
    with closing(sqlite3.connect(store)) as writer, closing(sqlite3.connect(store)) as reader:
        reader.execute("SELECT count(*) FROM comments").fetchone()
        writer.execute("UPDATE comments SET page = '/crashed/'")
        writer.commit()
        beside = {
            name: (tmp_path / f"{store.name}{name}").read_bytes() for name in ("-wal", "-shm")
        }
    for name, content in beside.items():  # as a killed process leaves them
        (tmp_path / f"{store.name}{name}").write_bytes(content)
    assert run_feedback(settings, "restore", str(copy)) == 0
    with reading(make_engine(database)) as connection:
        assert "/crashed/" not in connection.execute(select(comments.c.page)).scalars().all()
    assert list(tmp_path.glob("feedback-set-aside-*.sqlite3-wal"))


def test_what_is_no_backup_is_refused_and_nothing_is_changed(
    tmp_path: Path, databases: str
) -> None:
    engine, settings = filled(databases), server_settings(tmp_path, databases)
    kept = counts_of(engine)
    engine.dispose()
    text, empty, cut = (tmp_path / name for name in ("text", "empty.sqlite3", "cut.sqlite3"))
    text.write_text("No database. " * 1000, encoding="utf-8")
    with closing(sqlite3.connect(empty)) as connection:
        connection.execute("CREATE TABLE something (id INTEGER)")
    whole = tmp_path / "whole.sqlite3"
    assert run_feedback(settings, "backup", str(whole)) == 0
    engine.dispose()
    cut.write_bytes(whole.read_bytes()[:-20_480])
    refusals = {
        text: "cannot be copied: file is not a database",
        empty: "holds no comments of this program",
        cut: "malformed|damaged",
        tmp_path / "nothing": "There is no file",
    }
    for file, sentence in refusals.items():
        with pytest.raises(UsageError, match=sentence):
            run_feedback(settings, "restore", str(file))
    assert counts_of(engine) == kept
    assert not list(tmp_path.rglob("*set-aside*"))


def test_a_backup_writes_over_nothing_and_lies_where_nobody_else_reads(
    tmp_path: Path, databases: str
) -> None:
    filled(databases).dispose()
    settings = server_settings(tmp_path, databases)
    there = tmp_path / "there"
    there.write_bytes(b"mine")
    places = {
        there: "is there already",
        small_council().site / "feedback.sqlite3": "where others could read it",
        small_council().content / "feedback.sqlite3": "where others could read it",
        tmp_path / "nowhere" / "feedback.sqlite3": "There is no folder",
    }
    for place, sentence in places.items():
        with pytest.raises(UsageError, match=sentence):
            run_feedback(settings, "backup", str(place))
    assert there.read_bytes() == b"mine"


def test_a_damaged_store_makes_no_backup(tmp_path: Path) -> None:
    store = tmp_path / "feedback.sqlite3"
    filled(f"sqlite:///{store}").dispose()
    content = bytearray(store.read_bytes())
    content[8192:12288] = os.urandom(4096)
    store.write_bytes(content)
    copy = tmp_path / "copy.sqlite3"
    with pytest.raises(UsageError, match=r"damaged|malformed"):
        run_feedback(server_settings(tmp_path, f"sqlite:///{store}"), "backup", str(copy))
    assert not copy.exists()
    assert not list(tmp_path.glob(".copy*"))


def test_a_restore_at_postgresql_waits_for_what_is_being_written(
    tmp_path: Path, new_server_database: str
) -> None:
    """What was sent before it lies in the file that is set aside; what is sent after it stays."""
    engine = filled(new_server_database)
    settings = server_settings(tmp_path, new_server_database)
    copy = tmp_path / "copy.sqlite3"
    assert run_feedback(settings, "backup", str(copy)) == 0
    service = service_app(tmp_path, new_server_database)
    browser = client(service)

    def send_one() -> str:
        sent = {"form": form_number(), "page": "/guides/x/", "wrong": "It was too late."}
        return browser.post("/feedback/comment", data=sent).location.rpartition("/")[2]

    before = send_one()
    assert run_feedback(settings, "restore", str(copy)) == 0
    after = send_one()
    assert before not in references(engine)
    assert after in references(engine)
    (aside,) = (tmp_path / "state").glob("feedback-set-aside-*.sqlite3")
    assert before in references(make_engine(f"sqlite:///{aside}"))


def test_a_backup_does_not_hold_up_who_writes(tmp_path: Path, databases: str) -> None:
    engine = filled(databases)
    with writing(engine) as connection:  # a writer in the middle of its work
        note_act(connection, 1, State.OPEN.value, comment=2)
        copy = tmp_path / "copy.sqlite3"
        assert run_feedback(server_settings(tmp_path, databases), "backup", str(copy)) == 0
    with reading(make_engine(f"sqlite:///{copy}")) as connection:
        assert connection.execute(select(func.count()).select_from(acts)).scalar_one() == 1
    assert make_url(databases).drivername in ("sqlite", "postgresql+psycopg")


def set_aside(folder: Path) -> Path:
    """The file that a restore set aside in a folder, or in the state folder in it."""
    return next(folder.rglob("feedback-set-aside-*.sqlite3"), folder)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_commands_of_the_page_do_what_it_says(
    tmp_path: Path, new_server_database: str, kind: str
) -> None:
    """In the page's order, on each kind of store; moving is for SQLite alone."""
    store = tmp_path / "feedback.sqlite3"
    database = f"sqlite:///{store}" if kind == "sqlite" else new_server_database
    filled(database).dispose()
    send(tmp_path, database)  # of today, so that the clock is believed
    backups = tmp_path / "backups"
    backups.mkdir()
    page = (ROOT / "docs" / "backups.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    commands = [line.split()[2:] for block in blocks for line in block.splitlines()]
    names = [command[0] for command in commands]
    assert names == ["backup", "restore", "bring-back", "move", "setup"]
    for name, *words in commands if kind == "sqlite" else commands[:3]:
        (copy,) = backups.iterdir() if name == "restore" else [backups]
        files = {
            "backup": backups,
            "restore": copy,
            "bring-back": set_aside(tmp_path),
            "move": store,
        }
        place = [str(files[name])] if name in files else []
        assert len(words) == len(place)
        target = new_server_database if name in ("move", "setup") else database
        assert run_feedback(server_settings(tmp_path, target), name, *place) == 0
    assert counts_of(make_engine(new_server_database))["comments"] == 4
