"""Pages are light, keep to themselves and raise no error."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

from checks.pages import Pages

FIRST_VISIT = 60_000
NEXT_VISIT = 12_000
PICTURES = "/pictures/"


def _count_bytes(page: Page) -> dict[str, int]:
    """Notes every answer's size as it came over the wire, gzipped, headers included, by address."""
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def note_address(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = urlsplit(event["response"]["url"]).path

    def note_size(event: dict[str, Any]) -> None:
        address = addresses.get(event["requestId"], "")
        sizes[address] = sizes.get(address, 0) + int(event["encodedDataLength"])

    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.responseReceived", note_address)
    session.on("Network.loadingFinished", note_size)
    return sizes


def test_a_first_visit_is_under_60_kilobytes_and_the_next_page_under_12(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    """Served as a plain host does: gzipped, and kept by the browser for a while.

    The first visit counts all that is sent. The next counts the page with its styles and scripts;
    an easy-read page's pictures, one a line, come as the reader scrolls to them.
    """
    heavy = []
    for kind, address in site.one_of_each_kind().items():
        new = window()
        first = _count_bytes(new)
        new.goto(served + address, wait_until="networkidle")
        again = window()
        again.goto(served + "/", wait_until="networkidle")
        following = _count_bytes(again)
        again.goto(served + address, wait_until="networkidle")
        page = sum(size for name, size in following.items() if not name.startswith(PICTURES))
        if sum(first.values()) >= FIRST_VISIT:
            heavy.append(f"{kind} {address}: {sum(first.values())} bytes on a first visit")
        if address != "/" and page >= NEXT_VISIT:
            heavy.append(f"{kind} {address}: {page} bytes after the home page")
        new.context.close()
        again.context.close()
    assert heavy == []


def test_no_page_asks_any_other_host_for_anything_or_logs_an_error(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window()
    asked: list[str] = []
    errors: list[str] = []

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
    assert (asked, errors) == ([], [])


def test_no_page_keeps_a_cookie_or_anything_else_of_its_reader(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window()
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
    kept = page.evaluate("() => [localStorage.length, sessionStorage.length]")
    assert page.context.cookies() == []
    assert kept == [0, 0]
