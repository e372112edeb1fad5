"""What search fetches while somebody types: ``python -m benchmarks.search_typing``.

The example council as a static host serves it, each query typed with 120 ms a key in Chromium, on
the page of search and in the box of another page. Requests and bytes of bodies, the page itself
and its styles aside; the first query in a new browser, the next ten in the same window.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.contenders import ROOT
from benchmarks.search_council import make_site
from benchmarks.search_typing_times import result_times, suggestion_times
from checks.browser import ARGUMENTS, chromium
from checks.server import serving
from search.evaluation.graded_queries import read_queries

_KEY_MS = 120
#: Long enough for what a pause begins to be fetched and painted.
_REST_MS = 900
_LATER = 10
#: A telephone of some years ago is about six times slower than this machine.
_SLOWED = (1, 6)
#: Pages where people search, and the box there.
_PLACES = {"the page of search": "/search/", "the box of a page": "/guides/"}


@dataclass
class Fetched:
    """Requests and bytes by the kind of file, since they were last counted."""

    rows: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def sent(self, address: str, size: int) -> None:
        """Note what the server answered, if it belongs to search."""
        kind = _kind(address)
        if kind:
            self.rows[kind].append(size)

    def taken(self) -> dict[str, list[int]]:
        """Return what was fetched since the last time."""
        rows, self.rows = self.rows, defaultdict(list)
        return rows


def main() -> None:
    """Print requests and kilobytes as Markdown."""
    queries = [query.text for query in read_queries(ROOT / "tests" / "searches.yaml")]
    chosen = queries[:: len(queries) // (_LATER + 1)][: _LATER + 1]
    with tempfile.TemporaryDirectory() as folder:
        make_site(ROOT / "content", Path(folder) / "site")
        for place, address in _PLACES.items():
            table = _table(place, Path(folder) / "site", address, chosen)
            sys.stdout.writelines(f"{line}\n" for line in table)
        sys.stdout.writelines(f"{line}\n" for line in _times(Path(folder) / "site", chosen))


def _table(place: str, site: Path, address: str, queries: Sequence[str]) -> Iterator[str]:
    first, later = measure(site, address, queries)
    yield f"\nTyped on {place}:\n"
    yield "| fetched | first query, requests | KB | next ten, requests | KB |"
    yield "|---|--:|--:|--:|--:|"
    for kind in sorted(first.keys() | later.keys()):
        yield f"| {kind} | {_cells(first.get(kind, []))} | {_cells(later.get(kind, []))} |"
    everything = (_cells([*chain.from_iterable(rows.values())]) for rows in (first, later))
    yield f"| **all** | {' | '.join(everything)} |"


def _times(site: Path, queries: Sequence[str]) -> Iterator[str]:
    yield "\n| until it is painted, ms | processor | times | median | p95 |"
    yield "|---|---|--:|--:|--:|"
    for slowed in _SLOWED:
        how = f"{slowed} times slower" if slowed > 1 else "as it is"
        yield f"| a key to its suggestions | {how} | {suggestion_times(site, queries, slowed)} |"
        yield f"| Enter to its results | {how} | {result_times(site, queries, slowed)} |"


def _cells(sizes: Sequence[int]) -> str:
    return f"{len(sizes)} | {sum(sizes) / 1000:.1f}"


def measure(
    site: Path, address: str, queries: Sequence[str]
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return what the first query fetches, and what all others together do, by kind of file."""
    fetched = Fetched()
    with sync_playwright() as playwright, serving(site, fetched.sent) as base:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        page = browser.new_context().new_page()
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        _type(page, queries[0])
        first = fetched.taken()
        for query in queries[1:]:
            _type(page, query)
        later = fetched.taken()
        browser.close()
    return first, later


def _type(page: Page, query: str) -> None:
    """Type a query in place of the last one, and wait until nothing more is fetched."""
    page.locator("input[name=q]").first.click(click_count=3)
    page.keyboard.type(query, delay=_KEY_MS)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(_REST_MS)


def _kind(address: str) -> str:
    """Return which kind of file an address is; empty for the page, its styles and pictures."""
    if address.startswith(("/assets/search/", "/assets/shared/")):
        return "scripts"
    if not address.startswith("/search/") or address.endswith("/"):
        return ""
    return address.removeprefix("/search/").partition("/")[0]


if __name__ == "__main__":
    main()
