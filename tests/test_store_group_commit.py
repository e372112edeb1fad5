"""What comes at the same moment is committed together on SQLite, and each writer has its turn."""

import fcntl
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select, text

from feedback.store.engine import make_engine, reading, writing
from feedback.store.group_commit import GROUP_COMMIT
from feedback.store.migrate import upgrade
from feedback.store.opened_files import StoreFilesError
from feedback.store.prepared_statements import Transaction, driver_transaction
from feedback.store.tables import votes
from feedback.store.votes import store_vote
from feedback.submission import Vote


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A store with its tables, on SQLite."""
    engine = make_engine(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Four threads, as a worker has."""
    with ThreadPoolExecutor(4) as threads:
        yield threads


def nothing(_: Transaction) -> None:
    """Do nothing more."""


def vote(engine: Engine, name: str, then: Callable[[Transaction], None] = nothing) -> None:
    """Store a vote, and do something more before it is committed."""
    with driver_transaction(engine) as transaction:
        store_vote(transaction, Vote(name, "/a-page/", useful=True), "2026-11")
        then(transaction)


def stored(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(votes)).scalar_one()


def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        sleep(0.005)


@contextmanager
def commits_of(engine: Engine) -> Iterator[list[str]]:
    """The statements by which transactions begin and end, while it is looked."""
    said: list[str] = []

    def note(words: str) -> None:
        if words.startswith(("BEGIN", "COMMIT")):
            said.append(words)

    def trace(driver: Any, *_: Any) -> None:
        driver.set_trace_callback(note)

    event.listen(engine, "checkout", trace)
    yield said
    event.remove(engine, "checkout", trace)


def together(
    engine: Engine, threads: ThreadPoolExecutor, then: Callable[[Transaction], None]
) -> list[Future[None]]:
    """Have three votes come while the first is written; one of them does something more."""
    group, is_begun = engine.get_execution_options()[GROUP_COMMIT], Event()

    def wait_for_others(_: Transaction) -> None:
        is_begun.set()
        until(lambda: group.waiting == 3)

    first = threads.submit(vote, engine, "first", wait_for_others)
    is_begun.wait()
    rest = [
        threads.submit(vote, engine, f"later {number}", does)
        for number, does in enumerate((nothing, nothing, then))
    ]
    return [first, *rest]


def errors(futures: list[Future[None]]) -> list[type[BaseException] | None]:
    found = (one.exception() for one in futures)
    return [None if error is None else type(error) for error in found]


def test_what_comes_at_the_same_moment_is_committed_at_once(
    engine: Engine, threads: ThreadPoolExecutor
) -> None:
    with commits_of(engine) as said:
        assert errors(together(engine, threads, nothing)) == [None] * 4
    assert said == ["BEGIN IMMEDIATE", "COMMIT"]
    assert stored(engine) == 4


def test_nobody_is_told_before_all_is_committed(
    engine: Engine, threads: ThreadPoolExecutor
) -> None:
    is_written, may_end = Event(), Event()

    def wait(_: Transaction) -> None:
        is_written.set()
        may_end.wait()

    group = engine.get_execution_options()[GROUP_COMMIT]
    first = threads.submit(vote, engine, "first", lambda _: until(lambda: group.waiting == 1))
    until(lambda: group.is_writing)
    second = threads.submit(vote, engine, "second", wait)
    is_written.wait()
    assert not first.done()
    assert stored(engine) == 0
    may_end.set()
    assert errors([first, second]) == [None, None]
    assert stored(engine) == 2


def test_what_one_thread_cannot_write_is_undone_alone(
    engine: Engine, threads: ThreadPoolExecutor
) -> None:
    def refuse(_: Transaction) -> None:
        raise PermissionError

    told = errors(together(engine, threads, refuse))
    assert sorted(map(str, told)) == ["<class 'PermissionError'>", "None", "None", "None"]
    assert stored(engine) == 3
    vote(engine, "another")
    assert stored(engine) == 4


def test_what_is_not_committed_is_told_to_each_thread(
    engine: Engine, threads: ThreadPoolExecutor, tmp_path: Path
) -> None:
    log = tmp_path / "store.sqlite3-wal"
    told = errors(together(engine, threads, lambda _: log.unlink()))
    assert told == [StoreFilesError] * 4


def test_a_transaction_that_sqlite_gives_up_fails_for_all_that_are_in_it(
    engine: Engine, threads: ThreadPoolExecutor
) -> None:
    """A full disk can make SQLite roll back all of a transaction (sqlite.org/lang_transaction)."""

    def roll_back(transaction: Transaction) -> None:
        transaction.connection.rollback()

    told = errors(together(engine, threads, roll_back))
    assert told[0] is not None
    assert stored(engine) == told.count(None)


def test_the_first_in_line_writes_next(engine: Engine, threads: ThreadPoolExecutor) -> None:
    """Whoever comes later does not even ask for the lock, so that it cannot go first."""
    order: list[str] = []

    def write(name: str) -> None:
        with writing(engine):
            order.append(name)

    with writing(engine):
        first = threads.submit(write, "first")
        until(lambda: is_taken(engine))
        later = [threads.submit(write, "later") for _ in range(2)]
    assert errors([first, *later]) == [None] * 3
    assert order[0] == "first"


def test_a_line_that_does_not_move_keeps_nobody_out(engine: Engine) -> None:
    def hurry(driver: Any, *_: Any) -> None:
        driver.execute("PRAGMA busy_timeout = 20")

    event.listen(engine, "checkout", hurry)
    line = os.open(Path(str(engine.url.database)).parent, os.O_RDONLY)
    fcntl.flock(line, fcntl.LOCK_EX)
    with writing(engine) as connection:
        assert connection.execute(text("PRAGMA busy_timeout")).scalar_one() == 20
    os.close(line)


def is_taken(engine: Engine) -> bool:
    """Return whether somebody is first in the line of those who want to write."""
    line = os.open(Path(str(engine.url.database)).parent, os.O_RDONLY)
    try:
        fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(line)
    return False
