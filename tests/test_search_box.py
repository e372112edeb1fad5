"""The box on every page: what it suggests, by keyboard, pointer and screen reader."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from checks.axe import TAGS
from checks.pages import Pages

Window = Callable[..., Page]
AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
PAGE = "/topics/money-and-travel/"


def opened(window: Window, address: str, **options: Any) -> Page:
    page = window(reduced_motion="reduce", **options)
    page.goto(address)
    return page


def box(page: Page) -> Locator:
    return page.locator("#q")


def suggestions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def type_words(page: Page, words: str) -> None:
    box(page).click()
    box(page).press_sequentially(words)


def type_and_pause(page: Page, words: str) -> None:
    """Type, and wait until what the whole search found is there and said."""
    type_words(page, words)
    expect(page.get_by_role("status")).to_contain_text("suggestion")


def test_every_page_has_one_box_with_a_label_a_button_and_a_plain_form(
    site: Pages, served: str, window: Window
) -> None:
    """Two pages of schools have a second box, for schools alone."""
    page = window()
    faults, among_schools = [], set()
    for kind, address in site.one_of_each_kind().items():
        page.goto(served + address)
        schools = page.get_by_role("search", name="Schools", exact=True)
        if schools.count():
            among_schools.add(kind)
            assert schools.locator('input[type="hidden"][name="school"]').input_value() == "yes"
        boxes = page.get_by_role("search").all()
        told = [
            (
                box.get_by_label(re.compile(r"\w")).count(),
                box.get_by_role("button").count(),
                box.get_attribute("action"),
            )
            for box in boxes
        ]
        if told != [(1, 1, "/search/")] * (1 + schools.count()):
            faults.append((kind, told))
    assert faults == []
    assert among_schools == {"schools", "school-coordinators"}


def test_nothing_of_the_search_is_fetched_before_somebody_turns_to_the_box(
    served: str, window: Window
) -> None:
    page = window()
    asked: list[str] = []

    def note(request: Request) -> None:
        if re.search(r"/search[./]", request.url):
            asked.append(request.url)

    page.on("request", note)
    page.goto(served + PAGE, wait_until="networkidle")
    assert asked == []
    with page.expect_request(re.compile(r"completions\.json")):
        box(page).focus()


def test_a_word_that_is_being_typed_is_completed_from_one_file_and_words_come_first(
    served: str, window: Window
) -> None:
    """The whole search cannot be reached, and is not needed until there is a pause."""
    page = window()
    page.route("**/facts.json*", lambda route: route.abort())
    page.goto(served + PAGE)
    type_words(page, "a")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    box(page).press_sequentially("ut")
    expect(suggestions(page).first).to_have_text(re.compile("^aut[a-z]+ Search$"))
    expect(suggestions(page).last).not_to_contain_text("Search")
    box(page).press_sequentially("ism in gi")
    expect(suggestions(page).first).to_have_text(re.compile("^autism in gi[a-z]+ Search$"))


def test_a_beginning_is_neither_looked_up_nor_put_right(served: str, window: Window) -> None:
    page = opened(window, served + PAGE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response(re.compile(r"completions\.json")):
        box(page).focus()
    # All within one pause, however slow the machine is: the keys leave the browser no time.
    seen = page.evaluate(
        """async () => {
          const box = document.querySelector("#q");
          while (!document.querySelector("#suggestions")) await new Promise(requestAnimationFrame);
          for (const end of [3, 4, 5, 6, 7]) {
            box.value = "respite".slice(0, end);
            box.dispatchEvent(new InputEvent("input", {inputType: "insertText", bubbles: true}));
          }
          return document.querySelector("#suggestions").textContent;
        }"""
    )
    assert "espite" in seen
    expect(suggestions(page).first).to_contain_text("espite")
    expect(page.get_by_role("status")).to_contain_text("suggestion")
    words = {url.partition("/words/")[2] for url in asked if "/words/" in url}
    assert len(words) == 1
    assert not [url for url in asked if "/spelling/" in url]


def test_three_letters_suggest_a_right_spelling_and_up_to_five_pages_with_their_kinds(
    served: str, window: Window
) -> None:
    page = opened(window, served + PAGE)
    type_words(page, "speach therapy")
    expect(suggestions(page).first).to_have_text("speech therapy Search")
    expect(suggestions(page).nth(1)).to_contain_text(re.compile("Guide|Therapy"))
    assert 2 <= suggestions(page).count() <= 9


def test_a_combobox_says_its_state_its_list_and_its_choice(served: str, window: Window) -> None:
    page = opened(window, served + PAGE)
    combobox = page.get_by_role("combobox", name="Search this site")
    box(page).focus()
    expect(combobox).to_have_attribute("aria-expanded", "false")
    expect(combobox).to_have_attribute("aria-autocomplete", "list")
    type_words(page, "autism")
    expect(combobox).to_have_attribute("aria-expanded", "true")
    assert page.locator(f"#{combobox.get_attribute('aria-controls')}[role=listbox]").is_visible()
    assert combobox.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(combobox).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    expect(combobox).to_be_focused()


def test_what_is_there_is_said_once_typing_pauses_and_changes_with_the_words(
    served: str, window: Window
) -> None:
    """Many screen readers leave out words that are the same as the last."""
    page = opened(window, served + PAGE)
    type_words(page, "autism")
    status = page.get_by_role("status")
    expect(status).to_have_text(
        re.compile(r"^\d suggestions, the first: .+\. Use the up and down arrows to choose\.$")
    )
    first = status.inner_text()
    box(page).press_sequentially(" support")
    expect(status).to_have_text(re.compile(r"^\d suggestions, the first: [^.]+\.$"))
    assert status.inner_text() != first
    box(page).fill("xyzzyqx")
    expect(status).to_have_text("No suggestions. Press Enter to search.")


def test_a_phone_is_told_of_no_arrows(served: str, window: Window) -> None:
    page = opened(window, served + PAGE, is_mobile=True, has_touch=True)
    box(page).tap()
    box(page).press_sequentially("autism")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d suggestions, the first: [^.]+\.$"))
    box(page).fill("xyzzyqx")
    expect(status).to_have_text("No suggestions.")


def test_arrows_go_round_and_escape_closes_and_leaves_the_words(
    served: str, window: Window
) -> None:
    page = opened(window, served + PAGE)
    type_and_pause(page, "autism")
    expect(suggestions(page)).to_have_count(5)
    page.keyboard.press("ArrowUp")
    expect(suggestions(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(suggestions(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(suggestions(page)).to_have_count(0)
    expect(box(page)).to_have_value("autism")
    page.keyboard.press("ArrowDown")
    expect(suggestions(page).first).to_have_attribute("aria-selected", "true")


def test_home_and_end_move_in_the_words(served: str, window: Window) -> None:
    page = opened(window, served + PAGE)
    type_words(page, "autism")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.selectionStart") == 0
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.selectionStart") == len("autism")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)


def test_enter_without_a_choice_searches_and_with_one_opens_its_page(
    served: str, window: Window
) -> None:
    page = opened(window, served + PAGE)
    type_and_pause(page, "autism")
    expect(suggestions(page)).to_have_count(5)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}/search/?q=autism")
    expect(page.locator("h1")).to_contain_text("“autism”")
    first = page.locator(".result a").first.get_attribute("href")
    page.goto(served + PAGE)
    type_and_pause(page, "autism")
    expect(suggestions(page)).to_have_count(5)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}{first}")


@pytest.mark.parametrize("address", ["/", PAGE])
def test_a_tap_on_a_suggestion_opens_it(address: str, served: str, window: Window) -> None:
    page = opened(window, served + address, has_touch=True, viewport={"width": 320, "height": 640})
    box(page).tap()
    box(page).press_sequentially("speach therapy")
    expect(suggestions(page).first).to_have_text("speech therapy Search")
    heights = suggestions(page).evaluate_all("all => all.map(one => one.offsetHeight)")
    assert min(heights) >= 44
    suggestions(page).first.tap()
    expect(page).to_have_url(f"{served}/search/?q=speech+therapy")


def test_tab_leaves_the_box_and_closes_the_list(served: str, window: Window) -> None:
    page = opened(window, served + PAGE)
    type_and_pause(page, "autism")
    expect(suggestions(page)).to_have_count(5)
    page.keyboard.press("Tab")
    expect(suggestions(page)).to_have_count(0)
    expect(page.get_by_role("search").get_by_role("button")).to_be_focused()


def test_the_page_of_results_has_no_list_below_its_box(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/")
    type_words(page, "autism")
    expect(page.locator(".result").first).to_be_visible()
    assert not page.get_by_role("listbox").count()
    expect(page.locator("input[name=q]")).not_to_have_role("combobox")


def test_an_index_that_cannot_be_loaded_leaves_a_box_that_searches(
    served: str, window: Window
) -> None:
    page = window()
    page.route("**/facts.json*", lambda route: route.abort())
    page.goto(served + PAGE)
    type_words(page, "autism")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}/search/?q=autism")


@pytest.mark.parametrize("forced", ["none", "active"])
def test_an_open_list_is_free_of_faults(
    forced: str, served: str, window: Window, axe: Callable[[Page], list[str]]
) -> None:
    page = opened(window, served + PAGE, forced_colors=forced)
    type_words(page, "speach therapy")
    expect(suggestions(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    outline = suggestions(page).first.evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline == "solid"
    assert axe(page) == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Gives what axe finds wrong with a page as it stands now."""

    def found(page: Page) -> list[str]:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
        return [
            f"{one['id']}: {node['html']}" for one in result["violations"] for node in one["nodes"]
        ]

    return found
