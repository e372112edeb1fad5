"""The work list's page in a browser: free of faults, and as wide as a small phone."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
_DRAFT = """---
draft: yes
owner: sendiass
name: A club with a long name that says all {} that is done
inferred_fields: [needs]
needs: [any]
---
We facilitate holistic signposting.
"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a council that lacks something of every kind, and has words of a feed."""
    folder = tmp_path_factory.mktemp("listed")
    content = Path(shutil.copytree(GOOD, folder / "content"))
    for number in range(3):
        file = content / "services" / f"a-club-with-quite-a-long-name-{number}.md"
        file.write_text(_DRAFT.format(number), encoding="utf-8")
    store = {"records": {}, "unmapped": {"Kites, big ones: and a string": 3}}
    (content / ".imported").mkdir()
    (content / ".imported" / "a-feed.json").write_text(json.dumps(store), encoding="utf-8")
    assert run_in(ROOT, ["todo", "--content", str(content), "--page", str(folder / "l.html")]) == 0
    return folder / "l.html"


@pytest.mark.parametrize("checker", ["accessibility", "vnu"])
def test_the_page_is_free_of_faults(checker: str, page_file: Path, tmp_path: Path) -> None:
    (tmp_path / "list").mkdir()
    shutil.copy(page_file, tmp_path / "list" / "index.html")
    (tmp_path / "build.json").write_text(json.dumps({"kinds": {"list": ["/list/"]}}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", f"checks.{checker}", "--site", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_small_phone_and_wears_the_sites_colours(
    scheme: str, page_file: Path, window: Callable[..., Page]
) -> None:
    page = window(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.goto(page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    table = page.get_by_role("region", name="Contacts: how many lack each fact")
    assert table.evaluate("table => table.scrollWidth - table.clientWidth") == 0
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(251, 246, 236)" if scheme == "light" else "rgb(20, 25, 26)")
    for part in ("Services: 3 of 5 to see to", "Words of your feeds that mean nothing here yet"):
        assert page.get_by_role("heading", name=part).count() == 1
