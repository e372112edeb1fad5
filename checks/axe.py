"""axe over every page, with the rules of WCAG 2.2 that pa11y leaves out.

Every page is looked at twice: wide and light, then at 320 pixels and dark. What axe could not
decide, such as the contrast of text with something drawn across it, counts as a fault too, as it
does with pa11y.
"""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from checks.browser import ARGUMENTS, chromium
from checks.command import Visit, run
from checks.findings import Finding

_AXE = Path("node_modules/axe-core/axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_WIDE = ViewportSize(width=1280, height=900)
_NARROW = ViewportSize(width=320, height=640)
_AT_ONCE = 3
Scheme = Literal["light", "dark"]
# Two frames: one to take up the new colours, one to have them painted.
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def check(visit: Visit) -> Iterator[Finding]:
    """Look at every page with axe, light and dark."""
    yield from asyncio.run(_check_all(visit))


async def _check_all(visit: Visit) -> list[Finding]:
    waiting = iter(visit.addresses)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=list(ARGUMENTS), chromium_sandbox=False
        )
        workers = [_check_some(browser, visit, waiting) for _ in range(_AT_ONCE)]
        found = await asyncio.gather(*workers)
        await browser.close()
    return [finding for some in found for finding in some]


async def _check_some(browser: Browser, visit: Visit, waiting: Iterator[str]) -> list[Finding]:
    """Take addresses one by one, as the other workers do, until none is left."""
    context = await browser.new_context(viewport=_WIDE, reduced_motion="reduce")
    await context.add_init_script(path=_AXE)
    page = await context.new_page()
    found = []
    for address in waiting:
        await page.goto(visit.url(address))
        found += await _look(page, address, "light", _WIDE)
        found += await _look(page, address, "dark", _NARROW)
    return found


async def _look(page: Page, address: str, scheme: Scheme, size: ViewportSize) -> list[Finding]:
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.set_viewport_size(size)
    await page.evaluate(_SETTLED)
    result = await page.evaluate(
        "tags => axe.run({runOnly: tags, resultTypes: ['violations', 'incomplete']})", TAGS
    )
    return [
        Finding(
            f"axe {violation['id']} ({scheme}, {size['width']} pixels wide)",
            f"{node['html']} at {' '.join(map(str, node['target']))}",
            f"{violation['help']}. {_why(node)}",
            address,
        )
        for violation in result["violations"] + result["incomplete"]
        for node in violation["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    return " ".join(part["message"] for part in [*node["any"], *node["all"], *node["none"]])


if __name__ == "__main__":
    sys.exit(run("axe", check, each_kind=False))
