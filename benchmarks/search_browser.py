"""Ours and Pagefind in the same real Chromium: bytes over the wire, and typed to painted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from checks.browser import ARGUMENTS, chromium
from checks.server import serving

#: What counts as search: the index and the scripts, not the page, its styles and its pictures.
_OURS = ("/search/", "/assets/search/", "/assets/shared/")
_PAGEFIND = ("/pagefind/",)

#: Milliseconds between two queries, in which either side ends what it does after painting.
_PAUSE = 300

_PAGEFIND_PAGE = """<!doctype html><html lang="en"><title>Search</title>
<h1>Search</h1><input id="q"><ol id="list"></ol>
<script type="module">
const pagefind = await import("/pagefind/pagefind.js");
window.shown = async (query) => {
  const { results } = await pagefind.search(query);
  const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  document.querySelector("#list").replaceChildren(...pages.map((page) => {
    const [row, link, text] = ["li", "a", "p"].map((name) => document.createElement(name));
    link.href = page.url;
    link.textContent = page.meta.title;
    text.innerHTML = page.excerpt;
    row.append(link, text);
    return row;
  }));
};
window.ready = true;
</script></html>"""

_TYPE_OURS = """(query) => new Promise((done, fail) => {
  setTimeout(() => fail(new Error(`Nothing was painted for ${query}`)), 20000);
  const list = document.querySelector("[data-list]");
  const box = document.querySelector("#q");
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now() - start);
      channel.port2.postMessage(null);
    });
  });
  watch.observe(list, { childList: true, subtree: true });
  box.value = query;
  const start = performance.now();
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""

_TYPE_PAGEFIND = """async (query) => {
  const start = performance.now();
  await window.shown(query);
  return new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - start);
    channel.port2.postMessage(null);
  }));
}"""


@dataclass
class Counter:
    """Bytes that the server sent for addresses that begin in one of some ways."""

    begins: tuple[str, ...]
    rows: list[tuple[str, int]] = field(default_factory=list)

    def sent(self, address: str, size: int) -> None:
        """Note an answer; the page of results itself is no part of the search."""
        if address.startswith(self.begins) and not address.endswith("/"):
            self.rows.append((address, size))

    def taken(self) -> int:
        """Return the bytes since the last time."""
        total = sum(size for _, size in self.rows)
        self.rows.clear()
        return total


@dataclass(frozen=True)
class Bytes:
    """Bytes of a first query, each in a new browser, and of later ones in one browser."""

    first: Sequence[int]
    later: Sequence[int]


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


def own_bytes(site: Path, queries: Sequence[str], firsts: int) -> Bytes:
    """Return what our page of results fetches for each query."""
    return _bytes(site, queries, firsts, _OURS, "/search/", _TYPE_OURS)


def bytes_of_pagefind(folder: Path, queries: Sequence[str], firsts: int) -> Bytes:
    """Return what Pagefind's script fetches for each query with ten results."""
    (folder / "blank.html").write_text(_PAGEFIND_PAGE, encoding="utf-8")
    return _bytes(folder, queries, firsts, _PAGEFIND, "/blank.html", _TYPE_PAGEFIND)


def own_times(site: Path, queries: Sequence[str]) -> list[float]:
    """Return milliseconds from typing to painted results, once another query was asked."""
    return _times(site, queries, "/search/", _TYPE_OURS)


def times_of_pagefind(folder: Path, queries: Sequence[str]) -> list[float]:
    """Return milliseconds from the call to painted results, once another query was asked."""
    (folder / "blank.html").write_text(_PAGEFIND_PAGE, encoding="utf-8")
    return _times(folder, queries, "/blank.html", _TYPE_PAGEFIND)


def _bytes(
    folder: Path, queries: Sequence[str], firsts: int, begins: tuple[str, ...], *page: str
) -> Bytes:
    address, typed = page
    counter = Counter(begins)
    with _chromium() as browser, serving(folder, counter.sent) as base:
        first = []
        for query in queries[:firsts]:
            counter.taken()
            window = _open(browser, base + address)
            _ask(window, typed, query)
            window.context.close()
            first.append(counter.taken())
        window = _open(browser, base + address)
        later = []
        for query in queries:
            _ask(window, typed, query)
            later.append(counter.taken())
    return Bytes(first, later[1:])


def _times(folder: Path, queries: Sequence[str], address: str, typed: str) -> list[float]:
    with _chromium() as browser, serving(folder) as base:
        window = _open(browser, base + address)
        taken = []
        for query in queries:
            taken.append(float(window.evaluate(typed, query)))
            window.wait_for_timeout(_PAUSE)
        return taken[1:]


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def _ask(page: Page, typed: str, query: str) -> Any:
    page.evaluate(typed, query)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
