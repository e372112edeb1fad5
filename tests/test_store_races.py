"""A SQLite store at work raises no false alarm, and nobody waits for ever: what happens by chance.

Each moment that was once mistaken for damage or for an operator's slip is made here on purpose.
"""

import errno
import fcntl
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from struct import unpack_from
from threading import Event
from time import sleep
from typing import Any, Self

import pytest
from sqlalchemy import Engine, func, select

from feedback.store import group_commit, opened_files, write_ahead_log
from feedback.store.engine import make_engine, reading
from feedback.store.group_commit import GROUP_COMMIT, GroupCommit
from feedback.store.marks import Mark
from feedback.store.migrate import upgrade
from feedback.store.opened_files import StoreFiles, StoreFilesError
from feedback.store.prepared_statements import Transaction, driver_transaction
from feedback.store.tables import votes
from feedback.store.votes import store_vote
from feedback.store.write_ahead_log import is_log_of
from feedback.submission import Vote
from tests.support.busy_store import WRITTEN, use_all_at_once
from tests.support.exchanged_files import LOG, MEMORY, STORE, as_killed, empty_log

_PAGE, _LOG_HEADER, _FRAME_HEADER = 4096, 32, 24


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A store with its tables, and with something in its log."""
    engine = make_engine(f"sqlite:///{tmp_path / STORE}")
    upgrade(engine)
    vote(engine, "first")
    yield engine
    engine.dispose()


def vote(engine: Engine, name: str) -> None:
    with driver_transaction(engine) as transaction:
        write_vote(transaction, name)


def write_vote(transaction: Transaction, name: str) -> None:
    store_vote(transaction, Vote(name, "/a-page/", useful=True), "2026-11")


def stored(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(votes)).scalar_one()


def last_first_page(log: Path) -> int:
    """Return where the last frame of a log begins that has the database's first page."""
    content = log.read_bytes()
    frames = range(_LOG_HEADER, len(content), _FRAME_HEADER + _PAGE)
    return max(place for place in frames if unpack_from(">I", content, place) == (1,))


@pytest.mark.parametrize("letters", [0, 1, 30, 71, 72, 4000])
def test_a_log_may_end_anywhere_in_a_first_page(
    tmp_path: Path, engine: Engine, letters: int
) -> None:
    """SQLite writes the frame's header first: another process sees it, and so does who kills."""
    for name in ("second", "third"):
        vote(engine, name)
    as_killed(tmp_path, tmp_path / "left")
    log = tmp_path / "left" / LOG
    end = last_first_page(log) + _FRAME_HEADER + letters
    log.write_bytes(log.read_bytes()[:end])
    assert is_log_of(tmp_path / "left" / STORE, log)


@pytest.mark.parametrize("written", [50, 62, 100, 2000])
def test_a_first_page_that_is_just_being_written_is_looked_at_again(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    for name in ("second", "third"):
        vote(engine, name)
    as_killed(tmp_path, tmp_path / "left")
    empty_log(tmp_path / STORE)
    store, whole = tmp_path / "left" / STORE, (tmp_path / STORE).read_bytes()
    store.write_bytes(whole[:written] + bytes(_PAGE - written) + whole[_PAGE:])
    monkeypatch.setattr(write_ahead_log, "sleep", lambda _: store.write_bytes(whole))
    assert is_log_of(store, tmp_path / "left" / LOG)


def test_what_stays_damaged_is_still_refused(tmp_path: Path, engine: Engine) -> None:
    vote(engine, "second")
    as_killed(tmp_path, tmp_path / "left")
    (tmp_path / "left" / STORE).write_bytes(b"no database" * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        is_log_of(tmp_path / "left" / STORE, tmp_path / "left" / LOG)


def test_to_read_a_mark_makes_no_file_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        Mark.of_file(tmp_path / STORE)
    assert not list(tmp_path.iterdir())


def test_a_store_that_another_process_is_closing_has_lost_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite deletes the shared memory first; who looked just before saw it without a log."""
    memory = tmp_path / MEMORY
    memory.touch()
    with pytest.raises(StoreFilesError):
        StoreFiles().require_log(tmp_path / STORE)
    monkeypatch.setattr(opened_files, "sleep", lambda _: memory.unlink(missing_ok=True))
    StoreFiles().require_log(tmp_path / STORE)


def test_a_file_that_cannot_be_looked_at_for_a_moment_is_not_gone_for_good(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Path.stat

    def refuse(file: Path, **options: Any) -> Any:
        if file.name == LOG:
            raise PermissionError(errno.EACCES, "no")
        return look(file, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", refuse)
        with pytest.raises(StoreFilesError):
            vote(engine, "second")
    vote(engine, "third")
    assert stored(engine) >= 2


def test_a_file_system_without_locks_on_folders_keeps_nobody_from_writing(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", refuse)
    vote(engine, "second")
    assert stored(engine) == 2


class _SlowToPassOn(GroupCommit):
    """Gives its turn away only when whoever waited has given up."""

    def _give_turn(self) -> None:
        while self.waiting:
            sleep(0.005)
        super()._give_turn()

    @classmethod
    def of(cls, engine: Engine) -> Self:
        group = cls()
        engine.update_execution_options(**{GROUP_COMMIT: group})
        return group


def test_who_gives_up_waiting_at_the_last_moment_leaves_no_transaction_open(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first saw that another waits and left the transaction to it, which then was gone."""
    monkeypatch.setattr(group_commit, "_PATIENCE", 0.5)
    group, has_begun, is_in_line = _SlowToPassOn.of(engine), Event(), Event()

    def write_first() -> None:
        with driver_transaction(engine) as transaction:
            write_vote(transaction, "waited for")
            has_begun.set()
            is_in_line.wait()

    threads = ThreadPoolExecutor(2)
    first = threads.submit(write_first)
    has_begun.wait()
    second = threads.submit(vote, engine, "in line")
    while not group.waiting and not second.done():
        sleep(0.005)
    is_in_line.set()
    first.result(timeout=60)
    threads.shutdown()
    assert stored(engine) == (2 if second.exception() else 3)
    vote(engine, "afterwards")


def test_many_at_once_raise_no_alarm(engine: Engine) -> None:
    """Two processes write while a third opens the store all the time, and a fourth ends its log."""
    use_all_at_once(f"sqlite:///{engine.url.database}")
    assert stored(engine) == 1 + WRITTEN
