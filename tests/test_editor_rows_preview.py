"""Rows of a file on the page that lists them: events, what changed, contacts."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, Route

from localoffer.editor.configuration import configuration
from localoffer.editor.preview.preview_files import ROWS_WITH_PREVIEW, preview_files
from localoffer.model.editor import Editor
from localoffer.pipeline import CheckResult, Task, check
from localoffer.render.assets import make_assets
from localoffer.render.environment import make_environment
from localoffer.render.page_file import render

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
ORIGIN = "https://editor.test"
SCRIPTS = ROOT / "templates" / "scripts" / "editor"
YAML = ROOT / "node_modules" / "yaml" / "browser" / "dist"
ADDRESSES = {"event": "/events/", "change": "/changes/", "contact": "/contact/"}

#: Fills the page of each file of rows and returns its words.
FILL = """
async (files) => {
  const { filledPage } = await import("/learned_preview.js");
  const { shownForm } = await import("/rows_of_pages.js");
  const { fileFormat } = await import("/formats.js");
  return files.map(({ kind, fields, text, pages, records }) => {
    const form = shownForm(kind, fileFormat(fields, "rows").fromFile(text), records);
    const { html } = filledPage(pages, form, kind, records);
    const page = new DOMParser().parseFromString(html, "text/html");
    return page.querySelector("main").textContent.trim().split(/\\s+/);
  });
}
"""
EVENTS = """\
- id: later
  name: Later fair
  summary: Come and look.
  organization: Little Marsh Parents
  dates: [2026-12-24, 2026-12-20, 2026-11-20]
  opens_at: 9:30
  closes_at: 12:00
  online: yes
  free: yes
- {id: over, name: Over, summary: Gone., organization: Us, dates: 2026-11-20, free: yes}
- id: soon
  name: Soon talk
  summary: We talk.
  organization: Us
  dates: [2026-11-21]
  free: no
  fees_description: £3 a family
  relaxed: yes
  maximum_age: 11
  phones: [{number: 01632 960300, description: Ask for Kim}]
"""


@pytest.fixture(scope="module")
def checked() -> CheckResult:
    """The example council."""
    return check(Task(ROOT / "content", ROOT, ROOT / ".localoffer", TODAY))


@pytest.fixture(scope="module")
def learned(checked: CheckResult, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What is learned of the pages of rows, by the name of the file."""
    environment = _environment(checked, tmp_path_factory.mktemp("styles"))
    assert checked.offer
    names = {"records", *(kind.name for kind in ROWS_WITH_PREVIEW)}
    files = preview_files(environment, checked.offer, checked.pictures, "")
    stems = {Path(file.path).stem: file for file in files}
    return {name: json.loads(stems[name].make()) for name in names}


def _environment(checked: CheckResult, state: Path) -> Any:
    offer = checked.offer
    assert offer
    assets = make_assets(checked.design, offer.site.colours, offer.site.looks, state)
    return make_environment(checked.design, offer, assets, checked.base)


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(f"{ORIGIN}/")
    file = YAML / path.removeprefix("yaml/") if path.startswith("yaml/") else SCRIPTS / path
    if path:
        route.fulfill(body=file.read_text(encoding="utf-8"), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html>", content_type="text/html")


@pytest.fixture
def filled(
    window: Callable[..., Page], checked: CheckResult, learned: Mapping[str, Any]
) -> Callable[..., list[list[str]]]:
    """The words of the pages that texts of rows make, by what the rows are called."""

    def words(texts: Mapping[str, str]) -> list[list[str]]:
        assert checked.offer
        page = window()
        page.route(f"{ORIGIN}/**", _answer)
        page.clock.set_fixed_time(datetime(2026, 11, 21, 12, tzinfo=UTC))
        page.goto(f"{ORIGIN}/")
        config = configuration(checked.offer, Editor(backend="github", repo="a/b"))
        rows = next(one for one in config["collections"] if one["name"] == "rows")["files"]
        fields = {one["name"]: one["fields"] for one in rows}
        given = [
            {"kind": kind, "fields": fields[kind], "text": text, "pages": learned[kind],
             "records": learned["records"]}
            for kind, text in texts.items()
        ]  # fmt: skip
        found: list[list[str]] = page.evaluate(FILL, given)
        return found

    return words


def test_a_filled_page_says_what_the_built_page_says(
    filled: Callable[..., list[list[str]]], checked: CheckResult, tmp_path: Path
) -> None:
    files = {kind.name: ROOT / "content" / kind.place for kind in ROWS_WITH_PREVIEW}
    assert set(files) == set(ADDRESSES)
    texts = {name: file.read_text(encoding="utf-8") for name, file in files.items()}
    environment = _environment(checked, tmp_path)
    built = {page.address: page for page in checked.pages}
    for name, here in zip(texts, filled(texts), strict=True):
        html = render(built[ADDRESSES[name]], environment).decode()
        main = BeautifulSoup(html, "html.parser").select_one("main")
        assert main
        # What families said is left out, and an age is said as on services.
        for heading in main.find_all("h2", string="What families said about this page"):
            section = heading.find_parent("section")
            assert section
            section.decompose()
        there = main.get_text().replace("All ages", "Up to 25").split()
        different = [one for one in ndiff(there, here) if one[0] != " "]
        assert different == [], name


def test_events_stand_in_the_order_of_their_days_without_those_that_are_over(
    filled: Callable[..., list[list[str]]],
) -> None:
    (words,) = filled({"event": EVENTS})
    text = " ".join(words)
    assert "Over" not in text
    assert text.index("Soon talk") < text.index("Later fair")
    assert "Saturday 21 November" in text
    assert "Sunday 20 December" in text
    assert "Also on Thursday 24 December." in text
    assert "9:30am to noon" in text
    assert "Online Come and look." in text
    assert "Quiet or relaxed £3 a family Up to 11" in text
    assert "01632 960300Ask for Kim" in text


def test_a_file_without_rows_is_the_empty_page(filled: Callable[..., list[list[str]]]) -> None:
    (words,) = filled({"event": "[]\n"})
    assert " ".join(words).endswith("No events are listed at the moment.")
