"""The editor in a real browser, by mouse and by keyboard alone: what is on disk afterwards."""

import difflib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page

from host.app import make_app
from host.edit import LOCAL
from host.settings import HostSettings
from localoffer.calendar_days import day_of_build
from localoffer.editor.site_files import add as editor_files
from localoffer.pipeline import Task, build, check
from localoffer.problems import errors
from search.index.site_files import add as search_files
from tests.support.editor_hands import Hand, Keyboard, Mouse
from tests.support.wsgi_server import serving

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BEFORE = ROOT / "tests" / "examples" / "good"

SYNONYMS = """\
# Words of parents at the coffee morning.
- words: [runner]   # said in March
  means: [runs off]
  match: expand

# Short forms
- {words: [tac], means: [team around the child], match: equivalent}
"""

#: Keeping the traps of YAML as text: a time, a country, a number with a nought before it.
TRAPS = "9:30, NO, 007"


@dataclass(frozen=True, slots=True)
class LocalEditing:
    """A small council's folder that the command ``edit`` serves."""

    content: Path
    base: str

    def difference(self, path: str) -> list[str]:
        """The lines of a file that are gone (-) or new (+)."""
        before = _lines(BEFORE / path) if (BEFORE / path).is_file() else []
        before = SYNONYMS.splitlines() if path == "vocabulary/synonyms.yaml" else before
        changed = difflib.unified_diff(before, _lines(self.content / path), lineterm="", n=0)
        return [line for line in changed if not line.startswith(("---", "+++", "@@"))]


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def lay_council(content: Path) -> None:
    """Lay the small council's folder as it is before anybody edits it."""
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(BEFORE, content)
    (content / "vocabulary").mkdir()
    (content / "vocabulary" / "synonyms.yaml").write_text(SYNONYMS, encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalEditing]:
    """The small council, built once with the editor and served."""
    folder = tmp_path_factory.mktemp("editing")
    content = folder / "content"
    lay_council(content)
    settings = HostSettings(content, folder / "site", ROOT, folder / "state", editor=LOCAL)
    task = Task(content, ROOT, settings.state, TODAY, editor=LOCAL)
    build(task, settings.site, [search_files, editor_files])
    with serving(make_app(settings)) as address:
        yield LocalEditing(content, address)


@pytest.fixture
def editing(served: LocalEditing) -> LocalEditing:
    """The served council's folder as it is before anybody edits it."""
    lay_council(served.content)
    return served


@pytest.fixture(params=["mouse", "keyboard"])
def hand(request: pytest.FixtureRequest, window: Callable[..., Page]) -> Hand:
    """Somebody at the editor."""
    page = window(viewport={"width": 1400, "height": 900})
    return Mouse(page) if request.param == "mouse" else Keyboard(page)


def field(page: Page | Locator, name: str) -> Locator:
    """The part of a form that asks for one field; of several of a name, the last."""
    return page.get_by_role("group", name=f"“\u2068{name}\u2069” Field", exact=True).last


def box(page: Page | Locator, name: str) -> Locator:
    return field(page, name).get_by_role("textbox").last


def add(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=f"Add \u2068{name}\u2069", exact=True)


def press_add(hand: Hand, scope: Page | Locator, name: str) -> None:
    """Add a part, and wait until the editor has moved the focus to it."""
    hand.press(add(scope, name).last)
    hand.page.locator("button[aria-expanded]:focus").wait_for()


def option(page: Page | Locator, name: str, words: str, role: str = "radio") -> Locator:
    return field(page, name).get_by_role(role, name=words, exact=True)  # type: ignore[arg-type]


def save(hand: Hand) -> str:
    """Save, and return what is said of the file."""
    said = hand.page.locator("#after-saving")
    hand.press(hand.page.get_by_role("button", name="Save", exact=True))
    said.wait_for()
    return said.inner_text()


def open_entry(hand: Hand, editing: LocalEditing, address: str) -> None:
    hand.page.goto("about:blank")
    hand.page.goto(f"{editing.base}/edit/#/collections/{address}")
    hand.page.get_by_role("button", name="Save", exact=True).wait_for()


def test_a_phone_number_is_changed_from_its_page(hand: Hand, editing: LocalEditing) -> None:
    page, asked, said = hand.page, list[str](), list[tuple[str, str]]()
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append((message.type, message.text)))
    page.goto(f"{editing.base}/services/saturday-club/")
    hand.press(page.get_by_role("link", name="Edit this page"))
    field(page, "Name").wait_for()
    hand.write(box(page, "Number"), "01632 960777")
    assert "has no mistakes" in save(hand)
    assert editing.difference("services/saturday-club.md") == [
        "-phones: [{number: 01632 960300}]",
        "+phones: [{number: 01632 960777}]",
    ]
    assert set(asked) <= {urlsplit(editing.base).netloc, ""}
    assert [text for kind, text in said if kind == "error"] == []


