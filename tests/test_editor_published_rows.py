"""The previews of rows and of slots beside the forms of a published editor."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from host.app import make_app
from host.settings import HostSettings
from localoffer.editor.site_files import add as editor_files
from localoffer.pipeline import Task, build
from search.index.site_files import add as search_files
from tests.support.bare_repository import BareRepository
from tests.support.editor_github import GitHubStandIn
from tests.support.editor_service import REPOSITORY
from tests.support.wsgi_server import serving

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
#: The longest wait, in milliseconds, for what a busy machine may take its time with.
LONG = 60_000
GUIDE = "a-place-to-live"
SLOT = f"""\
---
guide: {GUIDE}
slot: housing-register
owner: help-line
assured_date: 2026-10-01
assured_by: Local Offer team
---
You can join at 16 or over.
"""


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Waits longer than usual for what a busy machine takes its time with."""
    expect.set_options(timeout=LONG)
    yield
    expect.set_options(timeout=None)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small council's folder with national texts, a slot and an editor on its site."""
    folder = tmp_path_factory.mktemp("published") / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", folder)
    site = (folder / "site.yaml").read_text(encoding="utf-8")
    site = site.replace("national: no", "national: yes")
    editor = f"editor:\n  backend: github\n  repo: {REPOSITORY}\n"
    (folder / "site.yaml").write_text(site + editor, encoding="utf-8")
    (folder / "slots").mkdir()
    (folder / "slots" / f"{GUIDE}-housing-register.md").write_text(SLOT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def base(content: Path) -> Iterator[str]:
    """Where the published site is served."""
    folder = content.parent
    settings = HostSettings(content, folder / "site", ROOT, folder / "state")
    build(Task(content, ROOT, settings.state, TODAY), settings.site, [search_files, editor_files])
    with serving(make_app(settings)) as address:
        yield address


@pytest.fixture
def editor(
    window: Callable[..., Page], base: str, content: Path, tmp_path: Path
) -> Iterator[Callable[[str], Page]]:
    """Opens one entry of the editor, signed in, on the day of the build."""
    service = GitHubStandIn(BareRepository.holding(content, tmp_path / "bare"))
    with ExitStack() as stack:

        def opened(entry: str) -> Page:
            page = window(viewport={"width": 1400, "height": 900}, bypass_csp=True)
            page.set_default_timeout(LONG)
            page.clock.set_system_time(TODAY.isoformat() + "T12:00:00Z")
            stack.enter_context(service.answering(page.context))
            page.goto(f"{base}/edit/#/collections/{entry}")
            page.get_by_role("button", name="Access Token").click()
            token = page.get_by_role("textbox", name="Personal Access Token")
            token.fill(service.token)
            token.press("Enter")
            expect(preview(page).locator("main h1")).to_be_visible()
            return page

        yield opened


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("iframe.preview")


def box(page: Page, name: str) -> Locator:
    group = page.get_by_role("group", name=f"“\u2068{name}\u2069” Field", exact=True)
    return group.last.get_by_role("textbox").last


def faults(page: Page) -> list[tuple[str, str]]:
    found = (
        preview(page)
        .locator("main")
        .evaluate(
            f"async main => {{ {AXE}; return await axe.run(main.parentElement.parentElement,"
            " {runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa']}); }"
        )
    )
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


def test_the_words_of_a_slot_stand_in_their_guide_as_they_are_typed(
    editor: Callable[[str], Page],
) -> None:
    page = editor(f"slot/entries/{GUIDE}-housing-register")
    main = preview(page).locator("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("A place to live")
    item = main.locator(".prose li", has_text="Ask to join the housing register")
    expect(item).to_contain_text("what your child needs. You can join at 16 or over.")
    box(page, "Text").fill("Ring **Kim** first.")
    expect(item).to_contain_text("what your child needs. Ring Kim first.")
    expect(item.locator("strong")).to_have_text("Kim")
    assert faults(page) == []
    box(page, "Slot").fill("housing")
    expect(preview(page).locator("body")).to_contain_text(
        "This text has no such slot. It has: who-"
    )


def test_an_event_stands_in_the_list_of_events_as_it_is_typed(
    editor: Callable[[str], Page],
) -> None:
    page = editor("rows/entries/event")
    event = preview(page).locator("main article.event")
    expect(event).to_have_count(1)
    expect(event.get_by_role("heading", level=2)).to_have_text("Coffee morning")
    expect(event).to_contain_text("Saturday 5 December")
    expect(event).to_contain_text("Free")
    page.get_by_role("button", name="Expand", exact=True).click()
    box(page, "Name").fill("Tea morning")
    expect(event.get_by_role("heading", level=2)).to_have_text("Tea morning")
    assert faults(page) == []


def test_a_contact_stands_among_those_to_ring(editor: Callable[[str], Page]) -> None:
    page = editor("rows/entries/contact")
    first = preview(page).locator("main .person-first")
    expect(first.get_by_role("link", name="01632 960100")).to_have_attribute(
        "href", "tel:01632960100"
    )
    assert faults(page) == []
