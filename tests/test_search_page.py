"""The page of results: as somebody types, by keyboard, without script, by the service."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from jinja2 import Environment
from playwright.sync_api import Page, Route, expect

from checks.pages import Pages
from localoffer.pages.search_contexts import SearchPage
from localoffer.pages.search_page import ATTRIBUTION, with_results
from localoffer.pipeline import Task, check
from localoffer.render.assets import make_assets
from localoffer.render.environment import base_of, make_environment
from localoffer.render.page_file import render
from search.engine.address import choices_of, page_of
from search.engine.reader import Reader
from search.engine.results import search

ROOT = Path(__file__).parent.parent
Window = Callable[..., Page]

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

#: One search for every part of the page: each shows something that the others do not.
SEARCHES = {
    "a spelling put right, and two filters": "q=speach+therapy&age=3&need=autism",
    "the spelling as it was typed": "q=speach+therapy&exactly=yes",
    "the second of several pages": "q=help&page=2",
    "words of danger": "q=i+want+to+die",
    "a short form with two meanings": "q=SLT",
    "a place, and a filter that stands under more": "q=club&near=Thornbeck&day=SA",
    "a place that nobody knows": "q=club&near=Nowhere+at+all",
    "nothing found": "q=xyzzyq&free=yes",
    "a retired word": "q=statement+of+sen",
}

#: An element as its name, its attributes and what is in it; spaces between words count as one.
SHAPE = """source => {
  const page = source ? new DOMParser().parseFromString(source, 'text/html') : document;
  const plain = text => text.replace(/\\s+/g, ' ').trim();
  const shape = node => node.nodeType === 3 ? plain(node.data) : [
    node.localName,
    [...node.attributes].map(({name, value}) => `${name}=${plain(value)}`).sort(),
    [...node.childNodes].map(shape).filter(one => one.length),
  ];
  return ['#found', '[data-urgent]', '[data-list]', '[data-filters]'].map(selector => {
    const part = page.querySelector(selector).cloneNode(true);
    part.normalize();
    return shape(part);
  });
}"""


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Environment, SearchPage]:
    """The templates and the page of results, as a service has them."""
    state = tmp_path_factory.mktemp("state")
    checked = check(Task(ROOT / "content", ROOT, state, date(2026, 11, 21)))
    assert checked.offer
    assets = make_assets(
        checked.design, checked.offer.site.colours, checked.offer.site.looks, state
    )
    page = next(page for page in checked.pages if isinstance(page, SearchPage))
    return make_environment(checked.design, checked.offer, assets, base_of("")), page


@pytest.fixture
def by_service(site: Pages, surroundings: tuple[Environment, SearchPage]) -> Callable[[str], bytes]:
    """Gives the page of results as a service sends it, for the end of an address."""
    environment, page = surroundings
    reader = Reader(site.folder / "search")

    def sent(address: str) -> bytes:
        parameters = parse_qs(address)
        results = search(choices_of(parameters, reader), reader, page=page_of(parameters))
        return render(with_results(page, results), environment)

    return sent


def opened(window: Window, address: str, **options: Any) -> Page:
    page = window(reduced_motion="reduce", **options)
    page.goto(address)
    return page


def type_words(page: Page, words: str) -> None:
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(words)


def titles(page: Page) -> list[str]:
    return page.locator(".result h2").all_inner_texts()


def test_results_come_after_three_letters_and_never_before(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/")
    type_words(page, "au")
    page.wait_for_timeout(400)
    assert not page.locator(".result").count()
    page.locator("#q").press_sequentially("tism")
    expect(page.locator("h1")).to_contain_text("“autism”")
    assert "Autism" in titles(page)
    assert page.evaluate("document.activeElement.id") == "q"


def test_what_a_whole_word_needs_is_fetched_while_the_next_is_typed(
    served: str, window: Window
) -> None:
    """The clock stands, so no pause comes and nothing is searched for yet."""
    page = window()
    page.clock.install(time=NOON)
    page.goto(f"{served}/search/")
    page.clock.pause_at(NOON + timedelta(minutes=1))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response("**/search/words/*"):
        type_words(page, "speech ")
    page.wait_for_load_state("networkidle")
    assert not [address for address in asked if "/search/shown/" in address]
    assert not page.locator(".result").count()


def test_the_address_and_the_title_say_the_search_and_it_is_said_once_typing_pauses(
    served: str, window: Window
) -> None:
    page = opened(window, f"{served}/search/")
    type_words(page, "short breaks")
    expect(page.locator("h1")).to_contain_text("“short breaks”")
    heading = page.locator("h1").inner_text()
    expect(page).to_have_url(f"{served}/search/?q=short+breaks")
    expect(page).to_have_title(f"{heading} – Brackenshire Local Offer")
    expect(page.get_by_role("status")).to_have_text(heading)
    assert re.fullmatch(r"\d+ results for “short breaks”", heading)


def test_back_leads_from_search_to_search_and_a_result_back_to_its_list(
    served: str, window: Window
) -> None:
    page = opened(window, f"{served}/")
    page.goto(f"{served}/search/")
    type_words(page, "autism")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("“autism”")
    type_words(page, "dentist")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("“dentist”")
    page.locator(".result a").first.click()
    page.wait_for_url(lambda address: "/search/" not in address)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("“dentist”")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("“autism”")
    expect(page.locator("#q")).to_have_value("autism")
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("“dentist”")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(f"{served}/")


def test_a_sent_search_stays_in_the_history_when_letters_overtake_each_other(
    served: str, window: Window
) -> None:
    """On a slow line the first letter's search is still on its way when the next is typed."""
    page = opened(window, f"{served}/search/?q=autism")
    expect(page.locator("h1")).to_contain_text("“autism”")

    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route("**/search/**", wait)
    with page.expect_request("**/search/**"):
        page.locator("#q").fill("dent")
    with page.expect_request("**/search/**"):
        page.locator("#q").press_sequentially("ist near")
    assert waiting
    for route in waiting:
        route.continue_()
    page.unroute("**/search/**", wait)
    expect(page.locator("h1")).to_contain_text("“dentist near”")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("“autism”")


