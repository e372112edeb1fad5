"""`make` sets up what it can, says in a sentence what it cannot, and does nothing twice."""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _machine(folder: Path, *programs: str, **answers: str) -> dict[str, str]:
    """An environment with these programs of this machine, and stand-ins that only print."""
    for name in programs:
        found = shutil.which(name)
        assert found, name
        (folder / name).symlink_to(found)
    for name, answer in answers.items():
        stand_in = folder / name
        stand_in.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        stand_in.chmod(0o755)
    return {"PATH": str(folder)}


def _look_at(machine: dict[str, str], *wanted: str) -> subprocess.CompletedProcess[str]:
    command = [shutil.which("sh") or "sh", str(ROOT / "checks/system.sh"), *wanted]
    return subprocess.run(command, env=machine, capture_output=True, text=True, check=False)


def test_a_machine_without_browser_and_java_is_told_what_to_install_and_can_still_build(
    tmp_path: Path,
) -> None:
    machine = _machine(tmp_path, "npm", python3="exit 0", node="exit 0")
    setting_up = _look_at(machine)
    assert setting_up.stderr.splitlines() == [
        "Install Chromium to check pages in a real browser: apt-get install chromium",
        "Install Java to check the pages' HTML: apt-get install default-jre-headless",
    ]
    assert setting_up.returncode == 0
    assert _look_at(machine, "everything").returncode == 1


def test_an_old_python_is_a_sentence(tmp_path: Path) -> None:
    old = 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi'
    done = _look_at(_machine(tmp_path, "head", python3=old))
    assert "Install Python 3.11 or newer; 'python3' here is Python 3.9.2." in done.stderr
    assert "make PYTHON=its-name" in done.stderr
    assert done.returncode == 1


def test_an_old_node_is_a_sentence(tmp_path: Path) -> None:
    old = 'if [ "$1" = --version ]; then echo v18.19.0; else exit 1; fi'
    done = _look_at(_machine(tmp_path, python3="exit 0", node=old))
    assert done.stderr == ("Install Node.js 20 or newer with npm; this machine has v18.19.0.\n")


def test_a_second_setup_installs_nothing() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "setup"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "system.sh" in done.stdout
    assert not re.search(r"pip install|npm ci", done.stdout)


def test_make_help_names_every_target_for_people() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    named = {line.split()[1] for line in done.stdout.splitlines()}
    assert {"start", "setup", "test", "help"} <= named
    assert all(len(line.split()) > 4 for line in done.stdout.splitlines())


def test_every_version_is_pinned() -> None:
    """Python's in requirements/*.txt, npm's in package-lock.json; neither names a host."""
    for name in ("runtime", "development"):
        lines = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if line and not line.lstrip().startswith("#")]
        assert packages
        assert [line for line in packages if "==" not in line] == []
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
