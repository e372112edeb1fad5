"""A disk of one megabyte for a command, in a name space of its own, which needs no rights."""

import subprocess
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

from feedback.store.engine import make_engine
from feedback.store.migrate import upgrade

#: Mounts a small disk at the first word, says "only to be read" where the second is, and goes on.
_SMALL_DISK = (
    'mount -t tmpfs -o size=1m none "$0" && cp "$1" "$0/feedback.sqlite3" && '
    '{ [ "$2" = rw ] || mount -o remount,ro "$0"; } && shift 2 && exec "$@"'
)
_MOUNTING = ("unshare", "--map-root-user", "--mount")


def may_mount() -> bool:
    """Whether this machine gives a process a name space of its own."""
    words = [*_MOUNTING, "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def on_small_disk(folder: Path, mode: str) -> tuple[str, ...]:
    """The words before a command that find a disk at ``folder``, with a store that has its tables.

    ``mode`` is ``rw``, or ``ro`` for a disk that is only to be read.
    """
    store = folder.with_suffix(".sqlite3")
    engine = make_engine(f"sqlite:///{store}")
    upgrade(engine)
    with closing(connect(store)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder.mkdir()
    return (*_MOUNTING, "sh", "-c", _SMALL_DISK, str(folder), str(store), mode)
