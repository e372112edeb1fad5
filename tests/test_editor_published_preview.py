"""The preview beside a form of a published editor: the site's own page, made in the browser."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
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
CLUB = "service/entries/saturday-club"
#: A part of a service's page with a heading of its own, which the club does not have.
REFUSED = "if_turned_down: Ring us. We look for another club with you.\n"


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Waits longer than usual for what a busy machine takes its time with."""
    expect.set_options(timeout=LONG)
    yield
    expect.set_options(timeout=None)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small council's folder with an editor on its site."""
    folder = tmp_path_factory.mktemp("published") / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", folder)
    with (folder / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"editor:\n  backend: github\n  repo: {REPOSITORY}\n")
    club = folder / "services" / "saturday-club.md"
    text = club.read_text(encoding="utf-8").replace(
        "owner: help-line\n", f"{REFUSED}owner: help-line\n"
    )
    club.write_text(text, encoding="utf-8")
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
    """Opens one entry of the editor, signed in."""
    service = GitHubStandIn(BareRepository.holding(content, tmp_path / "bare"))
    with ExitStack() as stack:

        def opened(entry: str) -> Page:
            page = window(
                viewport={"width": 1400, "height": 900}, bypass_csp=entry.endswith("?axe")
            )
            page.set_default_timeout(LONG)
            stack.enter_context(service.answering(page.context))
            page.goto(f"{base}/edit/#/collections/{entry.removesuffix('?axe')}")
            page.get_by_role("button", name="Access Token").click()
            token = page.get_by_role("textbox", name="Personal Access Token")
            token.fill(service.token)
            token.press("Enter")
            expect(preview(page).locator("main h1")).to_be_visible(timeout=LONG)
            return page

        yield opened


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("iframe.preview")


def box(page: Page, name: str) -> Locator:
    group = page.get_by_role("group", name=f"“\u2068{name}\u2069” Field", exact=True)
    return group.last.get_by_role("textbox").last


def place_on_page(content: Path, address: str, words: str) -> list[str]:
    """The element in which words stand on the built page, and those around it: tags and classes."""
    file = content.parent / "site" / address / "index.html"
    main = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").select_one("main")
    assert main
    found = main.find(string=lambda text: text is not None and text.strip() == words)
    assert found
    around = [one for one in found.parents if one is main or main in one.parents]
    return [" ".join([one.name, *filter(None, one.get_attribute_list("class"))]) for one in around]


def place_in_preview(page: Page, words: str) -> list[str]:
    """The same of the preview, once the words are there."""
    element = preview(page).locator("main").get_by_text(words, exact=True)
    expect(element).to_have_count(1)
    found: list[str] = element.evaluate(
        "element => { const around = [];"
        " for (let one = element; one; one = one.tagName === 'MAIN' ? null : one.parentElement)"
        " around.push([one.localName, ...one.classList].join(' '));"
        " return around; }"
    )
    return found


