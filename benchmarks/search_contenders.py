"""The searches beside ours: Pagefind in Chromium, MiniSearch and lunr in Node."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.contenders import ROOT
from benchmarks.search_pages import PageText
from checks.browser import ARGUMENTS, chromium
from checks.server import serving

#: How much more a title counts than other text: each is tried, and the best is compared with.
BOOSTS = (2, 5, 10)

#: For each query, the addresses found, in order.
Answers = list[list[str]]

_ASK = """async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const first = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    found.push(first.map((page) => page.url));
  }
  return found;
}"""


def in_node(
    program: str, pages: Sequence[PageText], queries: Sequence[str]
) -> Mapping[int, Answers]:
    """Return what a program of ``benchmarks/search`` finds, by the boost that it gave to titles."""
    request = {"pages": [asdict(page) for page in pages], "queries": queries, "boosts": BOOSTS}
    done = subprocess.run(
        ("node", str(ROOT / "benchmarks" / "search" / f"{program}.mjs")),
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[Answers] = json.loads(done.stdout)
    return dict(zip(BOOSTS, answers, strict=True))


def make_pagefind(folder: Path) -> None:
    """Let Pagefind index the pages of a folder: what stands in their main part."""
    shutil.rmtree(folder / "pagefind", ignore_errors=True)
    subprocess.run(
        (sys.executable, "-m", "pagefind", "--site", str(folder), "--root-selector", "main"),
        capture_output=True,
        check=True,
    )


def in_pagefind(folder: Path, queries: Sequence[str]) -> Answers:
    """Return what Pagefind finds in a folder that it has indexed, in Chromium."""
    (folder / "blank.html").write_text("<!doctype html><title>Blank</title>", encoding="utf-8")
    with sync_playwright() as playwright, serving(folder) as base:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        page = browser.new_page()
        page.goto(f"{base}/blank.html")
        answers: Any = page.evaluate(_ASK, list(queries))
        browser.close()
    return [list(rows) for rows in answers]
