"""On a plain web host, the page for missing pages leads on to the one that was meant."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

MEANT = "/guides/short-breaks/"


@pytest.mark.parametrize(
    "address", ["/GUIDES/SHORT-BREAKS/", "/Guides/Short-Breaks", f"{MEANT}.", f"{MEANT[:-1]})"]
)
def test_capitals_and_signs_behind_an_address_lead_to_its_page(
    address: str, served: str, window: Callable[..., Page]
) -> None:
    page = window()
    page.goto(f"{served}{address}?a=b#c")
    page.wait_for_url(f"{served}{MEANT}?a=b#c")


@pytest.mark.parametrize("address", ["/NO-SUCH-PAGE/", "/no-such-page.", "/%ff/", "/404.html"])
def test_what_is_nowhere_stays_the_page_that_says_so(
    address: str, served: str, window: Callable[..., Page]
) -> None:
    page = window()
    page.goto(served + address, wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    assert page.url == served + address
