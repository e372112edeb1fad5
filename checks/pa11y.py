"""pa11y-ci over every page: WCAG 2.1 AA, with its runner HTML CodeSniffer.

Its other runner, axe, is left to `checks.axe`, which looks with all the rules that the runner has
(a test compares the two lists), in a newer axe, and counts what the runner calls a warning.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checks.browser import ARGUMENTS, chromium
from checks.command import Visit, run
from checks.findings import Finding

_PROGRAM = Path("node_modules/.bin/pa11y-ci")


def settings(addresses: list[str]) -> dict[str, Any]:
    """The configuration pa11y-ci is given: nothing is ignored.

    One incognito window a page is left out because, with several pages at a time, pa11y-ci 4.1
    closes the wrong one; a site without cookies is the same without it.
    """
    return {
        "defaults": {
            "standard": "WCAG2AA",
            "runners": ["htmlcs"],
            "timeout": 60_000,
            # Most of a page's time is a wait for the network to fall silent.
            "concurrency": 8,
            "useIncognitoBrowserContext": False,
            "chromeLaunchConfig": {"executablePath": chromium(), "args": list(ARGUMENTS)},
        },
        "urls": addresses,
    }


def check(visit: Visit) -> Iterator[Finding]:
    """Look at every page with pa11y-ci."""
    urls = {visit.url(address): address for address in visit.addresses}
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "pa11yci.json")
        config.write_text(json.dumps(settings(list(urls))), encoding="utf-8")
        done = subprocess.run(
            [_PROGRAM, "--json", "--config", config], capture_output=True, text=True, check=False
        )
    results = _results(done)
    for url, address in urls.items():
        for issue in results.get(url, [{"message": "pa11y-ci did not say what it found"}]):
            yield _finding(address, issue)


def _results(done: subprocess.CompletedProcess[str]) -> dict[str, list[dict[str, Any]]]:
    try:
        results: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)["results"]
    except (json.JSONDecodeError, KeyError):
        raise SystemExit(f"pa11y-ci stopped: {done.stderr or done.stdout}") from None
    return results


def _finding(address: str, issue: dict[str, Any]) -> Finding:
    """An issue as a finding; a page that failed to load has a message and nothing else."""
    place = " at ".join(filter(None, [issue.get("context"), issue.get("selector")]))
    rule = f"{issue.get('runner', 'pa11y-ci')} {issue.get('code', 'page not checked')}"
    return Finding(rule, place or "the page", issue["message"], address)


if __name__ == "__main__":
    sys.exit(run("pa11y-ci", check, each_kind=False))
