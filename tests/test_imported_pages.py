"""A real feed in a new council's folder: pages for parents that pass the checks and are found."""

import subprocess
import sys
from pathlib import Path

import pytest

from checks.pages import read_pages
from localoffer.pages.search_contexts import Choices
from search.engine.reader import Reader
from search.engine.results import search

ROOT = Path(__file__).parent.parent
FEED = ROOT.parent / "shared/data/services/north-lincolnshire-open-referral-v2.json"
#: Nine of ten of the feed's 738 records, as pages that a parent can use.
LEAST_PUBLISHED = 665

# All pages' HTML is read; the browser looks at a sample, spread from the first to the last.
CHECKS = {"vnu": "10000", "accessibility": "60"}


def _run(*words: str | Path) -> str:
    """What a command that did not go well said; nothing where it did."""
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return f"{words}\n{done.stdout}\n{done.stderr[-4000:]}" if done.returncode else ""


def _not_found_by_name(site: Path) -> list[str]:
    """Every twentieth service that is not among the first three results for its own name.

    One whose name is a part of another's may stand behind that.
    """
    reader = Reader(site / "search")
    shown = [reader.result_fields(number) for number in range(reader.facts["documents"])]
    services = [(row[0], row[1]) for row in shown if row[0].startswith("/services/")]
    assert len(services) >= LEAST_PUBLISHED
    names = [name.lower() for _, name in services]
    return [
        address
        for address, name in services[::20]
        if sum(name.lower() in other for other in names) == 1
        and address not in [one.address for one in search(Choices(name), reader).results[:3]]
    ]


def test_the_services_of_a_real_feed_become_pages_without_a_fault(tmp_path: Path) -> None:
    if not FEED.is_file():
        pytest.skip(f"{FEED} is not there: the real feed is not part of the project")
    council, site = tmp_path / "council", tmp_path / "site"
    content = council / "content"
    assert _run("build.py", "new", "council", council, "--name", "Otter Council") == ""
    words = ("import", "open-referral", FEED, "--content", content, "--publish-with-gaps")
    assert _run("build.py", *words) == ""
    assert _run("build.py", "build", "--content", content, "--site", site) == ""
    assert len(read_pages(site).kinds["service"]) >= LEAST_PUBLISHED
    assert _not_found_by_name(site) == []
    faults = [
        _run("-m", f"checks.{checker}", "--site", site, "--at-most", most)
        for checker, most in CHECKS.items()
    ]
    assert "\n".join(faults).strip() == ""
