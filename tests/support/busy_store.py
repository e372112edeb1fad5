"""Processes that use one SQLite store at the same time: writing, opening it, emptying its log."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, event, func, select

from feedback.store.engine import make_engine, reading
from feedback.store.prepared_statements import driver_transaction
from feedback.store.tables import votes
from feedback.store.votes import store_vote
from feedback.submission import Vote

#: How each process uses the store, by name; each raises what went wrong.
USES: Final = ("write", "write", "open", "checkpoint")

_THREADS, _VOTES, _OPENINGS, _CHECKPOINTS = 4, 60, 150, 80

#: How many votes all of them write.
WRITTEN: Final = USES.count("write") * _THREADS * _VOTES


def use_all_at_once(address: str) -> None:
    """Use a store in several processes at the same time, until each has done its part.

    Raises:
        AssertionError: something went wrong in one; what it was stands on standard error.
    """
    processes = [
        get_context("spawn").Process(target=_use, args=(address, use, number))
        for number, use in enumerate(USES)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(USES)


def _use(address: str, use: str, number: int) -> None:
    if use == "write":
        _write(address, number)
    elif use == "open":
        for _ in range(_OPENINGS):
            with _opened(address) as engine, reading(engine) as connection:
                connection.execute(select(func.count()).select_from(votes)).scalar_one()
    else:
        for _ in range(_CHECKPOINTS):
            _end_log(Path(address.removeprefix("sqlite:///")))


def _write(address: str, number: int) -> None:
    """Write in four threads, which opens the store again and again, and lets it grow."""
    for part in range(_VOTES // 20):
        with _opened(address) as engine, ThreadPoolExecutor(_THREADS) as threads:
            names = [f"{number} {part} {vote}" for vote in range(20 * _THREADS)]
            for done in [threads.submit(_vote, engine, name) for name in names]:
                done.result()


def _vote(engine: Engine, name: str) -> None:
    with driver_transaction(engine) as transaction:
        store_vote(transaction, Vote(name, f"/{'a-page' * 20}/", useful=True), "2026-11")


@contextmanager
def _opened(address: str) -> Iterator[Engine]:
    """Open a store whose log is written into the database at nearly each commit."""
    engine = make_engine(address)
    event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA wal_autocheckpoint=3"))
    yield engine
    engine.dispose()


def _end_log(file: Path) -> None:
    with (
        closing(sqlite3.connect(file, timeout=0.1)) as connection,
        suppress(sqlite3.OperationalError),  # others read or write just now
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
