"""A folder that takes long to make, made once for all the processes of a run of the tests."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def shared_folder(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of this name, which ``make`` has filled: here, or in another process.

    Whoever asks while it is being made waits. Tests only read what is in it.
    """
    base = factory.getbasetemp()
    root = base.parent if base.name.startswith("popen-gw") else base
    folder, ready = root / name, root / f"{name}.ready"
    with (root / f"{name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            ready.touch()
    return folder
