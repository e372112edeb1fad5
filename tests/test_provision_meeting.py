"""A list for a meeting: the same from the service, without script, as from the script alone."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from checks.server import serving
from host.app import make_app
from host.settings import HostSettings
from host.static_files import HEADERS
from localoffer.pipeline import Task, build
from search.index.site_files import add

ROOT = Path(__file__).parent.parent
MEETING = "/provision/for-a-meeting/"
NASTY = "<script>alert(1)</script>"
AREAS = (
    "- {id: everyone, code: all, name: All children, plain_name: Every child, "
    "description: For all.}\n"
    "- {id: communication, code: ci, name: Communication, plain_name: Talking, "
    "description: For some.}\n"
)
STATEMENTS: dict[str, dict[str, Any]] = {
    "ci-uni-01": {"title": "Clear words"},
    "ci-uni-02": {"title": f"Time & {NASTY}", "parents": "You wait.\n\nThey wait."},
    "ci-uni-03": {"title": "Over", "withdrawn": "It ended on 1 May 2026."},
    "ci-tar-01": {"title": "A quiet group", "tier": "targeted"},
    "all-uni-01": {"title": "A welcome", "area": "everyone", "questions": ["Who?", "When?"]},
    **{
        f"all-uni-{number}": {"title": f"Part {number}", "area": "everyone"}
        for number in range(10, 55)
    },
}


@pytest.fixture(scope="module")
def settings(
    tmp_path_factory: pytest.TempPathFactory, lay: Callable[[Path, Mapping[str, Any]], None]
) -> HostSettings:
    """A council with fifty statements, built."""
    folder = tmp_path_factory.mktemp("meeting")
    content = Path(shutil.copytree(ROOT / "tests" / "examples" / "good", folder / "content"))
    (content / "lists" / "need-areas.yaml").write_text(AREAS, encoding="utf-8")
    lay(content, {f"provision/{slug}.md": fields for slug, fields in STATEMENTS.items()})
    made = HostSettings(content, folder / "site", ROOT, folder / "state")
    build(Task(content, ROOT, made.state, date(2026, 11, 22)), made.site, [add])
    return made


@pytest.fixture
def client(settings: HostSettings) -> Iterator[FlaskClient]:
    with make_app(settings).test_client() as client:
        yield client


@pytest.fixture(scope="module")
def static(settings: HostSettings) -> Iterator[str]:
    """Where the site is served as files, by a host that runs nothing."""
    with serving(settings.site) as base:
        yield base


def asked(*ids: str, view: str = "parents") -> str:
    return f"{MEETING}?{urlencode([*(('s', one) for one in ids), ('view', view)])}"


def said(html: str) -> dict[str, Any]:
    """What a list says: its heading, what is seen above it, its statements and its links."""
    main = BeautifulSoup(html, "html.parser").main
    assert main
    for hidden in main.select("[hidden]"):
        hidden.decompose()
    notes = main.select("[data-gone], [data-left-out], [data-nothing], [data-failed], [data-other]")
    heading = main.h1
    assert heading
    return {
        "heading": heading.get_text(strip=True),
        "notes": [note.get_text(" ", strip=True) for note in notes],
        "statements": [
            " ".join(article.get_text(" ").split()) for article in main.select("article")
        ],
        "links": [str(link["href"]) for link in main.select("[data-list-of] a[href]")],
    }


def of_the_service(client: FlaskClient, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    return said(answer.text)


def of_the_script(browser: Browser, address: str) -> dict[str, Any]:
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    html = page.content()
    page.close()
    return said(html)


@pytest.mark.parametrize(
    "address",
    [
        asked("ci-tar-01", "all-uni-01", "ci-uni-01"),
        asked("ci-uni-02", "all-uni-01", view="staff"),
        asked("ci-uni-01", "ci-uni-99", "ci-uni-01", "../../", NASTY, "", " all-uni-01 "),
        asked("ci-uni-77", view="nobody"),
        asked("ci-uni-03", "ci-uni-01"),
        asked(*(f"all-uni-{number}" for number in range(10, 55))),
    ],
)
def test_the_service_and_the_script_make_the_same_list(
    client: FlaskClient, browser: Browser, static: str, address: str
) -> None:
    assert of_the_service(client, address) == of_the_script(browser, static + address)


def test_a_list_holds_what_was_chosen_in_the_order_of_choosing_in_the_voice_asked_for(
    client: FlaskClient,
) -> None:
    parents = of_the_service(client, asked("ci-tar-01", "all-uni-01"))
    assert parents["heading"] == "A list for a meeting: 2 statements"
    assert [one.partition(" For ")[0] for one in parents["statements"]] == [
        "A quiet group",
        "A welcome",
    ]
    assert "Questions to ask Who? When?" in parents["statements"][1]
    assert "visual supports" not in "".join(parents["statements"])
    staff = of_the_service(client, asked("ci-tar-01", view="staff"))
    assert "Adults should use visual supports" in staff["statements"][0]
    assert "You should see pictures" not in staff["statements"][0]


def test_each_statement_can_be_taken_off_and_the_voice_changed_by_a_link(
    client: FlaskClient,
) -> None:
    links = of_the_service(client, asked("ci-uni-01", "all-uni-01"))["links"]
    assert asked("all-uni-01") in links
    assert asked("ci-uni-01") in links
    assert asked("ci-uni-01", "all-uni-01", view="staff") in links
    assert links[-1] == asked("ci-uni-01", "all-uni-01")


def test_statements_that_are_gone_are_counted_kindly_and_the_others_shown(
    client: FlaskClient,
) -> None:
    shown = of_the_service(client, asked("ci-uni-91", "ci-uni-01", "ci-uni-92", "ci-uni-93"))
    assert "3 statements of this list are no longer here." in shown["notes"]
    assert len(shown["statements"]) == 1


def test_an_address_with_a_hundred_thousand_ids_is_no_trouble(client: FlaskClient) -> None:
    many = of_the_service(client, asked(*(f"all-uni-{number}" for number in range(100_000))))
    assert len(many["statements"]) == 30
    assert "A list holds 40 statements. We left out the rest." in many["notes"]
    again = of_the_service(client, asked(*["ci-uni-01"] * 100_000))
    assert len(again["statements"]) == 1
    assert client.get(f"{MEETING}?s={'x' * 1_000_000}").status_code == 200


def test_what_is_typed_into_an_address_is_text_and_the_headers_are_strict(
    client: FlaskClient,
) -> None:
    answer = client.get(asked(NASTY, "ci-uni-02", '"><img src=x>', "\0", view=NASTY))
    assert "<script>alert" not in answer.text
    assert "<img src=x>" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_list_is_only_ever_read(client: FlaskClient) -> None:
    assert client.post(MEETING, data={"s": "ci-uni-01"}).status_code == 405
    assert "Set-Cookie" not in client.get(asked("ci-uni-01")).headers


def test_with_nothing_chosen_the_service_leads_to_the_lists(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get(MEETING).text, "html.parser").main
    assert page
    assert "Nothing is on the list yet." in page.get_text()
    links = [str(link["href"]) for link in page.select("[data-start] a")]
    assert links == ["/provision/everyone/", "/provision/communication/"]


def test_without_script_and_without_the_service_the_page_says_how_to_print_a_whole_one(
    static: str, window: Callable[..., Page]
) -> None:
    page = window(java_script_enabled=False)
    page.goto(static + asked("ci-uni-01"))
    assert page.get_by_text("You can print a whole page of statements instead.").is_visible()
    page.get_by_role("link", name="Talking").click()
    expect(page).to_have_url(f"{static}/provision/communication/")


def test_without_script_ticks_make_a_list(
    client: FlaskClient, window: Callable[..., Page], static: str
) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{static}/provision/communication/staff/")
    page.get_by_label("Choose for a meeting: A quiet group").check()
    page.get_by_label("Choose for a meeting: Clear words").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Make a list for a meeting").click()
    address = page.url.removeprefix(static)
    assert address == f"{MEETING}?s=ci-uni-01&s=ci-tar-01&view=staff"
    assert len(of_the_service(client, address)["statements"]) == 2


def test_what_is_ticked_is_kept_from_page_to_page_in_the_order_of_ticking(
    static: str, window: Callable[..., Page]
) -> None:
    page = window()
    page.goto(f"{static}/provision/communication/")
    page.get_by_label("Choose for a meeting: A quiet group").check()
    page.goto(f"{static}/provision/everyone/")
    page.get_by_label("Choose for a meeting: A welcome").check()
    page.goto(f"{static}/provision/ci-uni-01/")
    page.get_by_label("Choose for a meeting").check()
    expect(page.get_by_text("3 chosen").first).to_be_visible()
    page.get_by_role("button", name="Make a list for a meeting").click()
    page.get_by_role("heading", name="A list for a meeting: 3 statements").wait_for()
    assert page.url == static + asked("ci-tar-01", "all-uni-01", "ci-uni-01")
    page.locator("article", has_text="A welcome").get_by_text("Take this off the list").click()
    page.get_by_role("heading", name="A list for a meeting: 2 statements").wait_for()
    page.goto(f"{static}/provision/everyone/")
    expect(page.get_by_text("2 chosen").first).to_be_visible()
    expect(page.get_by_label("Choose for a meeting: A welcome")).not_to_be_checked()
    assert page.evaluate("() => [document.cookie, localStorage.length]") == ["", 0]


def test_a_list_is_copied_as_plain_text(static: str, window: Callable[..., Page]) -> None:
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto(static + asked("all-uni-01", "ci-uni-02"))
    page.get_by_role("button", name="Copy as plain text").click()
    page.get_by_role("button", name="Copied").wait_for()
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert text.startswith(
        "A list for a meeting: 2 statements\nYou do not need a diagnosis or an EHC plan.\n\n"
        "1. A welcome (all-uni-01)\nWhat you should see: You should see pictures"
    )
    assert "Questions to ask: \n- Who?\n- When?\n" in text
    assert f"2. Time & {NASTY} (ci-uni-02)\nWhat you should see: You wait. They wait.\n" in text
    assert text.endswith(f"\n\n{static}{asked('all-uni-01', 'ci-uni-02')}\n")


def test_a_browser_that_may_not_copy_shows_the_text_to_be_copied(
    static: str, window: Callable[..., Page]
) -> None:
    page = window()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(static + asked("all-uni-01"))
    page.get_by_role("button", name="Copy as plain text").click()
    box = page.get_by_label("The list as plain text, to copy")
    assert box.input_value().startswith("A list for a meeting: 1 statement\n")


def test_a_list_is_printed_without_boxes_and_buttons_and_with_its_own_address(
    static: str, window: Callable[..., Page]
) -> None:
    page = window()
    page.goto(static + asked("all-uni-01"))
    page.get_by_role("heading", name="A list for a meeting: 1 statement").wait_for()
    page.emulate_media(media="print")
    assert page.get_by_text("You should see pictures").is_visible()
    assert page.get_by_text(f"{static}{asked('all-uni-01')}").is_visible()
    assert not page.get_by_role("button", name="Copy as plain text").is_visible()
    assert not page.get_by_text("Take this off the list").first.is_visible()
    page.goto(f"{static}/provision/communication/")
    assert page.get_by_text("You should see pictures").first.is_visible()
    assert not page.get_by_text("Choose for a meeting").first.is_visible()
