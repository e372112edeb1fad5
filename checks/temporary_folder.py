"""Where programs lay what they need for a while: in memory, where there is room for it.

Tests write some hundred thousand small files. On a disk most of their time goes into that.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a new folder of our own is made in it
_MEMORY = Path("/proc/meminfo")

#: More than all tests together hold at any moment, beside what the programs themselves need.
_LEAST = 10 * 2**30

#: As /tmp is: programs that run as other users (PostgreSQL, nginx) keep their folders in it too.
_FOR_ALL_USERS = 0o1777


@contextmanager
def temporary_files_in_memory(shared: Path = _IN_MEMORY) -> Iterator[Mapping[str, str]]:
    """Make a folder in memory for temporary files; it is gone afterwards.

    Args:
        shared: the folder that the system keeps in memory.

    Yields:
        What programs have to be told to use it: nothing where memory has no room, or where no
        program may run from there. Then temporary files lie where they always do.
    """
    if not _has_room(shared, _MEMORY):
        yield {}
        return
    with tempfile.TemporaryDirectory(dir=shared, prefix="tests-") as name:
        Path(name).chmod(_FOR_ALL_USERS)
        yield {"TMPDIR": name}


def _has_room(folder: Path, memory: Path) -> bool:
    """Whether a folder in memory may be filled: it allows it, and there is the memory."""
    if not (folder.is_dir() and os.access(folder, os.W_OK) and memory.is_file()):
        return False
    about = os.statvfs(folder)
    allowed = about.f_bavail * about.f_frsize
    runs_programs = not about.f_flag & os.ST_NOEXEC
    return runs_programs and min(allowed, _available(memory)) >= _LEAST


def _available(memory: Path) -> int:
    """The bytes that programs can still have, as the system's list says."""
    for line in memory.read_text(encoding="ascii").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 0
