"""Backing up and restoring on a disk that is really full, or really only to be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from feedback.backups.backup import back_up
from feedback.backups.backup_file import dated_file
from feedback.store.engine import make_engine
from tests.support.feedback import ROOT
from tests.support.old_stores import lay_old_store
from tests.support.service_command import server_settings
from tests.support.small_disk import may_mount, on_small_disk

#: Runs ``feedback`` with the words behind the second on the disk at the first, and lists the disk.
_ON_DISK = (
    'disk="$0" python="$1" program="$2"; shift 2; before=$(sha256sum < "$disk/feedback.sqlite3"); '
    '{ cat /dev/zero > "$disk/other"; } 2> /dev/null; '
    '"$python" "$program" feedback "$@"; status=$?; '
    'after=$(sha256sum < "$disk/feedback.sqlite3"); rm -f "$disk/other" 2> /dev/null; '
    '[ "$before" = "$after" ] && echo the same; ls -A "$disk"; exit $status'
)


def feedback_on(
    disk: Path, mode: str, settings: dict[str, str], *words: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of the service with its store on a small disk, which is filled first."""
    program = str(ROOT / "build.py")
    inside = (*on_small_disk(disk, mode), "sh", "-c", _ON_DISK, str(disk))
    return subprocess.run(
        [*inside, sys.executable, program, *words],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A backup, on a disk that has room."""
    database = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    lay_old_store(database, "1c9e9d0")
    back_up(make_engine(database), tmp_path / "copy.sqlite3")
    return tmp_path / "copy.sqlite3"


@pytest.mark.skipif(not may_mount(), reason="this machine gives no name space")
@pytest.mark.parametrize("mode", ["rw", "ro"])
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_disk_without_room_gets_a_sentence_and_loses_nothing(
    tmp_path: Path, copy: Path, mode: str, command: str
) -> None:
    disk = tmp_path / "disk"
    settings = server_settings(tmp_path, f"sqlite:///{disk / 'feedback.sqlite3'}")
    word = copy if command == "restore" else disk / "copy.sqlite3"
    done = feedback_on(disk, mode, settings, command, str(word))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "full" in done.stderr or "No space left" in done.stderr or "Read-only" in done.stderr
    of_sqlite = {"feedback.sqlite3", "feedback.sqlite3-wal", "feedback.sqlite3-shm"}
    assert set(done.stdout.splitlines()) - of_sqlite == {"the same"}


@pytest.mark.skipif(not may_mount(), reason="this machine gives no name space")
def test_a_store_on_a_disk_that_is_only_to_be_read_can_be_copied_away(tmp_path: Path) -> None:
    disk, out = tmp_path / "disk", tmp_path / "out.sqlite3"
    settings = server_settings(tmp_path, f"sqlite:///{disk / 'feedback.sqlite3'}")
    done = feedback_on(disk, "ro", settings, "backup", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert out.stat().st_size


def test_a_clock_that_was_set_back_names_no_file_twice(tmp_path: Path) -> None:
    names = []
    for now in (1_795_300_000, 1_795_299_000, 1_795_300_000):
        file = dated_file(tmp_path, "feedback", now)
        file.touch()
        names.append(file.name)
    assert len(set(names)) == 3
    assert names[2].endswith("-2.sqlite3")
