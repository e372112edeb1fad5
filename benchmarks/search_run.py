"""Measure our search side by side with Pagefind's: ``python -m benchmarks.search_run``.

Bytes at 1,557 services, speed and building at 5,000. The table goes to standard output, progress
to standard error.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.contenders import ROOT
from benchmarks.search_browser import (
    Bytes,
    bytes_of_pagefind,
    own_bytes,
    own_times,
    times_of_pagefind,
)
from benchmarks.search_contenders import make_pagefind
from benchmarks.search_council import make_real_council, make_site
from benchmarks.search_index import IndexTimes, checked_offer, own_index, pagefind
from benchmarks.search_pages import copy_pages, covered
from benchmarks.search_whoosh import whoosh
from search.documents import documents
from search.evaluation.graded_queries import read_queries

#: As many services as two councils' real feeds had, and as many as a large county may have.
_BYTES_AT, _SPEED_AT = 1_557, 5_000
_FIRSTS = 10
_LATER_LIMIT, _SHARE = 10_000, 0.25
_MEDIAN_LIMIT, _LATE_LIMIT = 50, 100

_WORK = Path("/dev/shm/local-offer-search")  # noqa: S108 - memory, on purpose


def main() -> None:
    """Measure everything and print it as Markdown."""
    shutil.rmtree(_WORK, ignore_errors=True)
    queries = [query.text for query in read_queries(ROOT / "tests" / "searches.yaml")]
    small, large = _WORK / "small", _WORK / "large"
    _make(small, _BYTES_AT)
    _print(_bytes(small, queries[::5]))
    shutil.rmtree(small)
    _make(large, _SPEED_AT)
    _print(_speed(large, queries[::3]))
    _print(_building(large))
    _print(_whoosh(large, queries[::3]))
    shutil.rmtree(_WORK)


def _make(folder: Path, services: int) -> None:
    """Make a council, its site, and a folder of the same pages for Pagefind."""
    folder.mkdir(parents=True)
    real = make_real_council(folder / "content", services)
    make_site(folder / "content", folder / "site")
    searched = documents(checked_offer(folder / "content", folder))
    addresses = covered(folder / "site", [document.address for document in searched])
    copy_pages(folder / "site", addresses, folder / "pages")
    make_pagefind(folder / "pages")
    _log(f"{services:,} services, {real} of them real: {len(addresses):,} pages searched")


def _bytes(folder: Path, queries: Sequence[str]) -> Iterator[str]:
    own = own_bytes(folder / "site", queries, _FIRSTS)
    pagefinds = bytes_of_pagefind(folder / "pages", queries, _FIRSTS)
    ratio = median(own.first) / median(pagefinds.first)
    within = sum(one <= _LATER_LIMIT for one in own.later)
    yield f"Bytes at {_BYTES_AT:,} services, gzipped, scripts included:\n"
    yield "| search | first query, KB | later, median | p95 | most |"
    yield "|---|--:|--:|--:|--:|"
    yield _bytes_row("ours", own)
    yield _bytes_row("Pagefind", pagefinds)
    yield f"\nFirst query: **{ratio:.2f}** of Pagefind's (target {_SHARE}). "
    yield f"Later queries of at most 10 KB: {within} of {len(own.later)} (target: all).\n"


def _bytes_row(name: str, sizes: Bytes) -> str:
    later = sorted(sizes.later)
    cells = (median(sizes.first), median(later), _late(later), later[-1])
    return f"| {name} | {' | '.join(f'{one / 1000:.1f}' for one in cells)} |"


def _speed(folder: Path, queries: Sequence[str]) -> Iterator[str]:
    rows = {
        "ours": own_times(folder / "site", queries),
        "Pagefind": times_of_pagefind(folder / "pages", queries),
    }
    yield f"Typed to painted at {_SPEED_AT:,} services, milliseconds in Chromium, a warm page:\n"
    yield "| search | queries | median | p95 | most |"
    yield "|---|--:|--:|--:|--:|"
    for name, times in rows.items():
        cells = (median(times), _late(times), max(times))
        yield f"| {name} | {len(times)} | {' | '.join(f'{one:.0f}' for one in cells)} |"
    yield f"\nTargets for ours: {_MEDIAN_LIMIT} at the median, {_LATE_LIMIT} at p95.\n"


def _building(folder: Path) -> Iterator[str]:
    rows = {"ours": own_index(folder / "content", folder), "Pagefind": pagefind(folder / "pages")}
    yield f"The index of {_SPEED_AT:,} services, in memory:\n"
    yield "| search | whole, s | processor s | one record changed, s | files | MB |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, one in rows.items():
        yield _index_row(name, one)
    wall = rows["ours"].whole.wall / rows["Pagefind"].whole.wall
    yield f"\nOurs takes **{wall:.2f}** of Pagefind's time on the clock.\n"


def _index_row(name: str, one: IndexTimes) -> str:
    return (
        f"| {name} | {one.whole.wall:.1f} | {one.whole.processor:.1f} | {one.changed.wall:.2f} | "
        f"{one.files:,} | {one.bytes / 1e6:.1f} |"
    )


def _whoosh(folder: Path, queries: Sequence[str]) -> Iterator[str]:
    offer = checked_offer(folder / "content", folder)
    times = whoosh(offer, folder / "state", folder / "whoosh", queries)
    yield "Whoosh with the same numbers in one weighed field:\n"
    yield f"- written in one process {times.one_process:.1f} s, in two {times.two_processes:.1f} s"
    yield f"- one document updated {1000 * times.update:.0f} ms, a query {times.query:.1f} ms"
    yield f"- {times.bytes / 1e6:.1f} MB; its stemmer leaves “planning” at “{times.planning}”\n"


def _late(times: Sequence[float]) -> float:
    """Return the 95th of a hundred (nearest rank)."""
    ranked = sorted(times)
    return ranked[-(-len(ranked) * 95 // 100) - 1]


def _print(rows: Iterator[str]) -> None:
    for row in rows:
        sys.stdout.write(f"{row}\n")
    sys.stdout.flush()


def _log(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