def test_a_service_is_its_page_with_what_is_typed(
    editor: Callable[[str], Page], content: Path, base: str
) -> None:
    page, asked, said = editor(CLUB), list[str](), list[str]()
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: said.append(str(error)))
    main = preview(page).locator("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("The Saturday Club")
    expect(main).to_contain_text("Up to 11")
    expect(main).to_contain_text("9:30am to 11:30am, term time only")
    expect(main).to_contain_text("Yes: Step-free way in")
    expect(main.get_by_role("link", name="Short breaks")).to_have_attribute(
        "href", "/topics/short-breaks/"
    )
    changes = {
        "Number": ("01632 960300", "01632 960777"),
        "Summary": (
            "Two hours of play each Saturday for disabled children.",
            "Two hours of music each Saturday for disabled children.",
        ),
        "Text": (
            "Your child can play, paint and make friends. You can stay or go.",
            "Your child can sing and drum. You can stay or go.",
        ),
    }
    for name, (before, after) in changes.items():
        box(page, name).fill(after)
        assert place_in_preview(page, after) == place_on_page(
            content, "services/saturday-club", before
        )
    expect(main.get_by_role("link", name="01632 960777")).to_have_attribute(
        "href", "tel:01632960777"
    )
    heading = main.get_by_role("heading", name="If the answer is no")
    expect(heading).to_be_visible()
    box(page, "If turned down").fill("")
    expect(heading).to_have_count(0)
    expect(main.get_by_role("heading", name="When and where")).to_be_visible()
    assert set(asked) <= {urlsplit(base).netloc, "api.github.com", ""}
    assert said == []


def test_a_guide_is_its_page_with_what_is_typed(
    editor: Callable[[str], Page], content: Path
) -> None:
    page = editor("guide/entries/short-breaks")
    main = preview(page).locator("main")
    expect(main.get_by_role("link", name="The Saturday Club")).to_be_visible()
    before = "Phone us. We will call you back within two days."
    box(page, "Summary").fill("What short breaks are, in a few words.")
    place = place_on_page(
        content, "guides/short-breaks", "What short breaks are and how to ask for one."
    )
    assert place_in_preview(page, "What short breaks are, in a few words.") == place
    box(page, "Text").fill(
        "## How do I ask?\n\nWrite to **us**.\n\n- by post\n- by e-mail\n\nOr come."
    )
    expect(main.locator(".prose h2")).to_have_text(["How do I ask?"])
    expect(main.locator(".prose strong")).to_have_text("us")
    expect(main.locator(".prose li")).to_have_text(["by post", "by e-mail"])
    assert place_in_preview(page, "Or come.") == place_on_page(
        content, "guides/short-breaks", before
    )


def test_a_topic_is_its_page_with_what_is_typed(
    editor: Callable[[str], Page], content: Path
) -> None:
    page = editor("topic/entries/short-breaks")
    main = preview(page).locator("main")
    rows = main.locator("ul.choices a")
    expect(rows).to_have_text(["Short breaks", "The Saturday club"])
    before = "Clubs and breaks for children, and rest for you."
    box(page, "Summary").fill("Clubs for children, and rest for you.")
    assert place_in_preview(page, "Clubs for children, and rest for you.") == place_on_page(
        content, "topics/short-breaks", before
    )


def test_nothing_that_is_typed_runs(editor: Callable[[str], Page]) -> None:
    page, asked = editor(CLUB), list[str]()
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    box(page, "Summary").fill(
        "<img src=x onerror=alert(1)><script>alert(2)</script> and more words"
    )
    box(page, "Text").fill(
        "<img src=x onerror=alert(3)>\n\n[here](javascript:alert(4))\n\n<b>5</b>"
    )
    main = preview(page).locator("main")
    expect(main.locator(".lead")).to_contain_text("<script>alert(2)</script>")
    expect(main.locator(".prose")).to_contain_text("<b>5</b>")
    expect(main.locator("img, script, a[href^=javascript]")).to_have_count(0)
    assert asked == []


def test_what_several_answers_make_together_stands_as_it_is_saved(
    editor: Callable[[str], Page],
) -> None:
    page = editor(CLUB)
    group = page.get_by_role("group", name="“\u2068Week of month\u2069” Field", exact=True).last
    group.get_by_role("radio", name="second", exact=True).click()
    shown = preview(page).locator("main [data-as-saved]")
    expect(shown).to_contain_text("Byday: SA; Week of month: second")
    expect(shown).to_contain_text("put into words when the site is built")


def test_a_new_service_has_a_page_before_it_is_saved(
    editor: Callable[[str], Page], base: str
) -> None:
    page = editor(CLUB)
    page.goto(f"{base}/edit/#/collections/service/new")
    expect(preview(page).locator("main")).to_contain_text("we do not know yet")
    box(page, "Name").fill("Marsh Swimmers")
    expect(preview(page).locator("main h1")).to_have_text("Marsh Swimmers")


def test_previews_are_accessible(editor: Callable[[str], Page], base: str) -> None:
    page = editor(f"{CLUB}?axe")
    for entry in (CLUB, "guide/entries/short-breaks", "topic/entries/short-breaks"):
        page.goto(f"{base}/edit/#/collections/{entry}")
        title = "The Saturday Club" if entry == CLUB else "Short breaks"
        main = (
            preview(page)
            .locator("main")
            .filter(has=page.get_by_role("heading", name=title, level=1, exact=True))
        )
        expect(main).to_be_visible(timeout=LONG)
        found = main.evaluate(
            f"async main => {{ {AXE}; return await axe.run(main.parentElement.parentElement,"
            " {runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa']}); }"
        )
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
