"""A disk that is really full, or really only to be read: nothing acknowledged is lost.

The service has a file system of its own, in a name space of its own, which needs no rights.
"""

import errno
import os
import shutil
from contextlib import closing
from io import RawIOBase
from pathlib import Path
from sqlite3 import connect

import pytest

from tests.support.feedback import form_number
from tests.support.feedback_server import Gunicorn, serving_feedback
from tests.support.small_disk import may_mount, on_small_disk

LONG = "We wait for an answer. " * 100


pytestmark = pytest.mark.skipif(not may_mount(), reason="this machine gives no name space")


def form() -> dict[str, str]:
    return {"form": form_number(), "page": "/guides/ask-for-a-plan/", "wrong": LONG}


def fill(disk: Path) -> Path:
    """Write until there is no room for one more byte."""
    file = disk / "other"
    with file.open("wb", buffering=0) as other:
        for size in (4096, 1):
            with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
                _write_without_end(other, b"x" * size)
    return file


def _write_without_end(file: RawIOBase, piece: bytes) -> None:
    while file.write(piece) == len(piece):
        pass


def stored(disk: Path, copy: Path) -> list[str]:
    """The references in a copy of the store, since SQLite follows a path out of the name space."""
    copy.mkdir()
    for file in disk.glob("feedback.sqlite3*"):
        shutil.copy(file, copy)
    with closing(connect(copy / "feedback.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [reference for (reference,) in connection.execute("SELECT reference FROM comments")]


def disk_of(server: Gunicorn, folder: Path) -> Path:
    """The service's disk as it is seen from here."""
    return Path(f"/proc/{server.process.pid}/root{folder}")


def test_a_full_disk_loses_nothing_and_takes_again_when_there_is_room(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    words = on_small_disk(folder, "rw")
    database = f"sqlite:///{folder / 'feedback.sqlite3'}"
    with serving_feedback(database, 2, tmp_path / "log", inside=words) as server:
        disk = disk_of(server, folder)
        answers = [server.send(form())]
        other = fill(disk)
        refused = form()
        answers += [server.send(form()) for _ in range(8)]
        assert server.send(refused) == "503"
        assert server.ask("GET", "/readyz") == "503"
        other.unlink()
        answers += [server.send(refused), server.send(form())]
        kept = [answer for answer in answers if answer and answer.startswith("/feedback/received/")]
        assert {*answers} - {*kept} == {"503"}
        assert answers[-1] in kept
        assert sorted(stored(disk, tmp_path / "copy")) == sorted(
            answer.rpartition("/")[2] for answer in kept
        )
        assert server.ask("GET", "/readyz") == "200"


def test_a_disk_that_is_only_to_be_read_is_told_to_families_and_monitors(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "disk"
    words = on_small_disk(folder, "ro")
    database = f"sqlite:///{folder / 'feedback.sqlite3'}"
    with serving_feedback(database, 1, tmp_path / "log", inside=words) as server:
        assert server.ask("GET", "/feedback/comment") == "200"
        assert server.send(form()) == "503"
        assert server.ask("GET", "/healthz") == "200"
        assert server.ask("GET", "/readyz") == "503"
