"""A real council's feed becomes pages that pass the same checks as the example council's."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checks.pages import read_pages

ROOT = Path(__file__).parent.parent
FEED = ROOT.parent / "shared/data/services/north-lincolnshire-open-referral-v2.json"
SERVICES = 738


def _run(*words: str | Path) -> None:
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example council with all the services of a real feed besides its own."""
    if not FEED.is_file():
        pytest.skip(f"{FEED} is not there: the real feed is not part of the project")
    folder = tmp_path_factory.mktemp("imported")
    shutil.copytree(ROOT / "content", folder / "content")
    _run("build.py", "import", "open-referral", FEED, "--content", folder / "content")
    _run(
        "build.py", "build", "--drafts", "--content", folder / "content", "--site", folder / "site"
    )
    return folder / "site"


def test_every_service_of_the_feed_has_a_page(imported: Path) -> None:
    assert len(read_pages(imported).kinds["service"]) >= SERVICES


@pytest.mark.parametrize(
    ("checker", "at_most"), [("vnu", 10_000), ("pa11y", 40), ("axe", 60)], ids=str
)
def test_a_checker_finds_nothing_on_the_pages_of_the_feed(
    imported: Path, checker: str, at_most: int
) -> None:
    """The HTML of all pages; the others on a sample, spread from the first page to the last."""
    _run("-m", f"checks.{checker}", "--site", imported, "--at-most", str(at_most))
