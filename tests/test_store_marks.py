"""Whether a log belongs to a database: the marks of transactions tell, and raise no false alarm."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from struct import unpack_from

import pytest

from feedback.store.engine import make_engine, writing
from feedback.store.marks import Mark
from feedback.store.migrate import upgrade
from feedback.store.set_up import bring_up
from feedback.store.tables import votes
from feedback.store.write_ahead_log import is_log_of
from tests.support.exchanged_files import (
    COPIES,
    LOG,
    STORE,
    as_killed,
    by_backup,
    by_vacuum,
    empty_log,
    send_to,
)
from tests.support.old_stores import lay_old_store


def fits(folder: Path) -> bool:
    return is_log_of(folder / STORE, folder / LOG)


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A store as a killed service left it, after some logs that came to their end."""
    for _ in range(2):
        send_to(tmp_path, 2)
        empty_log(tmp_path / STORE)
    send_to(tmp_path, 3)
    as_killed(tmp_path, tmp_path / "left")
    return tmp_path / "left"


def cut(log: Path, size: int) -> None:
    log.write_bytes(log.read_bytes()[:size])


def begun(log: Path) -> None:
    """Only the header of the first page is there, as of a process that was killed just then."""
    content = log.read_bytes()
    log.write_bytes(content[:100] + bytes(len(content) - 100))


#: What may stand in a log after a crash.
LEFT: dict[str, Callable[[Path], None]] = {
    "whole": lambda log: cut(log, log.stat().st_size),
    "empty": lambda log: cut(log, 0),
    "away": Path.unlink,
    "half a header": lambda log: cut(log, 20),
    "no page": lambda log: cut(log, 32),
    "half a page": lambda log: cut(log, 3000),
    "half the last page": lambda log: cut(log, log.stat().st_size - 2000),
    "of another page's bytes": begun,
}


@pytest.mark.parametrize("what", LEFT)
def test_what_a_crash_leaves_belongs_to_its_database(left: Path, what: str) -> None:
    LEFT[what](left / LOG)
    assert fits(left)


@pytest.mark.parametrize("pages", [0, 1, 5, None])
def test_a_checkpoint_that_was_killed_at_any_page_leaves_files_that_fit(
    tmp_path: Path, left: Path, pages: int | None
) -> None:
    """SQLite writes pages of the log into the database in order, the first page first."""
    before = (left / STORE).read_bytes()
    empty_log(tmp_path / STORE)
    after = (tmp_path / STORE).read_bytes()
    place = len(after) if pages is None else pages * 4096
    (left / STORE).write_bytes(after[:place] + before[place:])
    assert fits(left)


@pytest.mark.parametrize("pages", [1, 2])
def test_a_database_that_is_growing_by_its_log_fits_while_its_last_pages_are_not_there_yet(
    tmp_path: Path, pages: int
) -> None:
    """The first page tells how many there will be, so the file seems to be cut short."""
    send_to(tmp_path, 2)
    empty_log(tmp_path / STORE)
    before = (tmp_path / STORE).read_bytes()
    with writing(make_engine(f"sqlite:///{tmp_path / STORE}")) as connection:
        row = {"page": "/x/", "useful": True, "month": "2026-11"}
        connection.execute(votes.insert(), [{**row, "form": f"form {one}"} for one in range(500)])
    as_killed(tmp_path, tmp_path / "left")
    empty_log(tmp_path / STORE)
    after = (tmp_path / STORE).read_bytes()
    assert len(after) > len(before)
    place = pages * 4096
    (tmp_path / "left" / STORE).write_bytes(after[:place] + before[place:])
    assert fits(tmp_path / "left")
    assert Mark.of_file(tmp_path / "left" / STORE) == Mark.of_page(after)


@pytest.mark.parametrize("copied", COPIES)
def test_a_copy_from_before_the_log_does_not_fit(tmp_path: Path, copied: str) -> None:
    send_to(tmp_path, 2)
    COPIES[copied](tmp_path / STORE, tmp_path / "copy")
    send_to(tmp_path, 1)
    empty_log(tmp_path / STORE)
    send_to(tmp_path, 1)
    as_killed(tmp_path, tmp_path / "left")
    shutil.copyfile(tmp_path / "copy", tmp_path / "left" / STORE)
    assert not fits(tmp_path / "left")


def test_a_copy_with_other_pages_does_not_fit_though_it_is_of_the_same_moment(
    tmp_path: Path,
) -> None:
    send_to(tmp_path, 2)
    by_vacuum(tmp_path / STORE, tmp_path / "copy")
    send_to(tmp_path, 1)
    as_killed(tmp_path, tmp_path / "left")
    shutil.copyfile(tmp_path / "copy", tmp_path / "left" / STORE)
    assert not fits(tmp_path / "left")


def test_a_store_of_another_place_and_an_empty_file_do_not_fit(tmp_path: Path, left: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    send_to(other, 5)
    empty_log(other / STORE)
    shutil.copyfile(other / STORE, left / STORE)
    assert not fits(left)
    (left / STORE).write_bytes(b"")
    assert not fits(left)


def test_what_other_programs_wrote_into_the_log_does_not_part_it_from_its_database(
    tmp_path: Path,
) -> None:
    send_to(tmp_path, 1)
    with closing(sqlite3.connect(tmp_path / STORE)) as connection:
        connection.execute("CREATE TABLE ours (id INTEGER)")
        connection.execute("VACUUM")
    send_to(tmp_path, 1)
    as_killed(tmp_path, tmp_path / "left")
    assert fits(tmp_path / "left")


def test_a_store_of_an_earlier_version_is_marked_before_anything_is_sent(tmp_path: Path) -> None:
    """Else its old backup would seem to be what the first log begins with."""
    store = tmp_path / STORE
    lay_old_store(f"sqlite:///{store}", "1c9e9d0")
    engine = make_engine(f"sqlite:///{store}")
    upgrade(engine)
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("PRAGMA application_id = 0")
    by_backup(store, tmp_path / "copy")
    assert Mark.of_file(tmp_path / "copy").newest == 0
    bring_up(engine, tmp_path, may_make=False)
    assert Mark.of_file(store).newest
    with writing(engine) as connection:
        row = {"form": "x", "page": "/x/", "useful": True, "month": "2026-11"}
        connection.execute(votes.insert(), row)
    as_killed(tmp_path, tmp_path / "left")
    shutil.copyfile(tmp_path / "copy", tmp_path / "left" / STORE)
    assert not fits(tmp_path / "left")


def test_the_mark_is_where_sqlite_keeps_it(tmp_path: Path) -> None:
    send_to(tmp_path, 1)
    empty_log(tmp_path / STORE)
    page = (tmp_path / STORE).read_bytes()[:100]
    assert Mark.of_page(page) == Mark.of_file(tmp_path / STORE)
    assert unpack_from(">i", page, 60) == (Mark.of_file(tmp_path / STORE).newest,)
