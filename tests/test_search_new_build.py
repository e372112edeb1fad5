"""A page that stays open sees that another build has replaced the index."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from checks.server import serving

ROOT = Path(__file__).parent.parent
Window = Callable[..., Page]
#: 21 November 2026, the day the example was written for.
DAY = {"SOURCE_DATE_EPOCH": "1795219200"}
AFTER_A_WHILE = 6 * 60 * 1000


class Council:
    """A small council that can be built again under the eyes of who has a page open."""

    def __init__(self, folder: Path) -> None:
        """Copy the council into a folder."""
        self.content, self.site = folder / "content", folder / "site"
        self._state = folder / "state"
        shutil.copytree(ROOT / "tests" / "examples" / "good", self.content)

    def build(self) -> None:
        """Build it as its officers do."""
        words = ("build", "--content", self.content, "--site", self.site)
        environ = {**os.environ, **DAY, "LOCAL_OFFER_STATE": str(self._state)}
        subprocess.run((sys.executable, ROOT / "build.py", *words), env=environ, check=True)

    def rename(self, before: str, after: str) -> None:
        """Give a service another name, everywhere in its file."""
        for file in (self.content / "services").glob("*.md"):
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def council(tmp_path: Path) -> Council:
    made = Council(tmp_path)
    made.build()
    return made


@pytest.fixture
def base(council: Council) -> Iterator[str]:
    with serving(council.site) as address:
        yield address


def type_words(page: Page, words: str) -> None:
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(words)


def test_an_open_page_of_search_goes_on_with_the_next_build(
    council: Council, base: str, window: Window
) -> None:
    page = window()
    page.clock.install()
    page.goto(f"{base}/search/")
    type_words(page, "saturday club")
    page.clock.run_for(2_000)
    expect(page.locator(".result h2").first).to_contain_text("The Saturday Club")
    council.rename("The Saturday Club", "The Trampoline Club")
    council.build()
    page.clock.run_for(AFTER_A_WHILE)
    type_words(page, "trampoline")
    page.clock.run_for(2_000)
    expect(page.locator(".result h2").first).to_contain_text("The Trampoline Club")


def test_the_box_of_an_open_page_suggests_pages_of_the_next_build(
    council: Council, base: str, window: Window
) -> None:
    page = window()
    page.clock.install()
    page.goto(f"{base}/")
    type_words(page, "saturday club ")
    page.clock.run_for(2_000)
    expect(page.get_by_role("option").first).to_contain_text("Saturday Club")
    council.rename("The Saturday Club", "The Trampoline Club")
    council.build()
    page.clock.run_for(AFTER_A_WHILE)
    type_words(page, "trampoline ")
    page.clock.run_for(2_000)
    expect(page.get_by_role("option").first).to_contain_text("The Trampoline Club")


def test_a_page_without_a_line_goes_on_with_the_index_it_has(base: str, window: Window) -> None:
    page = window()
    page.clock.install()
    page.goto(f"{base}/search/")
    type_words(page, "saturday club")
    page.clock.run_for(2_000)
    expect(page.locator(".result h2").first).to_contain_text("The Saturday Club")
    page.clock.run_for(AFTER_A_WHILE)
    page.route("**/*", lambda route: route.abort())
    type_words(page, "club saturday")
    page.clock.run_for(2_000)
    expect(page.locator("h1")).to_contain_text("“club saturday”")
    expect(page.locator(".result h2").first).to_contain_text("The Saturday Club")
