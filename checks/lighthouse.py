"""Lighthouse, as on a mobile telephone, on one page of each kind.

Lighthouse waits more than it works, so a few of its processes look side by side, each with a
Chromium that it keeps. The slow line and the slow processor of a telephone are reckoned, not
played ("simulate", as Lighthouse does by itself).
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from checks.browser import listening_chromium
from checks.command import Visit, run
from checks.findings import Finding

_PROGRAM = "checks/lighthouse.mjs"
LEAST = {"accessibility": 100, "best-practices": 100, "performance": 95}
_AT_ONCE = 3
# A machine busy with something else makes a page look slow. One that does is looked at again
# when no other is, and the middle of three runs decides.
_MORE_RUNS_WHEN_SLOW = 2
Report = dict[str, Any]


def check(visit: Visit) -> Iterator[Finding]:
    """Run Lighthouse on one page of each kind."""
    urls = [visit.url(address) for address in visit.addresses]
    with ThreadPoolExecutor(_AT_ONCE) as at_once:
        parts = at_once.map(_run, filter(None, (urls[n::_AT_ONCE] for n in range(_AT_ONCE))))
        firsts = {report["url"]: report for reports in parts for report in reports}
    for address, url in zip(visit.addresses, urls, strict=True):
        yield from _findings(address, [firsts[url], *_more_runs(url, firsts[url])])


def _more_runs(url: str, first: Report) -> list[Report]:
    if _score(first, "performance") >= LEAST["performance"]:
        return []
    return _run([url] * _MORE_RUNS_WHEN_SLOW)


def _run(urls: list[str]) -> list[Report]:
    """The report of each address, in their order.

    Raises:
        SystemExit: Lighthouse stopped before the last one, or could not load a page.
    """
    with listening_chromium() as port:
        command = ["node", _PROGRAM, str(port), ",".join(LEAST), *urls]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or [report["url"] for report in reports] != urls:
        raise SystemExit(f"Lighthouse stopped: {done.stderr}")
    return reports


def _findings(address: str, reports: list[Report]) -> Iterator[Finding]:
    for category, least in LEAST.items():
        score = statistics.median(_score(report, category) for report in reports)
        if score < least:
            message = f"{score:.0f} of 100; at least {least} is wanted"
            yield Finding(
                f"Lighthouse {category}", _reasons(reports[0], category), message, address
            )


def _score(report: Report, category: str) -> float:
    """The category's score of 100; 0 where Lighthouse could not tell."""
    return 100 * float(report["categories"][category]["score"] or 0)


def _reasons(report: Report, category: str) -> str:
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
