"""Words from right to left keep their direction, where they are typed and where they are shown."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from tests.support.moderation import ModerationSite, moderation_site
from tests.support.moderation_browser import served, signed_in

URDU = "یہ نمبر پرانا ہے"
MIXED = f"{URDU} 01632 960123\nThe second line is English."
FORMS = ("comment", "correction", "sought", "useful?page=/services/saturday-club/", "wall")
#: Boxes that nobody sees, and those for numbers and secrets.
NO_WORDS = "[type=hidden], [type=radio], [type=checkbox], [type=password], [type=number], #website"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> ModerationSite:
    return moderation_site(tmp_path_factory.mktemp("direction"))


def without_direction(page: str) -> list[str]:
    soup = BeautifulSoup(page, "html.parser")
    left_out = soup.select(NO_WORDS)
    boxes = [box for box in soup.select("input, textarea") if box not in left_out]
    assert boxes
    return [str(box) for box in boxes if box.get("dir") != "auto"]


@pytest.mark.parametrize("name", [*FORMS, "survey/helped", "status/"])
def test_every_box_of_a_form_takes_words_from_right_to_left(
    site: ModerationSite, name: str
) -> None:
    assert without_direction(site.signed_in["ruth"].get(f"/feedback/{name}").text) == []


@pytest.mark.parametrize("address", ["", "enter", "enter-words"])
def test_every_box_of_moderation_does_too(site: ModerationSite, address: str) -> None:
    assert without_direction(site.get(address)) == []


@pytest.mark.parametrize("kind", ["comment", "correction", "wall"])
def test_every_box_beside_what_was_sent_does_too(site: ModerationSite, kind: str) -> None:
    number = site.send(MIXED, kind=kind, reply_to="jo@example.org")
    assert without_direction(site.get(f"comment/{number}")) == []


@pytest.fixture(scope="module")
def visit(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[tuple[ModerationSite, Page]]:
    with served(tmp_path_factory.mktemp("shown")) as (site, origin):
        page = signed_in(browser, site, origin)
        yield site, page
        page.context.close()


#: From which side the line of a text runs that has this word in it.
SIDE = """([selector, word]) => {
  const place = document.querySelector(selector);
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const start = node.data.indexOf(word);
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + word.length);
    const [line, box] = [range.getBoundingClientRect(), place.getBoundingClientRect()];
    return box.right - line.right < line.left - box.left ? "right" : "left";
  }
  return "nowhere";
}"""


def test_each_line_that_was_typed_begins_on_its_own_side(
    visit: tuple[ModerationSite, Page],
) -> None:
    site, page = visit
    number = site.send(MIXED, kind="correction", reply_to=f"{URDU}\nLittle Marsh")
    page.goto(f"/feedback/desk/comment/{number}")
    for word, side in (("یہ", "right"), ("The second", "left")):
        assert page.evaluate(SIDE, [".moderation-typed .moderation-words", word]) == side
    page.click("button[value=address]")
    expect(page.get_by_role("heading", name="The address for the reply")).to_be_visible()
    for word, side in (("یہ", "right"), ("Little", "left")):
        assert page.evaluate(SIDE, [".moderation-words", word]) == side


def test_a_name_that_is_marked_first_does_not_turn_the_line(
    visit: tuple[ModerationSite, Page],
) -> None:
    """What is read out before a mark is English, and is not what was typed."""
    site, page = visit
    number = site.send(f"jo@example.org\n{URDU}")
    page.goto(f"/feedback/desk/comment/{number}")
    words = page.locator(".moderation-typed .moderation-words")
    assert words.evaluate("one => getComputedStyle(one).direction") == "ltr"
    number = site.send(f"01632 960123 {URDU}")
    page.goto(f"/feedback/desk/comment/{number}")
    assert words.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_in_the_queue_the_first_words_stand_apart_from_the_rest(
    visit: tuple[ModerationSite, Page],
) -> None:
    site, page = visit
    site.send(URDU)
    page.goto("/feedback/desk/")
    first = page.locator(".moderation-row h2").get_by_text(URDU, exact=True)
    assert first.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_in_a_reply_what_somebody_wrote_has_lines_of_its_own(site: ModerationSite) -> None:
    """A mail is plain text: a line that begins in English would turn the words after it."""
    number = site.send(MIXED, reply_to="jo@example.org")
    typed = {"answer": URDU, "action_what": URDU, "reply": URDU, "action_owner": "help-line"}
    text = BeautifulSoup(site.post(number, action="address", **typed).text, "html.parser")
    (_, words) = text.select(".moderation-words")
    lines = [line for line in words.get_text().splitlines() if URDU in line]
    assert lines == [URDU] * 3
