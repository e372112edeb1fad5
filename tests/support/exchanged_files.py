"""SQLite stores as a killed service leaves them, and files that an operator puts in their place."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from flask import Flask

from feedback.backups.backup import back_up
from feedback.store.engine import make_engine
from tests.support.feedback import client, form_number, service_app

STORE, LOG, MEMORY = "feedback.sqlite3", "feedback.sqlite3-wal", "feedback.sqlite3-shm"


@lru_cache(maxsize=4)
def open_service(folder: Path) -> Flask:
    """A service that keeps the store of a folder open; else SQLite would end its log."""
    return service_app(folder)


def send_to(folder: Path, number: int) -> set[str]:
    """Send so many comments to the store of a folder, which stays open; their references."""
    browser = client(open_service(folder))
    answers = [
        browser.post(
            "/feedback/comment",
            data={"form": form_number(), "page": "/guides/x/", "wrong": f"Nobody came, {one}."},
        )
        for one in range(number)
    ]
    assert {answer.status_code for answer in answers} == {303}
    return {answer.location.rpartition("/")[2] for answer in answers}


def references_in(store: Path) -> set[str]:
    """The references in a store, to whoever opens it now."""
    with closing(sqlite3.connect(store)) as connection:
        return {row[0] for row in connection.execute("SELECT reference FROM comments")}


def empty_log(store: Path) -> None:
    """Write the log of a store into the database, so that the next to write begins another."""
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


def as_killed(folder: Path, left: Path) -> None:
    """Copy the files of an open store to another folder, as a killed service leaves them."""
    left.mkdir()
    for name in (STORE, LOG, MEMORY):
        shutil.copyfile(folder / name, left / name)
    assert (left / LOG).stat().st_size


def by_backup(store: Path, copy: Path) -> None:
    """Copy with our command."""
    engine = make_engine(f"sqlite:///{store}")
    back_up(engine, copy)
    engine.dispose()


def by_sqlite(store: Path, copy: Path) -> None:
    """Copy with ``sqlite3 .backup``."""
    with closing(sqlite3.connect(store)) as opened, closing(sqlite3.connect(copy)) as target:
        opened.backup(target)


def by_vacuum(store: Path, copy: Path) -> None:
    """Copy with SQLite's ``VACUUM INTO``."""
    with closing(sqlite3.connect(store)) as opened:
        opened.execute("VACUUM INTO ?", (str(copy),))


def by_cp(store: Path, copy: Path) -> None:
    """Copy the database alone, once its log is empty."""
    empty_log(store)
    shutil.copyfile(store, copy)


#: How operators copy a store.
COPIES: dict[str, Callable[[Path, Path], None]] = {
    "feedback backup": by_backup,
    "sqlite3 .backup": by_sqlite,
    "VACUUM INTO": by_vacuum,
    "cp": by_cp,
}


def move_there(copy: Path, store: Path) -> None:
    """Put a copy in place of a store, as ``mv`` does: another inode."""
    moved = copy.with_name("moved")
    shutil.copyfile(copy, moved)
    moved.replace(store)


def copy_there(copy: Path, store: Path) -> None:
    """Write a copy over a store, as ``cp`` does: the same inode, other content."""
    inode = store.stat().st_ino
    store.write_bytes(copy.read_bytes())
    assert store.stat().st_ino == inode


#: How operators put a copy in place of a store.
WAYS: dict[str, Callable[[Path, Path], None]] = {"mv": move_there, "cp": copy_there}
