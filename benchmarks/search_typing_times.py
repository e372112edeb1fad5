"""How soon what was typed is on the screen: suggestions after a key, results after Enter."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from checks.browser import ARGUMENTS, chromium
from checks.server import serving

_KEY_MS = 120
_REST_MS = 900
_BOX = "input[name=q]"

#: From an event of the box to the frame in which a list that changed for it was painted.
_WATCH = """([event, selector]) => {
  window.painted = [];
  let start = null;
  document.addEventListener(event, () => { start ??= performance.now(); }, { capture: true });
  const watch = () => new MutationObserver(() => {
    const from = start;
    start = null;
    if (from === null) return;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.painted.push(performance.now() - from);
      channel.port2.postMessage(null);
    });
  }).observe(document.querySelector(selector), { childList: true, subtree: true });
  watch();
}"""


@dataclass(frozen=True, slots=True)
class Painted:
    """Milliseconds from each event to the frame that shows what came of it."""

    times: Sequence[float]

    def __str__(self) -> str:
        """Return the median and the highest of twenty, as cells of a table."""
        late = sorted(self.times)[max(0, -(-len(self.times) * 95 // 100) - 1)]
        return f"{len(self.times)} | {median(self.times):.0f} | {late:.0f}"


def suggestion_times(site: Path, queries: Sequence[str], slowed: int) -> Painted:
    """Return how soon a key in the box of a page is followed by its suggestions.

    Args:
        site: the built site.
        queries: what is typed, one after another, with a pause after each.
        slowed: how many times slower the processor is made.
    """
    with _opened(site, "/guides/", slowed) as page:
        page.locator(_BOX).first.click()
        page.wait_for_timeout(_REST_MS)
        _type(page, queries[0])
        page.evaluate(_WATCH, ["input", "[role=listbox]"])
        for query in queries[1:]:
            _type(page, query)
        return Painted(page.evaluate("window.painted"))


def result_times(site: Path, queries: Sequence[str], slowed: int) -> Painted:
    """Return how soon Enter on the page of search shows results; ``slowed`` as above."""
    with _opened(site, "/search/", slowed) as page:
        _type(page, queries[0])
        page.keyboard.press("Enter")
        page.wait_for_timeout(_REST_MS)
        page.evaluate(_WATCH, ["submit", "[data-list]"])
        for query in queries[1:]:
            _type(page, query)
            page.keyboard.press("Enter")
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(_REST_MS)
        return Painted(page.evaluate("window.painted"))


@contextmanager
def _opened(site: Path, address: str, slowed: int) -> Iterator[Page]:
    with sync_playwright() as playwright, serving(site) as base:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        page = browser.new_context().new_page()
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        yield page
        browser.close()


def _type(page: Page, query: str) -> None:
    page.locator(_BOX).first.click(click_count=3)
    page.keyboard.type(query, delay=_KEY_MS)
