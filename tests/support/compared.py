"""Comparing two folders of a small council in a test."""

import atexit
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from localoffer.compare.comparison import Comparison, compare
from localoffer.compare.content_version import Comparing
from localoffer.workspace import Workspace
from search.index.first_results import first_result_changes

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 21)


@cache
def _kept() -> Path:
    """Return a folder for what is kept between runs, until this process ends."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


def comparing(content: Path) -> Comparing:
    """Return what compares versions of a folder."""
    return Comparing(Workspace(ROOT, _kept()), content, TODAY)


def compared(old: Path | str, new: Path, *, searching: bool = False) -> Comparison:
    """Return what differs between two folders, or a revision and a folder."""
    ask = first_result_changes if searching else None
    versions = comparing(new)
    with (
        versions.version(str(old)) as before,
        versions.version(str(new)) as now,
    ):
        return compare(before, now, ask)
