"""The choice of several values at once, in a real browser on the example council."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from checks.pages import Pages

HOME = "/you-said-we-did/"
ROWS = "you-said-we-did/comments.json"


def test_several_values_at_once_leave_the_comments_that_have_them_all(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    """The address carries the choice, so that it can be kept and sent."""
    rows = json.loads((site.folder / ROWS).read_text(encoding="utf-8"))
    _, _, status, year, who, _, themes = rows[-1]
    fitting = [row for row in rows if row[2:5] == [status, year, who] and themes[0] in row[6]]
    page = window()
    page.goto(served + HOME)
    for name, value in {"status": status, "year": year, "from": who, "theme": themes[0]}.items():
        page.select_option(f"#said-{name}", value)
    page.get_by_role("button", name="Show these").click()
    page.get_by_text(f"{len(fitting)} comment", exact=False).first.wait_for()
    page.wait_for_function(
        f"document.querySelectorAll('[data-rows] > li').length == {len(fitting)}"
    )
    assert f"year={year}" in page.url
    assert page.locator("[data-rows] h2").all_inner_texts() == [row[1] for row in fitting]
    with page.expect_navigation():
        page.get_by_role("link", name="Show all").click()
    assert page.url == served + HOME
    expect(page.locator("[data-rows] > li").nth(len(fitting))).to_be_attached()


def test_no_comment_that_fits_and_a_list_that_cannot_be_had_are_both_said(
    served: str, window: Callable[..., Page]
) -> None:
    page = window()
    page.route("**/comments.json", lambda route: route.abort())
    page.goto(f"{served}{HOME}?status=done")
    page.get_by_text("The list did not load.").wait_for()
    assert page.locator("[data-rows] > li").count() > 0
    page.unroute("**/comments.json")
    page.route("**/comments.json", lambda route: route.fulfill(json=[]))
    page.goto(f"{served}{HOME}?status=done")
    page.get_by_text("No comments fit all of these.").wait_for()


def test_what_an_address_asks_that_no_list_has_is_passed_over(
    served: str, window: Callable[..., Page]
) -> None:
    page = window()
    page.goto(f"{served}{HOME}?theme=<b>x</b>&status=nonsense")
    page.locator("[data-said]").wait_for()
    assert page.locator("#said-status").input_value() == ""
    assert page.locator("[data-all]").is_hidden()


def test_without_a_script_there_is_no_form_and_every_value_has_a_link(
    served: str, window: Callable[..., Page]
) -> None:
    page = window(java_script_enabled=False)
    page.goto(served + HOME)
    assert page.locator("[data-said]").is_hidden()
    ways = page.locator("nav[aria-label='Lists of comments'] a")
    assert ways.count() > 5
    ways.first.click()
    expect(page.locator("h1")).to_have_text(re.compile("^You said, we did: "))
