"""Wheels of the program, built from a copy of the checkout, in this version or another."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDERS = (
    "deploy", "feedback", "host", "localoffer", "national", "national-versions", "requirements",
    "schemas", "search", "templates",
)  # fmt: skip
FILES = ("LICENSE", "LICENSE-content", "README.md", "pyproject.toml", "setup.py")


def copy_sources(folder: Path) -> Path:
    """Copy what a package is built from, so that nothing here is written to; return the folder."""
    folder.mkdir(exist_ok=True)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def build_wheel(sources: Path, out: Path) -> None:
    """Build a wheel with the tools that are installed here, into a folder."""
    words = "-P -m pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir"
    done = subprocess.run(
        [sys.executable, *words.split(), out, "."],
        cwd=sources,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
