"""In a real browser, without script: words typed on the home page are found by the service.

The same browser finds that every kind of page works under the service's strict headers.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from cheroot.wsgi import Server
from playwright.sync_api import Page, Response, expect

from host.app import make_app
from host.settings import HostSettings
from localoffer.pages.search_contexts import Choices
from localoffer.pipeline import Task, build
from search.engine.reader import Reader
from search.engine.results import search
from search.index.site_files import add

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> HostSettings:
    """The example council, built."""
    folder = tmp_path_factory.mktemp("browser")
    built = HostSettings(CONTENT, folder / "site", ROOT, ROOT / ".localoffer")
    build(Task(CONTENT, ROOT, built.state, date(2026, 11, 22)), built.site, [add])
    return built


@pytest.fixture(scope="module")
def base(settings: HostSettings) -> Iterator[str]:
    """Where the service runs, without a last "/"."""
    server = Server(("127.0.0.1", 0), make_app(settings))
    server.prepare()
    Thread(target=server.serve, daemon=True).start()
    yield f"http://127.0.0.1:{server.bind_addr[1]}"
    server.stop()


@pytest.fixture
def plain(window: Callable[..., Page]) -> Page:
    """A window whose browser runs no script."""
    return window(java_script_enabled=False)


def result_addresses(page: Page) -> list[str]:
    """The addresses of the results on a page, in order."""
    links = page.locator("li.result h2 a").all()
    return [str(link.get_attribute("href")) for link in links]


def first_ten(settings: HostSettings, choices: Choices) -> list[str]:
    results = search(choices, Reader(settings.site / "search"))
    return [one.address for one in results.results]


def type_on_the_home_page(page: Page, base: str, words: str) -> None:
    page.goto(f"{base}/")
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(f"{base}/search/?q=*")


@pytest.mark.parametrize("words", ["respit care", "speach therapy for 3 year old", "ehpc form"])
def test_words_typed_on_the_home_page_are_found(
    plain: Page, base: str, settings: HostSettings, words: str
) -> None:
    type_on_the_home_page(plain, base, words)
    assert plain.url.startswith(f"{base}/search/?q=")
    assert result_addresses(plain) == first_ten(settings, Choices(words))
    assert plain.locator("h1").count() == 1
    assert plain.get_by_role("searchbox").input_value() == words


def test_the_page_that_answers_comes_first_and_opens(plain: Page, base: str) -> None:
    type_on_the_home_page(plain, base, "respit care")
    assert "breaks" in result_addresses(plain)[0]
    with plain.expect_navigation():
        plain.locator("li.result h2 a").first.click()
    assert "breaks" in plain.url
    expect(plain.locator("h1")).to_be_visible()


def test_filters_are_a_plain_form_and_back_leads_back(
    plain: Page, base: str, settings: HostSettings
) -> None:
    type_on_the_home_page(plain, base, "club")
    before, address = result_addresses(plain), plain.url
    box = plain.locator("[data-filters] input[type=checkbox]").first
    name, value = box.get_attribute("name") or "", box.get_attribute("value") or ""
    box.check()
    with plain.expect_navigation():
        plain.locator("[data-filters] button[type=submit]").first.click()
    assert f"{name}={value}" in plain.url
    assert result_addresses(plain) == first_ten(settings, Choices("club", {name: (value,)}))
    assert plain.locator(f"[data-filters] input[name={name}][value={value}]").is_checked()
    plain.go_back()
    assert (plain.url, result_addresses(plain)) == (address, before)


def test_the_next_page_of_results_follows(plain: Page, base: str, settings: HostSettings) -> None:
    type_on_the_home_page(plain, base, "help")
    with plain.expect_navigation():
        plain.get_by_role("link", name="Next").click()
    results = search(Choices("help"), Reader(settings.site / "search"), page=2)
    assert result_addresses(plain) == [one.address for one in results.results]


def test_every_kind_of_page_works_under_the_strict_headers(
    window: Callable[..., Page], base: str, settings: HostSettings
) -> None:
    """No file is refused, by the policy or by its type, with script and every picture shown."""
    refused, failed = list[str](), list[str]()

    def note(answer: Response) -> None:
        if answer.status >= 400 and "404" not in answer.url:
            failed.append(answer.url)

    page = window()
    page.on(
        "console", lambda message: refused.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.on("response", note)
    report = json.loads((settings.site / "build.json").read_text(encoding="utf-8"))
    addresses = [rows[0] for kind, rows in report["kinds"].items() if kind != "redirect"]
    for address in (*addresses, "/search/?q=respit+care", "/search/?q=autism&age=4"):
        page.goto(f"{base}{address}", wait_until="networkidle")
        assert page.locator("main").evaluate("one => getComputedStyle(one).display") != "inline"
    assert len(addresses) > 10
    assert (refused, failed) == ([], [])


def test_a_page_from_elsewhere_is_told_nothing_of_the_search(
    window: Callable[..., Page], base: str
) -> None:
    """The words stay in the address of this site: a link out carries no referrer."""
    page = window()
    page.route("https://**", lambda route: route.abort())
    page.goto(f"{base}/search/?q=frightened")
    with page.expect_request("https://www.example.org/") as asked:
        page.evaluate(
            "() => { const link = document.createElement('a');"
            " link.href = 'https://www.example.org/'; document.body.append(link); link.click(); }"
        )
    assert "referer" not in asked.value.headers
