"""In a real browser: signing in to moderation by keyboard alone and without script.

The pages fit a narrow window, and axe-core finds nothing wrong with any of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import time

import pyotp
import pytest
from cheroot.wsgi import Server
from playwright.sync_api import Page, expect

from feedback.app import app_of
from feedback.app_context import AppContext
from feedback.keys import Keys
from feedback.settings import FeedbackSettings, local_database
from feedback.store.engine import make_engine
from feedback.store.migrate import upgrade
from host.app import make_app
from host.middleware import Dispatcher
from host.settings import HostSettings
from tests.support.accounts import OWN, make_account
from tests.support.feedback import KEY, site_context, small_council

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class AccountsSite:
    """A running service, over http on this machine, and the first password of sam."""

    base: str
    first: str


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[AccountsSite]:
    """The small council's site with its service, at an address of this machine."""
    place = small_council()
    server = Server(("127.0.0.1", 0), None)
    server.prepare()
    base = f"http://localhost:{server.bind_addr[1]}"
    settings = FeedbackSettings(place, local_database(tmp_path), (KEY,), frozenset({base}))
    service = AppContext(
        settings, make_engine(settings.database), Keys.of(settings.keys), site_context
    )
    upgrade(service.engine)
    host = HostSettings(place.content, place.site, place.resources, place.state)
    server.wsgi_app = Dispatcher(make_app(host), ("/feedback/",), app_of(service))
    Thread(target=server.serve, daemon=True).start()
    yield AccountsSite(base, make_account(service, capsys))
    server.stop()


def type_into(page: Page, label: str, words: str) -> None:
    """Reach a box by Tab alone, as somebody without a mouse does, and type."""
    box = page.get_by_label(label, exact=True)
    for _ in range(60):
        if box.evaluate("box => box === document.activeElement"):
            page.keyboard.insert_text(words)
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{label} is not reached by Tab")


def send(page: Page) -> None:
    """Send the form that has the focus, and wait for the page that answers."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def code_of(key: str, at: float) -> str:
    return pyotp.TOTP(key.replace(" ", "")).at(int(at))


def test_sam_signs_in_by_keyboard_alone_and_without_script(
    site: AccountsSite, window: Callable[..., Page]
) -> None:
    page = window(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(f"{site.base}/feedback/desk/account")
    type_into(page, "Your account name", "sam")
    send(page)
    assert page.locator("#mistakes").inner_text().startswith("There is a problem")
    assert page.get_by_label("Your account name").input_value() == "sam"
    type_into(page, "Your password", site.first)
    send(page)
    type_into(page, "Your new password", OWN)
    type_into(page, "The same again", OWN)
    send(page)
    key = page.locator("#key").inner_text()
    type_into(page, "The code", code_of(key, time()))
    send(page)
    assert page.locator("h1").inner_text() == "Keep these recovery codes"
    recovery_code = page.locator("li code").first.inner_text()
    page.get_by_role("link", name="I have kept them: go on").press("Enter")
    expect(page).to_have_url(f"{site.base}/feedback/desk/account")
    expect(page.locator("h1")).to_have_text("Your account")
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert {name: (one["httpOnly"], one["sameSite"]) for name, one in cookies.items()} == {
        "desk": (True, "Lax"),
        "known-browser": (True, "Strict"),
    }
    page.get_by_role("button", name="Sign out", exact=True).press("Enter")
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    type_into(page, "Your account name", "sam")
    type_into(page, "Your password", OWN)
    send(page)
    type_into(page, "The code", code_of(key, time() + 30))
    send(page)
    assert page.url.endswith("/feedback/desk/")
    page.goto(f"{site.base}/feedback/desk/account")
    page.get_by_role("button", name="Sign out", exact=True).press("Enter")
    type_into(page, "Your account name", "sam")
    type_into(page, "Your password", OWN)
    send(page)
    type_into(page, "A recovery code", recovery_code.upper())
    send(page)
    assert page.locator("h1").inner_text() == "Set up your codes again"
    assert page.get_by_text("9 recovery codes are left").is_visible()


def test_every_page_of_signing_in_fits_and_has_nothing_that_axe_finds_wrong(
    site: AccountsSite, window: Callable[..., Page]
) -> None:
    page = window(bypass_csp=True, viewport={"width": 320, "height": 640})
    page.goto(f"{site.base}/feedback/desk/account")
    looked_at = [look_at(page)]
    page.get_by_label("Your account name").fill("sam")
    page.get_by_label("Your password").fill("not the password")
    send(page)
    looked_at.append(look_at(page))
    page.get_by_label("Your password").fill(site.first)
    send(page)
    looked_at.append(look_at(page))
    page.get_by_label("Your new password").fill(OWN)
    page.get_by_label("The same again").fill(OWN)
    send(page)
    key = page.locator("#key").inner_text()
    looked_at.append(look_at(page))
    page.get_by_label("The code").fill(code_of(key, time()))
    send(page)
    looked_at.append(look_at(page))
    with page.expect_navigation():
        page.get_by_role("link", name="I have kept them: go on").click()
    looked_at.append(look_at(page))
    page.get_by_label("Your password, to change one of these").fill(OWN)
    with page.expect_navigation():
        page.get_by_role("button", name="Set up my codes again").click()
    looked_at.append(look_at(page))
    assert looked_at == [
        "Sign in",
        "Sign in",
        "Choose your own password",
        "Set up your codes",
        "Keep these recovery codes",
        "Your account",
        "Set up your codes again",
    ]


def look_at(page: Page) -> str:
    """Return a page's heading once it has come whole and nothing is wrong with it."""
    page.wait_for_load_state()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, f"{page.title()} is {width} pixels wide"
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")
    assert [one["help"] for one in found["violations"]] == []
    return page.locator("h1").inner_text()