def test_the_editor_is_accessible(window: Callable[..., Page], editing: LocalEditing) -> None:
    page = window(viewport={"width": 1400, "height": 900}, bypass_csp=True)
    shown = {
        "service/entries/saturday-club": "Who runs it",
        "rows/entries/glossary": "EHC plan",
        "service": "The Saturday Club",
    }
    for address, words in shown.items():
        page.goto("about:blank")
        page.goto(f"{editing.base}/edit/#/collections/{address}")
        page.get_by_text(words).first.wait_for()
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa']})")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_a_service_with_two_venues_is_added(hand: Hand, editing: LocalEditing) -> None:
    open_entry(hand, editing, "service/new")
    page = hand.page
    hand.write(box(page, "Name"), "Marsh Swimmers")
    hand.write(box(page, "Organization"), "Marsh Trust: pools")
    hand.choose(option(page, "Kind", "Activity"))
    hand.write(box(page, "Summary"), "Swimming with your child in a warm, quiet pool.")
    hand.choose(option(page, "Topics", "Short breaks", "checkbox"))
    hand.write(box(page, "Eligibility description"), "Open to all.")
    hand.write(box(page, "Minimum age"), "0")
    hand.write(box(page, "Maximum age"), "12")
    hand.choose(field(page, "Needs").get_by_role("checkbox").first)
    hand.choose(option(page, "Diagnosis needed", "no"))
    hand.choose(option(page, "EHC plan needed", "no"))
    hand.write(box(page, "Application process"), "Ring the pool.")
    hand.choose(option(page, "Referral", "self", "checkbox"))
    hand.choose(option(page, "Free", "yes"))
    hand.write(box(page, "Fees description"), "Free")
    hand.choose(option(page, "Attending type", "venue", "checkbox"))
    hand.choose(field(page, "Service areas").get_by_role("checkbox").first)
    for place, postcode in (("Marsh Pool", "SC1 4AB"), ("Fen Pool", "SC1 4AB")):
        places = field(page, "Locations")
        press_add(hand, places, "Location")
        hand.write(box(places, "Name"), place)
        hand.write(box(places, "Address 1"), "1 Water Lane")
        hand.write(box(places, "Postal code"), postcode)
    press_add(hand, page, "Phone")
    hand.write(box(page, "Number"), "01632 960300")
    hand.write(box(page, "Text"), "Bring a towel.")
    hand.press(field(page, "Assured date").get_by_role("button", name="Today"))
    hand.write(box(page, "Assured by"), "Local Offer team")
    hand.choose(option(page, "Owner", "Local Offer team"))
    said = save(hand)
    text = (editing.content / "services" / "marsh-swimmers.md").read_text(encoding="utf-8")
    assert "has no mistakes" in said
    assert 'organization: "Marsh Trust: pools"\n' in text
    assert text.count("  - name: ") == 2
    assert text.endswith("---\nBring a towel.\n")
    assert "free: yes\n" in text
    assert errors(check(Task(editing.content, ROOT, None, day_of_build(os.environ))).problems) == ()


def test_a_word_and_a_row_of_vocabulary_are_added(hand: Hand, editing: LocalEditing) -> None:
    page = hand.page
    open_entry(hand, editing, "rows/entries/glossary")
    press_add(hand, page, "Term")
    hand.write(box(page, "ID"), "team-around")
    hand.write(box(page, "Term"), TRAPS)
    hand.write(box(page, "Meaning"), "People who meet to plan help for one child.")
    assert "glossary.yaml" in save(hand)
    assert editing.difference("glossary.yaml") == [
        (
            f'+- {{id: team-around, term: "{TRAPS}", '
            "meaning: People who meet to plan help for one child.}"
        ),
    ]
    open_entry(hand, editing, "rows/entries/synonym")
    press_add(hand, page, "Synonym")
    press_add(hand, page, "Word")
    hand.write(box(page, "Words"), "bolter")
    press_add(hand, page, "Mean")
    hand.write(box(page, "Means"), "runs off")
    hand.choose(option(page, "Match", "expand"))
    assert "has no mistakes" in save(hand)
    assert editing.difference("vocabulary/synonyms.yaml") == [
        "+",
        "+- {words: [bolter], means: [runs off], match: expand}",
    ]
