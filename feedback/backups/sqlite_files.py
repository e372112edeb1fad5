"""The files of a SQLite store: holding them alone, and setting them aside."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedback.backups.backup_file import BESIDE, dated_file, sync
from localoffer.problems import UsageError

#: The bytes at which every process that has a SQLite file open in WAL mode holds a lock
#: (sqlite.org/src/file/src/os.h: PENDING_BYTE, and the RESERVED and SHARED bytes behind it).
_LOCKED_FROM, _LOCKED_BYTES = 0x40000000, 512

_IN_USE = (
    "The service or another command has {} open. Stop the service (systemctl stop local-offer), "
    "then do this again. Nothing was changed."
)


@contextmanager
def alone_with(file: Path) -> Iterator[None]:
    """Keep others from opening a file, which is looked at through nothing but its name meanwhile.

    Raises:
        UsageError: somebody has it open.
    """
    if not file.exists():
        yield
        return
    with file.open("r+b") as opened:
        try:
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED_BYTES, _LOCKED_FROM)
        except OSError:
            raise UsageError(_IN_USE.format(file)) from None
        yield


def give_to_owner(file: Path, store: Path) -> None:
    """Where root restores, give a new file to the owner of the store, or else of its folder."""
    if os.geteuid() == 0:
        owner = (store if store.exists() else store.parent).stat()
        os.chown(file, owner.st_uid, owner.st_gid)


def set_files_aside(file: Path, stem: str, now: int) -> Path | None:
    """Rename a store's files, those beside it too; return the new name, or None if none was there.

    The database goes first: what is left of an interrupted try is then no store, which nobody
    takes for one.
    """
    present = [name for name in ("", *BESIDE) if file.with_name(file.name + name).exists()]
    if not present:
        return None
    aside = dated_file(file.parent, stem, now)
    for name in present:
        old = file.with_name(file.name + name)
        old.chmod(0o600)
        old.rename(aside.with_name(aside.name + name))
    sync(file.parent)
    return aside
