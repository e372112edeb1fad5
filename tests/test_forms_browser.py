"""The forms in a real browser on a small phone: by keyboard alone, without script."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from cheroot.wsgi import Server
from playwright.sync_api import Page, expect

from feedback.settings import FeedbackSettings, local_database
from host.app import make_app
from host.settings import HostSettings
from tests.support.feedback import KEY, ROOT, make_service, small_council

CLUB = "/services/saturday-club/"
SMALL = {"width": 320, "height": 640}
Window = Callable[..., Page]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site runs with its service, without a last "/"."""
    folder = tmp_path_factory.mktemp("browser")
    council = small_council()
    site = Path(shutil.copytree(council.site, folder / "site"))
    (site / "search").mkdir(exist_ok=True)
    (site / "search" / "facts.json").write_text("{}", encoding="utf-8")
    server = Server(("127.0.0.1", 0), None)
    server.prepare()
    address = f"http://127.0.0.1:{server.bind_addr[1]}"
    make_service(folder)
    pages = HostSettings(council.content, site, ROOT, folder / "state")
    heard = FeedbackSettings(pages, local_database(folder), (KEY,), frozenset({address}))
    server.wsgi_app = make_app(pages, heard)
    Thread(target=server.serve, daemon=True).start()
    yield address
    server.stop()


@pytest.fixture
def phone(window: Window) -> Page:
    """A small phone whose browser runs no script."""
    return window(java_script_enabled=False, viewport=SMALL)


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"Tab never came to {selector}")


def send(page: Page) -> None:
    tab_to(page, ".form-send button")
    page.keyboard.press("Enter")


def write(page: Page, box: str, words: str) -> None:
    tab_to(page, box)
    page.keyboard.type(words)


def fits(page: Page) -> None:
    width = page.locator("html").evaluate("one => one.scrollWidth")
    assert width == SMALL["width"]


def test_from_any_page_a_comment_is_sent_by_keyboard_alone(phone: Page, base: str) -> None:
    phone.goto(f"{base}{CLUB}")
    tab_to(phone, "a[href^='/feedback/comment']", 120)
    phone.keyboard.press("Enter")
    expect(phone.locator(".form-about")).to_contain_text("The Saturday Club")
    fits(phone)
    write(phone, "#tried", "Book a place")
    send(phone)
    expect(phone).to_have_title("Error: Make a comment – Little Marsh Local Offer")
    expect(phone.locator("#mistakes")).to_be_visible()
    fits(phone)
    tab_to(phone, "#mistakes a", 40)
    phone.keyboard.press("Enter")
    expect(phone.locator("#wrong")).to_be_focused()
    expect(phone.locator("#tried")).to_have_value("Book a place")
    phone.keyboard.type("It was full and nobody said so.")
    tab_to(phone, "input[name=publish]:checked")
    phone.keyboard.press("ArrowDown")
    expect(phone.locator("#publish")).to_be_checked()
    tab_to(phone, "input[name=reply]")
    expect(phone.locator("#email")).to_be_hidden()
    phone.keyboard.press("ArrowDown")
    expect(phone.locator("#reply-2")).to_be_checked()
    write(phone, "#email", "sam@example.org")
    fits(phone)
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("We have it. Thank you")
    expect(phone.locator(".form-reference")).to_have_text(pattern())
    fits(phone)
    phone.reload()
    expect(phone.locator(".form-reference")).to_have_text(pattern())


@pytest.mark.parametrize(
    ("query", "back"),
    [(f"?page={CLUB}", "Back to: The Saturday Club"), ("", "Back to the home page")],
)
def test_back_brings_every_word_and_what_is_sent_again_is_still_one(
    phone: Page, base: str, query: str, back: str
) -> None:
    phone.goto(f"{base}/feedback/comment{query}")
    phone.locator("#wrong").fill("There is nothing on a Friday.")
    phone.locator("input[name=publish]").first.check()
    send(phone)
    expect(phone.get_by_role("link", name=back)).to_be_visible()
    received = phone.url
    phone.go_back()
    expect(phone.locator("#wrong")).to_have_value("There is nothing on a Friday.")
    expect(phone.locator("input[name=publish]").first).to_be_checked()
    send(phone)
    expect(phone).to_have_url(received)


def test_who_reads_the_privacy_notice_between_two_tries_loses_nothing(
    phone: Page, base: str
) -> None:
    phone.goto(f"{base}/feedback/comment")
    send(phone)
    expect(phone.locator("#mistakes")).to_be_visible()
    phone.locator("#wrong").fill("A long story.")
    phone.locator(".form-privacy a").click()
    expect(phone).to_have_title(re.compile("^Privacy notice"))
    phone.go_back()
    expect(phone.locator("#wrong")).to_have_value("A long story.")


def pattern() -> re.Pattern[str]:
    return re.compile(r"^[0-9A-Z]{5}-[0-9A-Z]{5}$")


def test_a_page_is_called_useless_and_why_in_four_keys(phone: Page, base: str) -> None:
    phone.goto(f"{base}{CLUB}")
    tab_to(phone, "form.useful button[value=no]", 120)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you")
    fits(phone)
    write(phone, "#why", "There is no phone number.")
    send(phone)
    expect(phone.locator(".form-reference")).to_be_visible()


@pytest.mark.parametrize("words", ["plain", "young", "easy"])
@pytest.mark.parametrize("name", ["comment", "correction", "sought"])
def test_each_form_is_filled_in_by_keyboard_on_a_small_phone(
    phone: Page, base: str, name: str, words: str
) -> None:
    parameter = "manner" if name == "sought" else "words"
    phone.goto(f"{base}/feedback/{name}?{parameter}={words}")
    fits(phone)
    for box in phone.locator("form.form .form-question > div:not(.picture) textarea").all():
        write(phone, f"#{box.get_attribute('id')}", "Something to say")
    if name == "correction":
        phone.locator("#which").fill("The club")
    send(phone)
    expect(phone.locator(".form-reference")).to_be_visible()


def test_a_survey_is_answered_by_keyboard(phone: Page, base: str) -> None:
    phone.goto(f"{base}/feedback/survey/helped")
    fits(phone)
    tab_to(phone, "[name=q-helped]:checked")
    phone.keyboard.press("ArrowDown")
    expect(phone.locator("#q-helped")).to_be_checked()
    tab_to(phone, "#q-found-2")
    phone.keyboard.press("Space")
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("We have your answers")


def test_a_mistake_takes_the_focus_so_that_it_is_heard_first(window: Window, base: str) -> None:
    page = window()
    page.goto(f"{base}/feedback/comment")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#mistakes")).to_be_focused()


def test_in_forced_colours_and_on_paper_every_box_and_choice_is_seen(
    window: Window, base: str
) -> None:
    page = window(forced_colors="active")
    page.goto(f"{base}/feedback/comment")
    for box in page.locator("form.form :is(textarea, select)").all():
        if box.is_visible():
            assert box.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    page.emulate_media(media="print", forced_colors="none")
    expect(page.locator("#email")).to_be_visible()
    expect(page.locator("#post")).to_be_visible()
    expect(page.locator(".form-send")).to_be_hidden()


def test_no_form_sets_a_cookie_or_asks_another_site(window: Window, base: str) -> None:
    page = window()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for name in ("comment?words=easy", "correction", "sought", "survey/helped"):
        page.goto(f"{base}/feedback/{name}", wait_until="networkidle")
    assert page.context.cookies() == []
    assert [one for one in requests if not one.startswith((base, "data:"))] == []
