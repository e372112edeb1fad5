"""The editor of a published site: what is saved becomes a pull request, signed in with a token."""

import difflib
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from host.app import make_app
from host.settings import HostSettings
from localoffer.editor.site_files import add as editor_files
from localoffer.pipeline import Task, build
from search.index.site_files import add as search_files
from tests.support.editor_github import REPOSITORY, TOKEN, GitHubStandIn
from tests.support.wsgi_server import serving

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
CLUB = "content/services/saturday-club.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small council's folder with an editor on its site."""
    folder = Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))
    with (folder / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"editor:\n  backend: github\n  repo: {REPOSITORY}\n")
    return folder


@pytest.fixture
def base(content: Path, tmp_path: Path) -> Iterator[str]:
    """Where the published site is served."""
    settings = HostSettings(content, tmp_path / "site", ROOT, tmp_path / "state")
    build(Task(content, ROOT, settings.state, TODAY), settings.site, [search_files, editor_files])
    with serving(make_app(settings)) as address:
        yield address


def test_a_saved_change_is_a_pull_request_of_that_change_alone(
    window: Callable[..., Page], base: str, content: Path
) -> None:
    page, github, asked = window(), GitHubStandIn(content), list[str]()
    github.answer_for(page)
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.goto(f"{base}/services/saturday-club/")
    page.get_by_role("link", name="Edit this page").click()
    page.get_by_role("button", name="Access Token").click()
    page.get_by_role("textbox", name="Personal Access Token").fill(TOKEN)
    page.get_by_role("textbox", name="Personal Access Token").press("Enter")
    page.get_by_role("textbox", name="Number").fill("01632 960777")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("saved").first.wait_for()
    before = (content / "services" / "saturday-club.md").read_text(encoding="utf-8")
    after = github.written()
    assert list(after) == [CLUB]
    changed = difflib.unified_diff(before.splitlines(), after[CLUB].splitlines(), n=0, lineterm="")
    assert list(changed)[3:] == [
        "-phones: [{number: 01632 960300}]",
        "+phones: [{number: 01632 960777}]",
    ]
    [pull] = github.pulls
    assert pull["base"] == "main"
    assert pull["head"].endswith(github.commits[-1]["branch"]["branchName"])
    assert github.commits[-1]["branch"]["branchName"] != "main"
    assert github.unknown == []
    assert set(asked) <= {urlsplit(base).netloc, "api.github.com", ""}
