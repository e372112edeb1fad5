"""Temporary files of all that CI checks lie in memory where there is room, and nowhere new else."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from checks import temporary_folder
from checks.temporary_folder import temporary_files_in_memory

_A_LOT, _LITTLE = "MemAvailable: 99999999 kB\n", "MemFree: 99999999 kB\nMemAvailable: 1000 kB\n"


def _memory(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> Path:
    file = folder / "meminfo"
    file.write_text(text, encoding="ascii")
    monkeypatch.setattr(temporary_folder, "_MEMORY", file)
    monkeypatch.setattr(temporary_folder, "_LEAST", 2**21)
    (folder / "memory").mkdir()
    return folder / "memory"


def test_a_program_lays_its_temporary_files_there_and_nothing_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    memory = _memory(monkeypatch, tmp_path, _A_LOT)
    with temporary_files_in_memory(memory) as environ:
        [folder] = memory.iterdir()
        command = (sys.executable, "-c", "import tempfile; print(tempfile.mkdtemp())")
        told = subprocess.run(
            command, env={**os.environ, **environ}, capture_output=True, text=True, check=True
        )
        assert Path(told.stdout.strip()).parent == folder
        assert stat.S_IMODE(folder.stat().st_mode) == 0o1777
    assert list(memory.iterdir()) == []


@pytest.mark.parametrize("text", [_LITTLE, "MemFree: 99999999 kB\n"])
def test_without_the_memory_for_it_files_lie_where_they_always_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    memory = _memory(monkeypatch, tmp_path, text)
    with temporary_files_in_memory(memory) as environ:
        assert environ == {}
        assert list(memory.iterdir()) == []


def test_a_machine_that_has_no_such_folder_does_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    memory = _memory(monkeypatch, tmp_path, _A_LOT)
    with temporary_files_in_memory(memory / "none") as environ:
        assert environ == {}
