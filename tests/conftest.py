"""What several tests share: the built example council, a server for it and a real browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from checks.browser import ARGUMENTS, chromium
from checks.pages import Pages, read_pages
from checks.server import serving

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --site FOLDER` look at another site than the example council's."""
    parser.addoption("--site", type=Path, default=ROOT / "site", help="the built site to look at")


@pytest.fixture(scope="session")
def site(pytestconfig: pytest.Config) -> Pages:
    """The example council as `python build.py build` made it; the tests do not build it."""
    return read_pages(pytestconfig.getoption("--site"))


@pytest.fixture(scope="session")
def served(site: Pages) -> Iterator[str]:
    """Where the example council is served, without a last "/"."""
    with serving(site.folder) as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, one for all the tests of a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a new, clean window; takes Playwright's options of a window."""
    windows = []

    def open_window(**options: Any) -> Page:
        windows.append(browser.new_context(**options))
        return windows[-1].new_page()

    yield open_window
    for opened in windows:
        opened.close()


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A folder with the example council's own facts and lists, and no record yet."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content" / "lists", folder / "lists")
    for name in ("site.yaml", "contacts.yaml"):
        shutil.copy(ROOT / "content" / name, folder / name)
    return folder
