"""A real council's feed becomes pages that pass the same checks, and that search finds."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from checks.pages import read_pages
from localoffer.pages.search_contexts import Choices
from search.engine.reader import Reader
from search.engine.results import search

ROOT = Path(__file__).parent.parent
FEED = ROOT.parent / "shared/data/services/north-lincolnshire-open-referral-v2.json"
SERVICES = 738

# All pages' HTML is read; the browser looks at a sample, spread from the first to the last.
CHECKS = {"vnu": "10000", "pa11y": "40", "axe": "60"}


def _run(*words: str | Path) -> str:
    """What a command that did not go well said; nothing where it did."""
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return f"{words}\n{done.stdout}\n{done.stderr[-4000:]}" if done.returncode else ""


def _not_found_by_name(site: Path) -> list[str]:
    """Every twentieth service that is not among the first three results for its own name."""
    reader = Reader(site / "search")
    shown = [reader.result_fields(number) for number in range(reader.facts["documents"])]
    services = [(row[0], row[1]) for row in shown if row[0].startswith("/services/")]
    assert len(services) >= SERVICES
    twins = Counter(name for _, name in services)
    return [
        address
        for address, name in services[::20]
        if twins[name] == 1
        and address not in [one.address for one in search(Choices(name), reader).results[:3]]
    ]


def test_the_services_of_a_real_feed_become_pages_without_a_fault(tmp_path: Path) -> None:
    if not FEED.is_file():
        pytest.skip(f"{FEED} is not there: the real feed is not part of the project")
    content, site = tmp_path / "content", tmp_path / "site"
    shutil.copytree(ROOT / "content", content)
    assert _run("build.py", "import", "open-referral", FEED, "--content", content) == ""
    assert _run("build.py", "build", "--drafts", "--content", content, "--site", site) == ""
    assert len(read_pages(site).kinds["service"]) >= SERVICES
    assert _not_found_by_name(site) == []
    faults = [
        _run("-m", f"checks.{checker}", "--site", site, "--at-most", most)
        for checker, most in CHECKS.items()
    ]
    assert "\n".join(faults).strip() == ""
