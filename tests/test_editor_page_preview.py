"""The page that the local editor shows beside a form, before anything is saved."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from host.app import make_app
from host.edit import LOCAL
from host.settings import HostSettings
from localoffer.editor.site_files import add as editor_files
from localoffer.pipeline import Task, build
from search.index.site_files import add as search_files
from tests.support.wsgi_server import serving

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
CLUB = "services/saturday-club.md"
OWN = {"Host": "127.0.0.1:8001", "Origin": "http://127.0.0.1:8001"}


@dataclass(frozen=True, slots=True)
class LocalEditing:
    """A small council's folder, and the service of the command ``edit``."""

    content: Path
    app: Flask

    def text(self, path: str) -> str:
        """What a file holds."""
        return (self.content / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        (self.content / path).write_text(text, encoding="utf-8")

    def everything(self) -> dict[Path, tuple[bytes, int]]:
        """Every file's bytes, and when anything about it changed."""
        files = (file for file in self.content.rglob("*") if file.is_file())
        return {file: (file.read_bytes(), file.stat().st_ctime_ns) for file in files}

    def preview(self, path: str, text: str | bytes, **headers: str) -> tuple[int, str]:
        """Ask for the page that a text would make."""
        answer = self.app.test_client().post(
            f"/edit/preview/{path}", data=text, headers={**OWN, **headers}
        )
        return answer.status_code, answer.text

    def page(self, path: str, text: str) -> tuple[str, list[str]]:
        """The page that a text would make, and why there is none."""
        status, answer = self.preview(path, text)
        assert status == 200, answer
        found = json.loads(answer)
        return found["html"], found["problems"]


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> LocalEditing:
    """The small council, built with the editor."""
    folder = tmp_path_factory.mktemp("previews")
    content = Path(shutil.copytree(ROOT / "tests" / "examples" / "good", folder / "content"))
    settings = HostSettings(content, folder / "site", ROOT, folder / "state", editor=LOCAL)
    task = Task(content, ROOT, settings.state, TODAY, editor=LOCAL)
    build(task, settings.site, [search_files, editor_files])
    return LocalEditing(content, make_app(settings))


def test_a_page_is_made_of_what_is_not_saved(editing: LocalEditing) -> None:
    before = editing.everything()
    text = editing.text(CLUB).replace("960300", "960777")
    html, problems = editing.page(CLUB, text)
    assert html.startswith('<main id="main"')
    assert html.endswith("</main>")
    assert 'href="tel:01632960777"' in html
    assert "960300" not in html
    assert problems == []
    assert editing.everything() == before


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("guides/short-breaks.md", "# ", "# New words: "),
        ("topics/short-breaks.md", "summary: ", "summary: New words. "),
    ],
)
def test_other_kinds_have_their_own_pages(
    editing: LocalEditing, path: str, old: str, new: str
) -> None:
    html, problems = editing.page(path, editing.text(path).replace(old, new))
    assert "New words" in html
    assert problems == []


def test_a_new_service_is_shown_as_a_draft(editing: LocalEditing) -> None:
    html, problems = editing.page("services/new-page.md", "---\nname: Marsh Swim\n---\n")
    assert "Marsh Swim" in html
    assert "we do not know yet" in html
    assert any("summary" in problem for problem in problems)
    assert not (editing.content / "services" / "new-page.md").exists()


def test_the_words_of_a_slot_are_shown_in_their_guide(editing: LocalEditing) -> None:
    site = editing.text("site.yaml")
    national = ROOT / "national" / "guides"
    guide = next(one for one in sorted(national.glob("*.md")) if "{slot: " in one.read_text())
    slot = guide.read_text(encoding="utf-8").partition("{slot: ")[2].partition("}")[0]
    text = (
        f"---\nguide: {guide.stem}\nslot: {slot}\nowner: help-line\nassured_date: 2026-10-01\n"
        "assured_by: Local Offer team\n---\nWe meet on Thursdays.\n"
    )
    editing.write("site.yaml", site.replace("national: no", "national: yes"))
    try:
        html, problems = editing.page("slots/new-page.md", text)
    finally:
        editing.write("site.yaml", site)
    assert "We meet on Thursdays." in html
    assert problems == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("events.yaml", "Coffee morning", "Tea morning"),
        ("contacts.yaml", "Anything on this site.", "Anything at all."),
        ("changes.yaml", "summary: ", "summary: New words. "),
        ("glossary.yaml", "meaning: ", "meaning: New words. "),
    ],
)
def test_rows_are_shown_on_the_page_that_lists_them(
    editing: LocalEditing, path: str, old: str, new: str
) -> None:
    html, problems = editing.page(path, editing.text(path).replace(old, new, 1))
    assert new.removeprefix("summary: ").removeprefix("meaning: ") in html
    assert problems == []


