"""The file of a backup: a SQLite database of its own, whichever kind of store it is of.

It has a name that nothing had before, is readable by its owner alone, and lies nowhere under the
site or the content. It appears whole or not at all. One that root makes belongs to whom its folder
belongs to, so that the service can read it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from feedback.store.opened_files import WRITTEN_OVER
from localoffer.problems import UsageError
from localoffer.serving.site_context import SiteFolders

#: What lies beside a database while it is open, and after a crash.
BESIDE = ("-wal", "-shm", "-journal", WRITTEN_OVER)

_THERE = "{} is there already, and a backup writes over nothing. Name another file."
_PUBLIC = "{} lies under {}, where others could read it. Name a place elsewhere."
_NO_FOLDER = "There is no folder {}. Make it, or name another."


def dated_file(folder: Path, stem: str, now: int) -> Path:
    """Return a file ``STEM-2026-11-30T164000.sqlite3`` that is not there yet; ``now`` in seconds.

    Where a clock was set back, a number makes the name a new one.
    """
    day = f"{stem}-{datetime.fromtimestamp(now, UTC):%Y-%m-%dT%H%M%S}"
    names = [f"{day}.sqlite3", *(f"{day}-{number}.sqlite3" for number in range(2, 1000))]
    return next(folder / name for name in names if not (folder / name).exists())


def named_file(out: Path, folders: SiteFolders, now: int) -> Path:
    """Return the file to write: ``out``, or one named by its time where that is a folder.

    Raises:
        UsageError: it is there already, or would lie where others can read it.
    """
    file = dated_file(out, "feedback", now) if out.is_dir() else out
    for public in (folders.site, folders.content):
        if file.resolve().is_relative_to(public.resolve()):
            raise UsageError(_PUBLIC.format(file, public))
    if not file.parent.is_dir():
        raise UsageError(_NO_FOLDER.format(file.parent))
    if file.exists():
        raise UsageError(_THERE.format(file))
    return file


@contextmanager
def written_whole(file: Path) -> Iterator[Path]:
    """Give a new, empty file to write; it gets its name at the end, or is deleted by an error.

    Raises:
        UsageError: there is such a file by now.
        OSError: the folder cannot be written to.
    """
    try:
        _create(file)
    except FileExistsError:
        raise UsageError(_THERE.format(file)) from None
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)  # of a backup that was killed
        _create(unfinished)
        yield unfinished
        sync(unfinished)
        unfinished.replace(file)
        sync(file.parent)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    finally:
        for name in ("", *BESIDE):
            unfinished.with_name(unfinished.name + name).unlink(missing_ok=True)


def _create(file: Path) -> None:
    """Make an empty file that its owner alone may read; root's belongs to the folder's owner."""
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        if os.geteuid() == 0:
            folder = file.parent.stat()
            os.fchown(handle, folder.st_uid, folder.st_gid)
    finally:
        os.close(handle)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk.

    Raises:
        OSError: the disk is full, or broken.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        os.close(handle)
