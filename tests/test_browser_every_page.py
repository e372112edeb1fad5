"""Every page, opened once on a small telephone: it fits, keeps to itself and raises no error."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

from checks.pages import Pages
from tests.support.pages import STICKS_OUT


def test_no_page_asks_another_host_logs_an_error_or_scrolls_sideways_at_320_pixels(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window(viewport={"width": 320, "height": 640})
    asked: list[str] = []
    errors: list[str] = []
    wide = {}

    def note_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != served:
            asked.append(f"{page.url}: {request.url}")

    def note_message(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            errors.append(f"{page.url}: {message.text}")

    page.on("request", note_request)
    page.on("console", note_message)
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    for address in site.addresses:
        page.goto(served + site.standing_still(address))
        if out := page.evaluate(STICKS_OUT):
            wide[address] = out
    assert (asked, errors, wide) == ([], [], {})