def test_a_file_with_mistakes_gives_sentences(editing: LocalEditing) -> None:
    html, problems = editing.page(CLUB, editing.text(CLUB).replace("01632 960300", "01632"))
    assert html == ""
    assert any("cannot be a UK phone number" in problem for problem in problems)
    html, problems = editing.page(CLUB, "no header")
    assert html == ""
    assert problems
    assert "Traceback" not in str(problems)


def test_a_mistake_that_leaves_a_page_is_told_beside_it(editing: LocalEditing) -> None:
    text = editing.text(CLUB).replace("topics: [short-breaks]", "topics: [nothing]")
    html, problems = editing.page(CLUB, text)
    assert "The Saturday Club" in html
    assert len(problems) == 1
    assert '"nothing" is not in the folder topics' in problems[0]


def test_what_has_no_page_says_so(editing: LocalEditing) -> None:
    text = (
        "title: A first evening\ngroups: [children-sen]\nbegins: 2024-01-18\npeople: 13\n"
        "how: We met in the hall.\nsaid: Say it in plain words.\nchanged: We do.\n"
    )
    html, problems = editing.page("consultation/first-evening.yaml", text)
    assert html == ""
    assert problems == ["What you write here has no page of its own."]


def test_mistakes_of_other_files_are_named(editing: LocalEditing) -> None:
    site = editing.text("site.yaml")
    editing.write("site.yaml", "title: [")
    try:
        html, problems = editing.page(CLUB, editing.text(CLUB))
    finally:
        editing.write("site.yaml", site)
    assert html == ""
    assert problems == [
        "The page can be shown once the mistakes in other files are mended: site.yaml."
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://evil.example:8001", "Host": "evil.example:8001"},
        {"Origin": "http://127.0.0.1:9999"},
    ],
)
def test_pages_from_elsewhere_see_nothing(editing: LocalEditing, headers: dict[str, str]) -> None:
    status, answer = editing.preview(CLUB, editing.text(CLUB), **headers)
    assert (status, answer) == (403, "Only the editor's own page may do this.")


def test_what_is_no_text_too_much_or_no_record_is_refused(editing: LocalEditing) -> None:
    assert editing.preview(CLUB, b"\xff\xfe")[0] == 400
    assert editing.preview(CLUB, b"x" * 1_000_001)[0] == 413
    for path in ("../outside.md", "theme/x.html", "services/%2e%2e/%2e%2e/x.md", "services/x.txt"):
        assert 400 <= editing.preview(path, "x: y")[0] < 500


def test_the_service_of_a_published_site_makes_no_such_page(editing: LocalEditing) -> None:
    folder = editing.content.parent
    settings = HostSettings(editing.content, folder / "site", ROOT, folder / "state")
    answer = make_app(settings).test_client().post(f"/edit/preview/{CLUB}", data="", headers=OWN)
    assert answer.status_code == 405


@pytest.fixture
def address(editing: LocalEditing) -> Iterator[str]:
    """Where the council is served."""
    with serving(editing.app) as address:
        yield address


def test_the_page_follows_what_is_typed(
    window: Callable[..., Page], editing: LocalEditing, address: str
) -> None:
    before, said = editing.everything(), list[tuple[str, str]]()
    page = window(viewport={"width": 1400, "height": 900})
    page.on("console", lambda message: said.append((message.type, message.text)))
    page.goto(f"{address}/edit/#/collections/service/entries/saturday-club")
    contact = page.frame_locator("iframe.preview").locator("main .answer", has_text="Contact")
    expect(contact).to_contain_text("01632 960300")
    assert page.frame_locator("iframe.preview").locator("body.page-service").count() == 1
    number = page.get_by_role("group", name="“\u2068Number\u2069” Field", exact=True)
    number.get_by_role("textbox").fill("01632 960777")
    expect(contact).to_contain_text("01632 960777")
    assert editing.everything() == before
    assert [text for kind, text in said if kind == "error"] == []
