"""axe on a page that is open: every rule where the page is wide and light.

Narrow and dark, a page is looked at again with the rules that read colours and sizes. All rules
are used there too on the longest page of each kind, and wherever one of the two layouts alone
shows an element that no page looked at so far had. What axe could not decide, such as the
contrast of text with something drawn across it, counts as a fault.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from checks.findings import Finding

#: What every page is given as it opens.
SCRIPT = Path("node_modules/axe-core/axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# The rules of these tags that read colours or sizes. All others read elements, attributes and
# what is shown at all: the same in both layouts where the same elements are shown.
LAYOUT_RULES = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]
# Without preloading, axe calls a film or sound that starts by itself undecided: a fault as well.
_RUN = """runOnly => axe.run(
  {runOnly, resultTypes: ["violations", "incomplete"], preload: false}
).then(({violations, incomplete}) => [...violations, ...incomplete])"""


async def every_rule(page: Page, address: str, layout: str) -> list[Finding]:
    """What all rules find on a page in the layout it has now; ``layout`` says which that is."""
    return list(_findings(await page.evaluate(_RUN, TAGS), address, layout))


async def layout_rules(page: Page, address: str, layout: str) -> list[Finding]:
    """What the rules find that read colours and sizes."""
    rules = {"type": "rule", "values": LAYOUT_RULES}
    return list(_findings(await page.evaluate(_RUN, rules), address, layout))


def _findings(found: list[dict[str, Any]], address: str, layout: str) -> Iterator[Finding]:
    for violation in found:
        for node in violation["nodes"]:
            element = f"{node['html']} at {' '.join(map(str, node['target']))}"
            message = f"{violation['help']}. {_why(node)}"
            yield Finding(f"axe {violation['id']} ({layout})", element, message, address)


def _why(node: dict[str, Any]) -> str:
    return " ".join(part["message"] for part in [*node["any"], *node["all"], *node["none"]])
