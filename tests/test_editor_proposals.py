"""The editor of a published site: what is saved becomes a proposal, on GitHub and on GitLab."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FilePayload, Page

from host.app import make_app
from host.settings import HostSettings
from localoffer.editor.site_files import add as editor_files
from localoffer.pipeline import Task, build
from search.index.site_files import add as search_files
from tests.support.bare_repository import BareRepository
from tests.support.command_line import run_in
from tests.support.editor_github import GitHubStandIn
from tests.support.editor_gitlab import GitLabStandIn
from tests.support.editor_service import REPOSITORY, EditorService
from tests.support.wsgi_server import serving

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
CLUB = "content/services/saturday-club.md"
NEW_NUMBER = ["-phones: [{number: 01632 960300}]", "+phones: [{number: 01632 960777}]"]
#: Milliseconds that a busy machine may take for one step.
_PATIENCE = 120_000
SERVICES = {"github": GitHubStandIn, "gitlab": GitLabStandIn}


@dataclass(frozen=True)
class PublishedEditor:
    """A site with an editor, the service that it proposes to, and the window of an editor."""

    base: str
    service: EditorService
    page: Page
    asked: list[str]

    @property
    def repository(self) -> BareRepository:
        """What the service holds."""
        return self.service.repository

    def sign_in(self) -> None:
        """Open the club's file by the link of its page, and sign in with a token."""
        page = self.page
        page.goto(f"{self.base}/services/saturday-club/")
        page.get_by_role("link", name="Edit this page").click()
        page.get_by_role("button", name="Access Token").click()
        page.get_by_role("textbox", name="Personal Access Token").fill(self.service.token)
        page.get_by_role("textbox", name="Personal Access Token").press("Enter")

    def change_number(self, number: str) -> None:
        """Write another phone number and save."""
        self.page.get_by_role("textbox", name="Number").fill(number)
        self.page.get_by_role("button", name="Save", exact=True).click()


@pytest.fixture(scope="module", params=SERVICES)
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, HostSettings]:
    """A service, and a small council's site whose editor proposes to it: tests only read it."""
    folder = tmp_path_factory.mktemp(request.param)
    content = Path(shutil.copytree(ROOT / "tests" / "examples" / "good", folder / "content"))
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"editor:\n  backend: {request.param}\n  repo: {REPOSITORY}\n")
    settings = HostSettings(content, folder / "site", ROOT, folder / "state")
    build(Task(content, ROOT, settings.state, TODAY), settings.site, [search_files, editor_files])
    return request.param, settings


@pytest.fixture
def editor(
    published: tuple[str, HostSettings], tmp_path: Path, window: Callable[..., Page]
) -> Iterator[PublishedEditor]:
    """The published site, a new repository of its content, and somebody who opens the editor."""
    name, settings = published
    service = SERVICES[name](BareRepository.holding(settings.content, tmp_path / "bare"))
    page, asked = window(), list[str]()
    page.set_default_timeout(_PATIENCE)
    page.on("request", lambda one: asked.append(urlsplit(one.url).netloc))
    with serving(make_app(settings)) as base, service.answering(page.context):
        yield PublishedEditor(base, service, page, asked)


def test_a_saved_change_is_a_proposal_of_that_change_alone(
    editor: PublishedEditor, tmp_path: Path
) -> None:
    published = editor.repository.head("main")
    editor.sign_in()
    editor.change_number("01632 960777")
    editor.page.get_by_text("saved").first.wait_for()
    [proposal] = editor.service.proposals
    assert (proposal.target, proposal.source) == ("main", "cms/service/saturday-club")
    assert (proposal.title, proposal.is_draft) == ("Update Service “saturday-club”", True)
    assert editor.repository.changed_files("main", proposal.source) == [CLUB]
    assert editor.repository.changed_lines("main", proposal.source) == NEW_NUMBER
    assert editor.repository.head("main") == published
    folder = editor.repository.check_out(proposal.source, tmp_path / "proposed")
    assert run_in(folder, ["check", "--content", str(folder / "content")]) == 0
    assert (editor.service.unknown, editor.service.refused) == ([], [])
    here, there = urlsplit(editor.base).netloc, urlsplit(editor.service.origin).netloc
    assert set(editor.asked) <= {here, there, ""}


def test_a_file_uploaded_in_the_editor_never_reaches_the_published_branch(
    editor: PublishedEditor,
) -> None:
    page, published = editor.page, editor.repository.head("main")
    editor.sign_in()
    page.get_by_role("textbox", name="Number").wait_for()
    page.goto(f"{editor.base}/edit/#/assets")
    page.get_by_role("button", name="Upload New Assets").first.click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Choose Files").click()
    chosen.value.set_files(FilePayload(name="logo.svg", mimeType="image/svg+xml", buffer=b"<svg/>"))
    page.get_by_role("alertdialog").get_by_role("button", name="Upload", exact=True).click()
    page.get_by_role("status", name="After saving").get_by_text("Nothing was written.").wait_for()
    assert editor.repository.head("main") == published
    assert (editor.service.proposals, editor.service.unknown) == ([], [])


def test_a_proposal_is_taken_in_under_workflow_by_whoever_may_merge(
    editor: PublishedEditor,
) -> None:
    page = editor.page
    editor.sign_in()
    editor.change_number("01632 960777")
    page.get_by_text("saved").first.wait_for()
    page.goto(f"{editor.base}/edit/#/workflow")
    page.get_by_role("listitem").get_by_role("button", name="The Saturday Club").click()
    page.get_by_role("button", name="Status").click()
    page.get_by_role("menuitemradio", name="Ready").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Publish").click()
    page.get_by_role("group", name="Content Library").wait_for()
    [proposal] = editor.service.proposals
    assert (proposal.state, proposal.is_draft) == ("merged", False)
    assert proposal.labels == ["sveltia-cms/pending_publish"]
    assert editor.repository.head(proposal.source) is None
    [merged, *_] = editor.repository.history("main", 1)
    assert editor.repository.changed_lines(f"{merged['oid']}^1", "main") == NEW_NUMBER
    assert editor.service.unknown == []
