"""HTML CodeSniffer and axe over every page, which is opened once for both.

Wide and light, HTML CodeSniffer looks and axe with every rule; then axe at 320 pixels and dark.
"""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from checks import axe, pa11y
from checks.browser import ARGUMENTS, chromium
from checks.command import Visit, run
from checks.findings import Finding

_WIDE = ViewportSize(width=1280, height=900)
_NARROW = ViewportSize(width=320, height=640)
_AT_ONCE = 4
# A page is gone before what its scripts are compiled to a second and third time pays off.
_ARGUMENTS = [*ARGUMENTS, "--js-flags=--no-opt --no-maglev"]
Scheme = Literal["light", "dark"]
# Two frames: one to take up the new colours, one to have them painted.
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
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
    #: pa11y's scripts.
    pa11y: str
    #: The longest page of each kind.
    longest: frozenset[str]
    #: The HTML of elements that one layout alone shows, each looked at narrow with all rules.
    elements: set[str] = field(default_factory=set)


def check(visit: Visit) -> Iterator[Finding]:
    """Look at every page with HTML CodeSniffer, and with axe light and dark."""
    yield from asyncio.run(_check_all(visit))


async def _check_all(visit: Visit) -> list[Finding]:
    longest = frozenset(visit.pages.one_of_each_kind().values())
    this_run = _Run(visit, iter(visit.addresses), pa11y.script(), longest)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=_ARGUMENTS, chromium_sandbox=False
        )
        workers = [_check_some(browser, this_run) for _ in range(_AT_ONCE)]
        found = await asyncio.gather(*workers)
        await browser.close()
    return [finding for some in found for finding in some]


async def _check_some(browser: Browser, this_run: _Run) -> list[Finding]:
    """Take addresses one by one, as the other workers do, until none is left."""
    # A context of its own has a process of its own.
    context = await browser.new_context(viewport=_WIDE, reduced_motion="reduce")
    await context.add_init_script(path=axe.SCRIPT)
    await context.add_init_script(this_run.pa11y)
    page = await context.new_page()
    found = []
    for address in this_run.waiting:
        await page.goto(this_run.visit.url(address))
        found += await _check_page(page, address, this_run)
    return found


async def _check_page(page: Page, address: str, this_run: _Run) -> list[Finding]:
    layout = await _lay_out(page, "light", _WIDE)
    await page.evaluate(_NOTE_SHOWN)
    findings = await axe.every_rule(page, address, layout)
    findings += await pa11y.sniff(page, address)
    layout = await _lay_out(page, "dark", _NARROW)
    elements = set(await page.evaluate(_SHOWN_IN_ONE_LAYOUT))
    if address in this_run.longest or elements - this_run.elements:
        this_run.elements.update(elements)
        findings += await axe.every_rule(page, address, layout)
    else:
        findings += await axe.layout_rules(page, address, layout)
    return findings


async def _lay_out(page: Page, scheme: Scheme, size: ViewportSize) -> str:
    """Show the page in a colour scheme and a size; return the two in words."""
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.set_viewport_size(size)
    await page.evaluate(_SETTLED)
    return f"{scheme}, {size['width']} pixels wide"


if __name__ == "__main__":
    sys.exit(run("accessibility", check, each_kind=False))
