"""The words of a slot in their text: the browser puts them where the build puts them."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, Route

from localoffer.check.council_words import compose
from localoffer.editor.preview.preview_files import preview_files
from localoffer.editor.preview.slot_text_files import slot_text_files
from localoffer.model.figures import Figure
from localoffer.offer import Offer
from localoffer.pipeline import CheckResult, Task, check
from localoffer.publish import PlannedFile
from localoffer.render.assets import make_assets
from localoffer.render.environment import make_environment
from localoffer.render.page_file import render

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
ORIGIN = "https://editor.test"
SCRIPTS = ROOT / "templates" / "scripts" / "editor"

#: What a page has besides its text, which comes from other pages.
LEFT_OUT = {"What families said about this page", "Services that may help", "Services"}

#: The time in the heading of a step, which a preview leaves there.
_WHEN = re.compile(r" \([^()]*\)$")

#: Fills the texts of slots and returns the headings of each page, and the words of its text.
FILL = """
async ({ texts, pages, records }) => {
  const { filledPage } = await import("/learned_preview.js");
  const { textWith } = await import("/slot_preview.js");
  const words = (one) => one.textContent.replace(/\\s+/g, " ").trim();
  return texts.map(({ kind, slug, text, form }) => {
    const { html } = filledPage(pages[kind], textWith(text, form), slug, records);
    const page = new DOMParser().parseFromString(html, "text/html");
    const all = [...page.querySelectorAll("main :is(h1, h2)")];
    const shown = all.filter((one) => !one.closest("[hidden]"));
    const prose = [...page.querySelectorAll("main .prose")].map((one) => one.textContent).join("");
    return [shown.map(words), prose.replace(/\\s+/g, "")];
  });
}
"""


@pytest.fixture(scope="module")
def checked() -> CheckResult:
    """The example council."""
    return check(Task(ROOT / "content", ROOT, ROOT / ".localoffer", TODAY))


@pytest.fixture
def browser_page(window: Callable[..., Page]) -> Page:
    """A page that can import the editor's scripts, on the day of the build."""
    page = window()
    page.route(f"{ORIGIN}/**", _answer)
    page.clock.set_fixed_time(datetime(2026, 11, 21, 12, tzinfo=UTC))
    page.goto(f"{ORIGIN}/")
    return page


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(f"{ORIGIN}/")
    if path:
        text = (SCRIPTS / path).read_text(encoding="utf-8")
        route.fulfill(body=text, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html>", content_type="text/html")


def _by_stem(files: Any) -> dict[str, PlannedFile]:
    return {Path(file.path).stem: file for file in files}


def _texts(offer: Offer) -> list[dict[str, Any]]:
    """The text of each slot of the example council, and the form that its file fills."""
    files = _by_stem(slot_text_files(ROOT / "content", ROOT, offer))
    texts = {stem: json.loads(file.make()) for stem, file in files.items()}
    found = []
    for slot in offer.slots:
        kind, slug = slot.record.text
        text = texts[f"text-{kind}-{slug}"]
        filling = text["slots"][slot.record.slot]
        others = {name: one for name, one in text["slots"].items() if name != slot.record.slot}
        form = {kind: slug, "slot": slot.record.slot, **filling, "body": filling["text"]}
        found.append({"kind": kind, "slug": slug, "text": {**text, "slots": others}, "form": form})
    return found


def test_a_filled_text_is_that_of_the_built_page(
    browser_page: Page, checked: CheckResult, tmp_path: Path
) -> None:
    offer = checked.offer
    assert offer
    assets = make_assets(checked.design, offer.site.colours, offer.site.looks, tmp_path)
    own = make_environment(checked.design, offer, assets, checked.base)
    learned = _by_stem(preview_files(own, offer, checked.pictures, ""))
    texts = _texts(offer)
    assert {one["kind"] for one in texts} == {"guide", "topic"}
    given = {
        "texts": texts,
        "pages": {kind: json.loads(learned[kind].make()) for kind in ("guide", "topic")},
        "records": json.loads(learned["records"].make()),
    }
    found = browser_page.evaluate(FILL, given)
    environment = make_environment(checked.design, offer, assets, checked.base)
    addresses = {f"/{one['kind']}s/{one['slug']}/" for one in texts}
    built = {
        one.address: BeautifulSoup(render(one, environment).decode(), "html.parser")
        for one in checked.pages
        if one.address in addresses
    }
    figures = {figure.title for figure in offer.rows(Figure)}
    different = {}
    for one, (headings, words) in zip(texts, found, strict=True):
        page = built[f"/{one['kind']}s/{one['slug']}/"]
        kind = one["text"]["header"].get("kind")
        is_journey, has_steps = kind == "journey", kind in ("journey", "step-by-step")
        expected = _headings(page, figures), "" if is_journey else _words(page)
        here = [_WHEN.sub("", name) if has_steps else name for name in headings]
        shown = [name for name in here if name not in LEFT_OUT], "" if is_journey else words
        if shown != expected:
            different[one["slug"], one["form"]["slot"]] = (shown, expected)
    assert different == {}


def _headings(page: BeautifulSoup, figures: set[str]) -> list[str]:
    found = (one for one in page.select("main :is(h1, h2)") if not one.find_parent(hidden=True))
    names = (" ".join(one.get_text().split()) for one in found)
    return [name for name in names if name not in LEFT_OUT | figures]


def _words(page: BeautifulSoup) -> str:
    """The letters of a page's text, without the spaces that HTML may have between elements."""
    return "".join("".join(one.get_text().split()) for one in page.select("main .prose"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A line.\n{slot: own}\nAnother.", "One.\n\nTwo."),
        ("A line.\n\n{slot: own}\n\nAnother.", ""),
        ("- {slot: own}\n- Next", "First\n- Second\n\nmore"),
        ("1. {slot: own}", "First\n1. Second"),
        ("> { slot:own }", "Said.\n\nAnd said."),
        ("  {slot: own}  ", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        ("Ask us {slot: own}. Or {slot: other} not.", "now,\n  or later"),
        ("Ask us {slot: own}.", " "),
        ("{slot: own}: {slot: other} {slot: none}", "## A heading"),
        ("{team: send} and {slot: }", "x"),
    ],
)
def test_words_are_put_into_a_text_as_the_build_puts_them(
    browser_page: Page, text: str, words: str
) -> None:
    slots = {"own": words, "other": "some *other*\nwords"}
    script = "async ([text, words]) => (await import('/composed_text.js')).composed(text, words)"
    assert browser_page.evaluate(script, [text, slots]) == compose(text, slots)[0]
