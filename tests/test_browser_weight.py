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


class _Counted:
    """Every answer's size as it came over the wire, gzipped, headers included, by address."""

    def __init__(self, page: Page) -> None:
        """Count from now on what a page asks for."""
        self.sizes: dict[str, int] = {}
        self._addresses: dict[str, str] = {}
        self._session = page.context.new_cdp_session(page)
        self._session.send("Network.enable")
        self._session.on("Network.responseReceived", self._note_address)
        self._session.on("Network.loadingFinished", self._note_size)

    def end(self) -> dict[str, int]:
        """Count no more; return what was counted."""
        self._session.detach()
        return self.sizes

    def _note_address(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = urlsplit(event["response"]["url"]).path

    def _note_size(self, event: dict[str, Any]) -> None:
        address = self._addresses.get(event["requestId"], "")
        self.sizes[address] = self.sizes.get(address, 0) + int(event["encodedDataLength"])


def _forget(page: Page) -> None:
    """Make a window that of somebody who was never here: opening a new one takes far longer."""
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    # Chromium keeps answers twice. Its pages' own are let go while the others may not be used.
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.clearBrowserCache")
    session.detach()


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
    first, after_home = [[browser.new_page() for _ in range(_AT_ONCE)] for _ in range(2)]
    for some in (kinds[start : start + _AT_ONCE] for start in range(0, len(kinds), _AT_ONCE)):
        for page in [*first, *after_home]:
            _forget(page)
        _open([(page, f"{served}/") for page in after_home])
        counted = [_Counted(page) for page in [*first, *after_home]]
        addresses = [served + address for _, address in some]
        _open([*zip(first, addresses, strict=False), *zip(after_home, addresses, strict=False)])
        sizes = [one.end() for one in counted]
        found += [
            Visit(kind, address, sizes[number], sizes[number + _AT_ONCE])
            for number, (kind, address) in enumerate(some)
        ]
    for page in [*first, *after_home]:
        page.close()
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