def test_a_bookmark_shows_the_same_again(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/?q=club&age=7&free=yes")
    expect(page.locator("h1")).to_contain_text("“club” for age 7 that are free")
    expect(page.get_by_label("Age, in years")).to_have_value("7")
    expect(page.get_by_role("checkbox", name=re.compile("^Free"))).to_be_checked()
    expect(page.locator("#q")).to_have_value("club")


def test_a_filter_changes_the_results_and_keeps_the_focus_and_its_place(
    served: str, window: Window
) -> None:
    page = opened(window, f"{served}/search/?q=club", viewport={"width": 400, "height": 700})
    free = page.get_by_role("checkbox", name=re.compile("^Free"))
    free.focus()
    before = free.bounding_box()
    free.press("Space")
    expect(page.locator("h1")).to_contain_text("“club” that are free")
    expect(page).to_have_url(f"{served}/search/?q=club&free=yes")
    expect(free).to_be_focused()
    expect(free).to_be_checked()
    after = free.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2
    page.go_back()
    expect(page.locator("h1")).not_to_contain_text("free")
    expect(free).not_to_be_checked()


def test_the_counts_of_the_filters_are_the_results_they_leave(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/?q=club")
    free = page.get_by_role("checkbox", name=re.compile("^Free"))
    count = re.search(r"\((\d+)\)", page.locator("label[for=free-yes]").inner_text())
    free.check()
    assert count
    expect(page.locator("h1")).to_contain_text(f"{count[1]} results")


def test_words_and_filters_stay_together_when_either_changes(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/?q=club&age=7")
    page.get_by_role("textbox", name="Near").fill("Thornbeck")
    page.get_by_role("textbox", name="Near").press("Enter")
    expect(page.locator("h1")).to_contain_text("“club” for age 7 near Thornbeck")
    expect(page.locator(".result .facts").first).to_contain_text("from Thornbeck")
    type_words(page, "football")
    expect(page.locator("h1")).to_contain_text("“football” for age 7 near Thornbeck")


def test_a_spelling_that_was_put_right_is_said_with_a_way_back(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/")
    type_words(page, "speach therapy")
    expect(page.locator(".spelt")).to_contain_text("Showing results for speech therapy")
    page.get_by_role("link", name="Search instead for “speach therapy”").click()
    expect(page.locator("h1")).to_contain_text("“speach therapy”")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator(".spelt")).to_have_count(0)


def test_a_short_form_with_two_meanings_offers_both(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/?q=SLT")
    page.locator(".meant").get_by_role("link", name="speech and language therapy").click()
    expect(page.locator("h1")).to_contain_text("“speech and language therapy”")
    expect(page.locator("#q")).to_have_value("speech and language therapy")


def test_words_of_danger_show_help_above_the_results_and_hide_none(
    served: str, window: Window
) -> None:
    page = opened(window, f"{served}/search/")
    type_words(page, "she wants to die")
    panel = page.get_by_role("region", name="If someone is in danger, call now")
    expect(panel).to_be_visible()
    expect(page.locator(".result").first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Urgent help")
    for number in ("999", "111", "116 123", "85258"):
        assert panel.get_by_role("link", name=number, exact=True).count() == 1
    box, first = panel.bounding_box(), page.locator(".result").first.bounding_box()
    assert box
    assert first
    assert box["y"] < first["y"]
    type_words(page, "football")
    expect(page.locator("h1")).to_contain_text("“football”")
    expect(panel).to_be_hidden()


def test_nothing_found_leads_on(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/?q=horse+riding&need=deafblind&day=SU&age=2")
    expect(page.locator("h1")).to_contain_text("No results for “horse riding”")
    expect(page.locator(".nothing li").filter(has_text="Money and travel")).to_have_count(1)
    tell = page.get_by_role("link", name="Tell us what you were looking for")
    assert "horse%20riding" in (tell.get_attribute("href") or "")
    page.get_by_role("link", name="Remove for age 2").click()
    expect(page.locator("h1")).not_to_contain_text("age 2")


def test_whoever_finds_the_wrong_things_can_say_so_too(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/?q=short+breaks")
    expect(page.locator("h1")).to_contain_text("“short breaks”")
    asked = page.locator(".onward").filter(has_text="Is something missing?")
    tell = asked.get_by_role("link", name="Tell us what you were looking for")
    expect(tell).to_have_attribute("href", re.compile(r"/feedback/sought\?words=short%20breaks$"))


def test_the_page_of_the_script_is_the_page_of_the_service(
    served: str, window: Window, by_service: Callable[[str], bytes]
) -> None:
    page = window()
    different = []
    for what, address in SEARCHES.items():
        page.goto(f"{served}/search/?{address}")
        expect(page.locator("[data-filters] h2")).to_have_count(1)
        if page.evaluate(SHAPE) != page.evaluate(SHAPE, by_service(address).decode()):
            different.append(what)
    assert different == []


def test_the_script_takes_over_from_the_service(
    served: str, window: Window, by_service: Callable[[str], bytes]
) -> None:
    page = window()
    page.route("**/search/?**", lambda route: route.fulfill(body=by_service("q=club&age=7"),
               content_type="text/html"))  # fmt: skip
    page.goto(f"{served}/search/?q=club&age=7")
    page.get_by_role("checkbox", name=re.compile("^Free")).check()
    expect(page.locator("h1")).to_contain_text("“club” for age 7 that are free")


def test_without_a_script_a_file_keeps_the_words_and_leads_to_help_and_to_lists(
    served: str, window: Window
) -> None:
    page = opened(window, f"{served}/topics/ehc-plans/", java_script_enabled=False)
    page.get_by_label("Search this site").fill("respit care")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{served}/search/?q=respit+care")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    main = page.locator("main")
    expect(main).to_contain_text("Your browser does not run the part of this page that searches")
    expect(main.get_by_role("link", name="999", exact=True)).to_be_visible()
    for heading in ("Browse by topic", "Browse by need", "Browse by age", "Browse by place"):
        expect(main.get_by_role("heading", name=heading)).to_be_visible()
    expect(main.get_by_role("link", name="A to Z")).to_be_visible()


def test_without_a_script_words_and_filters_are_one_plain_form(
    served: str, window: Window, by_service: Callable[[str], bytes]
) -> None:
    page = window(java_script_enabled=False)
    page.route("**/search/?**", lambda route: route.fulfill(body=by_service("q=club&age=7"),
               content_type="text/html"))  # fmt: skip
    page.goto(f"{served}/search/?q=club&age=7")
    page.get_by_role("checkbox", name=re.compile("^Free")).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Show results").click()
    parameters = parse_qs(page.url.partition("?")[2])
    assert parameters == {"q": ["club"], "age": ["7"], "free": ["yes"]}


def test_a_search_that_cannot_be_loaded_says_so_and_leaves_the_lists(
    served: str, window: Window
) -> None:
    page = window()
    page.route("**/facts.json*", lambda route: route.abort())
    page.goto(f"{served}/search/?q=autism")
    expect(page.locator("main")).to_contain_text("The search did not load")
    expect(page.get_by_role("heading", name="Browse by topic")).to_be_visible()
    expect(page.locator("#q")).to_have_value("autism")


def test_markup_in_words_is_only_ever_words(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/")
    page.locator("#q").fill('<img src=x onerror="document.title=1">')
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("<img src=x")
    assert not page.locator("main img").count()


def test_everything_of_the_page_is_reached_by_keyboard_in_the_order_it_is_read(
    served: str, window: Window
) -> None:
    page = opened(window, f"{served}/search/?q=speach+therapy&age=3")
    expect(page.locator("[data-filters] h2")).to_have_count(1)
    page.locator("#q").focus()
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
    order = ["Search", "Search instead for “speach therapy”", "Speech and Language Therapy",
             "age", "near", "More filters", "Show results"]  # fmt: skip
    places = [next(at for at, stop in enumerate(stops) if stop.endswith(one)) for one in order]
    assert places == sorted(set(places))


def test_no_state_breaks_the_policy_of_the_page_or_scrolls_sideways(
    served: str, window: Window
) -> None:
    page = window(viewport={"width": 320, "height": 640})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    # A word that no shelf of the index has makes the browser note a file that is not there.
    absent = re.compile("Failed to load resource: .* 404 ")
    page.on("pageerror", lambda error: said.append(str(error)))
    wide = []
    for what, address in SEARCHES.items():
        page.goto(f"{served}/search/?{address}")
        expect(page.locator("[data-filters] h2")).to_have_count(1)
        page.locator("summary", has_text="More filters").click()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(what)
    assert ([one for one in said if not absent.match(one)], wide) == ([], [])


@pytest.mark.parametrize("checker", ["accessibility", "vnu"])
def test_every_state_of_the_page_is_free_of_faults(
    checker: str, site: Pages, tmp_path: Path, by_service: Callable[[str], bytes]
) -> None:
    """Each state stands as a file of its own beside the site's assets, as the service sends it."""
    shutil.copytree(site.folder / "assets", tmp_path / "assets")
    addresses = []
    for number, address in enumerate(SEARCHES.values()):
        (tmp_path / f"state-{number}").mkdir()
        (tmp_path / f"state-{number}" / "index.html").write_bytes(by_service(address))
        addresses.append(f"/state-{number}/")
    (tmp_path / "build.json").write_text(json.dumps({"kinds": {"search": addresses}}))
    done = subprocess.run(
        [sys.executable, "-m", f"checks.{checker}", "--site", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_says_whose_data_the_distances_come_from(served: str, window: Window) -> None:
    page = opened(window, f"{served}/search/")
    expect(page.locator("main")).to_contain_text(ATTRIBUTION)
    licence = (ROOT / "search" / "places" / "README.md").read_text(encoding="utf-8")
    assert ATTRIBUTION in licence
