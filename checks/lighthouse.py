"""Lighthouse, as on a mobile telephone, on one page of each kind."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from checks.browser import ARGUMENTS, chromium
from checks.command import Visit, run
from checks.findings import Finding

_PROGRAM = Path("node_modules/.bin/lighthouse")
LEAST = {"accessibility": 100, "best-practices": 100, "performance": 95}
_AT_ONCE = 2
# A machine busy with something else makes a page look slow. One that does is looked at again
# when no other is, and the middle of three runs decides.
_MORE_RUNS_WHEN_SLOW = 2


def check(visit: Visit) -> Iterator[Finding]:
    """Run Lighthouse on one page of each kind."""
    with ThreadPoolExecutor(_AT_ONCE) as at_once:
        firsts = list(at_once.map(_run, map(visit.url, visit.addresses)))
    for address, first in zip(visit.addresses, firsts, strict=True):
        yield from _findings(address, [first, *_more_runs(visit.url(address), first)])


def _more_runs(url: str, first: dict[str, Any]) -> list[dict[str, Any]]:
    if _score(first, "performance") >= LEAST["performance"]:
        return []
    return [_run(url) for _ in range(_MORE_RUNS_WHEN_SLOW)]


def _run(url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "report.json")
        flags = " ".join(["--headless=new", *ARGUMENTS])
        done = subprocess.run(
            [
                *(str(_PROGRAM), url, "--quiet", f"--chrome-flags={flags}"),
                *("--output=json", f"--output-path={output}"),
                f"--only-categories={','.join(LEAST)}",
            ],
            env={**os.environ, "CHROME_PATH": chromium()},
            capture_output=True,
            text=True,
            check=False,
        )
        if not output.is_file():
            raise SystemExit(f"Lighthouse stopped at {url}: {done.stderr}")
        report: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return report


def _findings(address: str, reports: list[dict[str, Any]]) -> Iterator[Finding]:
    for category, least in LEAST.items():
        score = statistics.median(_score(report, category) for report in reports)
        if score < least:
            message = f"{score:.0f} of 100; at least {least} is wanted"
            yield Finding(
                f"Lighthouse {category}", _reasons(reports[0], category), message, address
            )


def _score(report: dict[str, Any], category: str) -> float:
    """The category's score of 100; 0 where Lighthouse could not tell."""
    return 100 * float(report["categories"][category]["score"] or 0)


def _reasons(report: dict[str, Any], category: str) -> str:
    """The audits that cost points, each with the first thing it points at."""
    audits = (
        report["audits"][part["id"]]
        for part in report["categories"][category]["auditRefs"]
        if part["weight"]
    )
    return "; ".join(_reason(audit) for audit in audits if (audit["score"] or 0) < 1) or "the page"


def _reason(audit: dict[str, Any]) -> str:
    first: dict[str, Any] = next(iter(audit.get("details", {}).get("items", [])), {})
    node = first.get("node", {}).get("snippet") or first.get("description") or ""
    return " ".join(filter(None, [audit["title"], audit.get("displayValue"), node]))


if __name__ == "__main__":
    sys.exit(run("Lighthouse", check, each_kind=True))
