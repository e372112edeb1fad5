"""How long an index takes: ours, Pagefind's of the same pages, and Whoosh's of the same numbers."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import ROOT
from benchmarks.measure import Taken, run
from benchmarks.search_council import DAY
from localoffer.offer import Offer
from localoffer.pipeline import Task, check
from search.index.site_files import write_index

_MORE = "\nWe have a new door.\n"


@dataclass(frozen=True)
class IndexTimes:
    """Seconds for a whole index, and after one record has changed; files and bytes of it."""

    whole: Taken
    changed: Taken
    files: int
    bytes: int


def own_index(content: Path, work: Path) -> IndexTimes:
    """Return the times of our own index: from the checked offer to the files, nothing cached."""
    offer = checked_offer(content, work)
    state, folder = work / "state", work / "index" / "ours"
    shutil.rmtree(state, ignore_errors=True)
    shutil.rmtree(folder.parent, ignore_errors=True)
    whole = _taken(lambda: write_index(content, state, offer, folder))
    file = sorted((content / "services").glob("*.md"))[7]
    text = file.read_text(encoding="utf-8")
    file.write_text(text + _MORE, encoding="utf-8")
    offer = checked_offer(content, work)
    changed = _taken(lambda: write_index(content, state, offer, folder))
    file.write_text(text, encoding="utf-8")
    return IndexTimes(whole, changed, *_size(folder))


def pagefind(folder: Path) -> IndexTimes:
    """Return Pagefind's times; it has no way to change one record, and indexes all again."""
    shutil.rmtree(folder / "pagefind", ignore_errors=True)
    command = (sys.executable, "-m", "pagefind", "--site", str(folder), "--root-selector", "main")
    whole = run(command, os.environ)
    again = run(command, os.environ)
    return IndexTimes(whole, again, *_size(folder / "pagefind"))


def checked_offer(content: Path, work: Path) -> Offer:
    """Return the checked offer of a council, drafts too; ``work`` keeps what was read."""
    offer = check(Task(content, ROOT, work / "checked", DAY, drafts=True)).offer
    if offer is None:
        raise SystemExit(f"{content} has mistakes.")
    return offer


def _taken(work: Callable[[], object]) -> Taken:
    before, start = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - start, os.times()
    return Taken(wall, sum(after[:4]) - sum(before[:4]))


def _size(folder: Path) -> tuple[int, int]:
    files = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return len(files), sum(files)
