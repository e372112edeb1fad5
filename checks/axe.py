"""axe over every page: every rule wide and light, then at 320 pixels and dark.

Narrow and dark, a page is looked at again with the rules that read colours and sizes. All rules
are used there too on the longest page of each kind, and wherever one of the two layouts alone
shows an element that no page looked at so far had. What axe could not decide, such as the
contrast of text with something drawn across it, counts as a fault.
"""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from checks.browser import ARGUMENTS, chromium
from checks.command import Visit, run
from checks.findings import Finding

_AXE = Path("node_modules/axe-core/axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# The rules of these tags that read colours or sizes. All others read elements, attributes and
# what is shown at all: the same in both layouts where the same elements are shown.
LAYOUT_RULES = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]
_WIDE = ViewportSize(width=1280, height=900)
_NARROW = ViewportSize(width=320, height=640)
_AT_ONCE = 4
Scheme = Literal["light", "dark"]
# Two frames: one to take up the new colours, one to have them painted.
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Without preloading, axe calls a film or sound that starts by itself undecided: a fault as well.
_RUN_AXE = """runOnly => axe.run(
  {runOnly, resultTypes: ["violations", "incomplete"], preload: false}
).then(({violations, incomplete}) => [...violations, ...incomplete])"""
_NOTE_SHOWN = """() => {
  window.shown = () => [...document.querySelectorAll("body *")].filter(
    element => element.checkVisibility({visibilityProperty: true}));
  window.shownWide = new Set(window.shown());
}"""
_SHOWN_IN_ONE_LAYOUT = """() => {
  const narrow = new Set(window.shown());
  const one = new Set([...narrow].filter(element => !window.shownWide.has(element)));
  for (const element of window.shownWide) if (!narrow.has(element)) one.add(element);
  return [...one].filter(element => !one.has(element.parentElement)).map(e => e.outerHTML);
}"""


@dataclass(frozen=True)
class _Run:
    """One run over a site: what is left to look at, and what has been looked at in full."""

    visit: Visit
    waiting: Iterator[str]
    #: The longest page of each kind.
    longest: frozenset[str]
    #: The HTML of elements that one layout alone shows, each looked at narrow with all rules.
    elements: set[str] = field(default_factory=set)


def check(visit: Visit) -> Iterator[Finding]:
    """Look at every page with axe, light and dark."""
    yield from asyncio.run(_check_all(visit))


async def _check_all(visit: Visit) -> list[Finding]:
    longest = frozenset(visit.pages.one_of_each_kind().values())
    this_run = _Run(visit, iter(visit.addresses), longest)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=list(ARGUMENTS), chromium_sandbox=False
        )
        workers = [_check_some(browser, this_run) for _ in range(_AT_ONCE)]
        found = await asyncio.gather(*workers)
        await browser.close()
    return [finding for some in found for finding in some]


async def _check_some(browser: Browser, this_run: _Run) -> list[Finding]:
    """Take addresses one by one, as the other workers do, until none is left."""
    # A context of its own has a process of its own.
    context = await browser.new_context(viewport=_WIDE, reduced_motion="reduce")
    await context.add_init_script(path=_AXE)
    page = await context.new_page()
    found = []
    for address in this_run.waiting:
        await page.goto(this_run.visit.url(address))
        found += await _check_page(page, address, this_run)
    return found


async def _check_page(page: Page, address: str, this_run: _Run) -> list[Finding]:
    await _lay_out(page, "light", _WIDE)
    await page.evaluate(_NOTE_SHOWN)
    found = await _run_axe(page, TAGS)
    findings = list(_findings(found, address, f"light, {_WIDE['width']} pixels wide"))
    await _lay_out(page, "dark", _NARROW)
    elements = set(await page.evaluate(_SHOWN_IN_ONE_LAYOUT))
    if address in this_run.longest or elements - this_run.elements:
        this_run.elements.update(elements)
        found = await _run_axe(page, TAGS)
    else:
        found = await _run_axe(page, {"type": "rule", "values": LAYOUT_RULES})
    findings += _findings(found, address, f"dark, {_NARROW['width']} pixels wide")
    return findings


async def _lay_out(page: Page, scheme: Scheme, size: ViewportSize) -> None:
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.set_viewport_size(size)
    await page.evaluate(_SETTLED)


async def _run_axe(page: Page, rules: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await page.evaluate(_RUN_AXE, rules)
    return found


def _findings(found: list[dict[str, Any]], address: str, layout: str) -> Iterator[Finding]:
    for violation in found:
        for node in violation["nodes"]:
            element = f"{node['html']} at {' '.join(map(str, node['target']))}"
            message = f"{violation['help']}. {_why(node)}"
            yield Finding(f"axe {violation['id']} ({layout})", element, message, address)


def _why(node: dict[str, Any]) -> str:
    return " ".join(part["message"] for part in [*node["any"], *node["all"], *node["none"]])


if __name__ == "__main__":
    sys.exit(run("axe", check, each_kind=False))
