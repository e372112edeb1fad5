"""pa11y's runner HTML CodeSniffer on a page that is open: WCAG 2.1 AA, nothing ignored.

The page is given the scripts that pa11y itself gives to a page, and asked as pa11y asks it. Its
other runner, axe, is left to `checks.axe`, which looks with all the rules that the runner has (a
test compares the two lists), in a newer axe, and counts what the runner calls a warning.
"""

import json
import subprocess
from typing import Any

from playwright.async_api import Page

from checks.findings import Finding

# As `injectRunners` and `runPa11yWithOptions` of node_modules/pa11y/lib/pa11y.js do.
_SCRIPTS = """
const {readFileSync} = require("fs");
const {scripts, run} = require("./node_modules/pa11y/lib/runners/htmlcs.js");
const {defaults} = require("./node_modules/pa11y/lib/pa11y.js");
const files = ["./node_modules/pa11y/lib/runner.js", ...scripts];
console.log(JSON.stringify([
  ...files.map(file => readFileSync(file, "utf-8")),
  `window.__pa11y.runners.htmlcs = ${run};`,
  `window.__pa11y.defaults = ${JSON.stringify(defaults)};`,
].join("\\n;")));
"""
# pa11y's defaults are its runner HTML CodeSniffer for WCAG2AA, with nothing left out or hidden.
_RUN = "() => window.__pa11y.run(window.__pa11y.defaults).then(({issues}) => issues)"


def script() -> str:
    """What every page is given as it opens."""
    command = ["node", "--eval", _SCRIPTS]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scripts: str = json.loads(done.stdout)
    return scripts


async def sniff(page: Page, address: str) -> list[Finding]:
    """What HTML CodeSniffer finds on a page.

    As pa11y does, without what it calls a warning or a notice: what a person has to look at.
    """
    issues = await page.evaluate(_RUN)
    return [_finding(address, issue) for issue in issues if issue["type"] == "error"]


def _finding(address: str, issue: dict[str, Any]) -> Finding:
    place = " at ".join(filter(None, [issue["context"], issue["selector"]]))
    return Finding(f"htmlcs {issue['code']}", place or "the page", issue["message"], address)
