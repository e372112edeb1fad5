"""Pages are light, and keep nothing of their reader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from checks.assets import Assets
from checks.pages import Pages

FIRST_VISIT = 60_000
NEXT_VISIT = 12_000
PICTURES = "/pictures/"


_AT_ONCE = 6


class Visit(NamedTuple):
    """A page of one kind, and the bytes of each answer to a first and to a next visit."""

    kind: str
    address: str
    first: dict[str, int]
    after_home: dict[str, int]


def _count_bytes(page: Page) -> dict[str, int]:
    """Notes every answer's size as it came over the wire, gzipped, headers included, by address."""
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def note_address(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = urlsplit(event["response"]["url"]).path

    def note_size(event: dict[str, Any]) -> None:
        address = addresses.get(event["requestId"], "")
        sizes[address] = sizes.get(address, 0) + int(event["encodedDataLength"])

    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.responseReceived", note_address)
    session.on("Network.loadingFinished", note_size)
    return sizes


def _open(visits: list[tuple[Page, str]]) -> None:
    """Open an address in each of some windows, and wait until all of them have fallen silent."""
    for page, url in visits:
        page.goto(url, wait_until="commit")
    for page, _ in visits:
        page.wait_for_load_state("networkidle")


@pytest.fixture(scope="module")
def visits(site: Pages, served: str, browser: Browser) -> list[Visit]:
    """One page of each kind, served as a plain host does: gzipped, and kept for a while."""
    found = []
    kinds = list(site.one_of_each_kind().items())
    for some in (kinds[start : start + _AT_ONCE] for start in range(0, len(kinds), _AT_ONCE)):
        first = [browser.new_context().new_page() for _ in some]
        after_home = [browser.new_context().new_page() for _ in some]
        first_sizes = [_count_bytes(page) for page in first]
        _open([(page, f"{served}/") for page in after_home])
        next_sizes = [_count_bytes(page) for page in after_home]
        pages = [*zip(first, some, strict=True), *zip(after_home, some, strict=True)]
        _open([(page, served + address) for page, (_, address) in pages])
        found += [
            Visit(kind, address, *sizes)
            for (kind, address), *sizes in zip(some, first_sizes, next_sizes, strict=True)
        ]
        for page in [*first, *after_home]:
            page.context.close()
    return found


def test_a_first_visit_is_under_60_kilobytes_and_the_next_page_under_12(
    visits: list[Visit],
) -> None:
    """The first visit counts all that is sent. The next counts the page, its styles and scripts.

    An easy-read page's pictures, one a line, come as the reader scrolls to them.
    """
    assert len(visits) > 30
    heavy = []
    for visit in visits:
        first = sum(visit.first.values())
        page = sum(size for name, size in visit.after_home.items() if not name.startswith(PICTURES))
        if first >= FIRST_VISIT:
            heavy.append(f"{visit.kind} {visit.address}: {first} bytes on a first visit")
        if visit.address != "/" and page >= NEXT_VISIT:
            heavy.append(f"{visit.kind} {visit.address}: {page} bytes after the home page")
    assert heavy == []


def test_a_page_loads_nothing_that_the_digest_of_its_checks_leaves_out(
    site: Pages, visits: list[Visit]
) -> None:
    """Otherwise a page would count as unchanged after a change of what it shows."""
    found = Assets(site.folder)
    left_out = []
    for visit in visits:
        html = site.file(visit.address).read_text(encoding="utf-8")
        known = {file.relative_to(found.folder) for file in found.loaded_by(visit.address, html)}
        loaded = {Path(name[1:]) for name in visit.first if name not in ("", visit.address)}
        assert len(loaded) > 1, visit.address
        left_out += [f"{visit.address}: {name}" for name in loaded - known]
    assert left_out == []


def test_no_page_keeps_a_cookie_or_anything_else_of_its_reader(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window()
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
    kept = page.evaluate("() => [localStorage.length, sessionStorage.length]")
    assert page.context.cookies() == []
    assert kept == [0, 0]
