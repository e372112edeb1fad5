"""The calculator of days: as a file, by the service, and in place by keyboard alone."""

import logging
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from icalendar import Calendar
from playwright.sync_api import Page, expect

from checks.server import serving
from host.app import make_app
from host.settings import HostSettings
from localoffer.ehc_journey.clocks import clocks
from localoffer.pipeline import Task, build

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
TODAY = date(2026, 11, 21)
Window = Callable[..., Page]

REQUEST = "clock=request&day=14&month=11&year=2026"

HEARD_NOTHING = "If you have heard nothing, ask the council why, in writing."
GUIDE = "Ask for a plan"
CERTIFICATE = "certificate-day={}&certificate-month={}&certificate-year=2026"

#: One question for each clock, and one that was asked long ago.
ASKED = (
    REQUEST,
    "clock=request&day=29&month=feb&year=2024",
    "clock=review&day=31&month=12&year=2027",
    "clock=appeal&day=31&month=12&year=2027",
    f"clock=appeal&day=2&month=11&year=2026&{CERTIFICATE.format(30, 12)}",
    "clock=transfer&year=2028",
    "clock=appeal&day=13&month=4&year=2027",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> HostSettings:
    """A small council with a guide to the 20 weeks, built once."""
    folder = tmp_path_factory.mktemp("kept")
    content = Path(shutil.copytree(GOOD, folder / "content"))
    guide = content / "guides" / "ask-for-a-plan.md"
    shutil.copy(guide, content / "guides" / "the-20-weeks.md")
    made = HostSettings(content, folder / "site", ROOT, folder / "state")
    build(Task(content, ROOT, made.state, TODAY), made.site)
    (made.site / "search").mkdir(exist_ok=True)
    (made.site / "search" / "facts.json").write_text("{}", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def client(kept: HostSettings) -> Iterator[FlaskClient]:
    with make_app(kept).test_client() as client:
        yield client


@pytest.fixture(scope="module")
def base(kept: HostSettings) -> Iterator[str]:
    """Where the built files alone are served, without the service."""
    with serving(kept.site) as base:
        yield base


def texts(around: Tag, selector: str) -> list[str]:
    return [one.get_text(" ", strip=True) for one in around.select(selector)]


def days_in(page: str) -> list[str]:
    return texts(BeautifulSoup(page, "html.parser"), "[data-rows] .when")


def words(html: object) -> list[str]:
    """What a reader reads, piece by piece."""
    pieces = BeautifulSoup(str(html), "html.parser").stripped_strings
    return [" ".join(one.split()) for one in pieces if one != "Print this page"]


def test_the_file_alone_explains_weeks_0_6_16_and_20_with_an_example(kept: HostSettings) -> None:
    page = (kept.site / "ehc-dates" / "index.html").read_text(encoding="utf-8")
    table = BeautifulSoup(page, "html.parser").select("table")[0]
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in table.select("tbody tr")
    ]
    assert rows == [
        ["The day the council got the request", "Day 0", "Tuesday 3 November 2026"],
        [
            "The council has told you yes or no to an assessment.",
            "6 weeks",
            "Tuesday 15 December 2026",
        ],
        [
            "If the council will not make a plan, it has told you so.",
            "16 weeks",
            "Tuesday 23 February 2027",
        ],
        [
            "You say what is wrong in the draft and name a school. You have at least this long.",
            "15 days",
            "–",
        ],
        ["The school you named has answered the council.", "15 days", "–"],
        ["You have the final plan.", "20 weeks", "Tuesday 23 March 2027"],
    ]


def test_an_example_counts_from_day_0_where_it_counts_from_a_day(kept: HostSettings) -> None:
    page = (kept.site / "ehc-dates" / "index.html").read_text(encoding="utf-8")
    from_a_day = "An example that counts from Tuesday 3 November 2026, which is day 0"
    captions = texts(BeautifulSoup(page, "html.parser"), "caption")
    assert captions == [from_a_day] * 3 + ["An example that counts from 2027"]


def test_only_the_foot_of_the_page_is_headed_talk_to_someone(kept: HostSettings) -> None:
    page = (kept.site / "ehc-dates" / "index.html").read_text(encoding="utf-8")
    headings = texts(BeautifulSoup(page, "html.parser"), "h2")
    assert (headings.count("Ask about this"), headings.count("Talk to someone")) == (1, 1)


def test_the_service_answers_a_form_that_was_sent_without_script(client: FlaskClient) -> None:
    answer = client.get(f"/ehc-dates/?{REQUEST}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert days_in(answer.text) == [
        "Saturday 26 December 2026",
        "Saturday 6 March 2027",
        "15 days from the day you are sent the draft",
        "15 days from the day it is sent the draft",
        "Saturday 3 April 2027",
    ]
    page = BeautifulSoup(answer.text, "html.parser")
    assert "This is a bank holiday (Boxing Day)." in page.get_text()
    assert page.select("meta[name=robots][content=noindex]")
    typed = {str(one["id"]): one["value"] for one in page.select("[data-clock=request] input[id]")}
    assert typed == {"request-day": "14", "request-month": "11", "request-year": "2026"}
    assert not [one for one in page.select("[data-clock=review] input[id]") if one["value"]]


def test_a_day_that_has_passed_leads_on_to_the_guide(client: FlaskClient) -> None:
    page = client.get("/ehc-dates/?clock=request&day=1&month=3&year=2025").text
    passed = BeautifulSoup(page, "html.parser").select("[data-rows] .journey-passed")
    assert [words(one) for one in passed] == [[f"This day has passed. {HEARD_NOTHING}", GUIDE]] * 3
    assert {str(link["href"]) for one in passed for link in one.select("a")} == {
        "/guides/the-20-weeks/"
    }


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ("clock=request", "request-day", "Enter the day the council got the request."),
        ("clock=request&day=3&year=2026", "request-month", "Enter a month as well."),
        (
            "clock=request&day=31&month=6&year=2026",
            "request-day",
            "June 2026 has 30 days. Check the day and the month.",
        ),
        (
            "clock=request&day=29&month=2&year=2026",
            "request-day",
            "February 2026 has 28 days. Check the day and the month.",
        ),
        (
            "clock=request&day=0&month=2&year=2026",
            "request-day",
            "Enter a day from 1 to 31, such as 27.",
        ),
        (
            "clock=request&day=1&month=x&year=2026",
            "request-month",
            "Enter a month from 1 to 12, such as 3.",
        ),
        (
            "clock=review&day=1&month=1&year=26",
            "review-year",
            "Enter the year with four figures, such as 2026.",
        ),
        (
            "clock=review&day=1&month=1&year=1999",
            "review-year",
            "We can work out days for the years 2014 to 2036.",
        ),
        (
            "clock=transfer&year=3000",
            "transfer-year",
            "We can work out days for the years 2014 to 2036.",
        ),
        (
            f"clock=appeal&day=2&month=1&year=2026&{CERTIFICATE.format(1, 1)}",
            "appeal-certificate-day",
            "The certificate is older than the letter. Check both dates.",
        ),
        (
            "clock=appeal&day=2&month=1&year=2026&certificate-day=5",
            "appeal-certificate-month",
            "Enter a month as well.",
        ),
    ],
)
def test_a_slip_gets_a_sentence_that_leads_to_its_field(
    client: FlaskClient, asked: str, field: str, sentence: str
) -> None:
    page = BeautifulSoup(client.get(f"/ehc-dates/?{asked}").text, "html.parser")
    links = page.select("[data-mistakes]:not([hidden]) a")
    assert [(one["href"], one.get_text()) for one in links] == [(f"#{field}", sentence)]
    wrong = page.select("[aria-invalid=true]")
    assert [one["id"] for one in wrong] == [field]
    beside = page.select_one(f"#{str(wrong[0]['aria-describedby']).split()[-1]}")
    assert beside
    assert sentence in beside.get_text()
    assert page.title
    assert page.title.get_text().startswith("Problem: ")
    assert "There is a problem" in texts(page, "[data-mistakes] h2")
    assert page.select("[data-answer][hidden]")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    some.dictionaries(
        some.sampled_from(["clock", "day", "month", "year", "certificate-day", "certificate-year"]),
        some.one_of(
            some.text(max_size=30), some.integers().map(str), some.sampled_from(list(clocks()))
        ),
    )
)
def test_nothing_that_is_sent_brings_the_service_down(
    client: FlaskClient, sent: dict[str, str]
) -> None:
    asked = urlencode(sent, errors="surrogatepass")
    assert client.get(f"/ehc-dates/?{asked}").status_code == 200
    assert client.get(f"/ehc-dates/dates.ics?{asked}").status_code in (200, 400)


def test_days_come_as_a_file_for_calendars(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get(f"/ehc-dates/?{REQUEST}").text, "html.parser")
    link = page.select_one("[data-calendar]")
    assert link
    answer = client.get(str(link["href"]))
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Content-Disposition"] == "attachment; filename=ehc-dates.ics"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [
        date(2026, 12, 26),
        date(2027, 3, 6),
        date(2027, 4, 3),
    ]


def test_the_calendar_says_of_a_day_what_the_page_says(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get(f"/ehc-dates/?{ASKED[6]}").text, "html.parser")
    events = Calendar.from_ical(client.get(f"/ehc-dates/dates.ics?{ASKED[6]}").data).walk("VEVENT")
    notes = texts(page, "[data-rows] [data-text=notes]")
    assert notes == ["This is a Sunday. Act before it."] * 2
    for event, note in zip(events, notes, strict=True):
        assert note in str(event["DESCRIPTION"])


def test_a_calendar_of_no_day_is_the_page_that_says_what_to_mend(client: FlaskClient) -> None:
    answer = client.get("/ehc-dates/dates.ics?clock=request&day=40&month=1&year=2026")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert "Enter a day from 1 to 31, such as 27." in answer.text


def test_the_service_writes_no_day_into_any_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for asked in ASKED:
        client.get(f"/ehc-dates/?{asked}")
        client.get(f"/ehc-dates/dates.ics?{asked}")
    client.get("/ehc-dates/?clock=request&day=99&month=99&year=99")
    assert [one.getMessage() for one in caplog.records if one.name.startswith("host")] == []


@pytest.mark.parametrize("asked", ASKED)
def test_the_browser_shows_what_the_service_shows(
    client: FlaskClient, base: str, window: Window, asked: str
) -> None:
    page = window()
    page.goto(f"{base}/ehc-dates/?{asked}")
    expect(page.locator("[data-answer]")).to_be_visible()
    service = BeautifulSoup(client.get(f"/ehc-dates/?{asked}").text, "html.parser")
    theirs = service.select_one("[data-answer]")
    assert theirs
    assert words(page.locator("[data-answer]").inner_html()) == words(theirs)
    links = "links => links.map(link => link.getAttribute('href'))"
    assert page.locator("[data-rows] a").evaluate_all(links) == [
        one["href"] for one in theirs.select("[data-rows] a")
    ]


def test_by_keyboard_alone_days_are_found_and_nothing_leaves_the_browser(
    base: str, window: Window
) -> None:
    page = window()
    page.goto(f"{base}/ehc-dates/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#review-day").focus()
    for key in ("2", "Tab", "1", "2", "Tab", "2", "0", "2", "7", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-answer]")).to_be_focused()
    assert (
        page.locator("[data-rows] .when").all_inner_texts()[0].strip()
        == "Thursday 16 December 2027"
    )
    assert page.url == f"{base}/ehc-dates/"
    fetched = [address for address in asked if not address.endswith(".svg")]
    assert [one for one in fetched if not one.startswith(f"{base}/assets/shared/")] == []
    assert not any("2027" in address or "?" in address for address in fetched)


def test_a_slip_is_told_in_place_and_its_link_leads_to_the_field(base: str, window: Window) -> None:
    page = window()
    page.goto(f"{base}/ehc-dates/")
    page.fill("#appeal-day", "31")
    page.fill("#appeal-month", "june")
    page.fill("#appeal-year", "2026")
    page.keyboard.press("Enter")
    expect(page.locator("[data-mistakes]")).to_be_focused()
    expect(page.locator("#appeal-day")).to_have_attribute("aria-invalid", "true")
    assert page.title().startswith("Problem: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#appeal-day")).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    expect(page.locator("[data-answer]")).to_be_focused()
    expect(page.locator("[data-mistakes]")).to_be_hidden()
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    assert not page.title().startswith("Problem: ")


@pytest.mark.parametrize("asked", [ASKED[4], ASKED[6]])
def test_the_browsers_calendar_file_has_the_services_bytes(
    client: FlaskClient, base: str, window: Window, asked: str
) -> None:
    page = window()
    page.goto(f"{base}/ehc-dates/?{asked}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Add to a calendar").click()
    assert waiting.value.suggested_filename == "ehc-dates.ics"
    ours = client.get(f"/ehc-dates/dates.ics?{asked}").data
    assert Path(waiting.value.path()).read_bytes() == ours


def test_without_script_and_without_the_service_the_tables_stand(base: str, window: Window) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{base}/ehc-dates/")
    page.fill("#request-day", "1")
    page.fill("#request-month", "12")
    page.fill("#request-year", "2026")
    page.locator("[data-clock=request] button").click()
    expect(page.get_by_role("heading", name="Work out your EHC dates")).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.get_by_text("No dates after you press the button?")).to_be_visible()


def test_the_page_is_no_wider_than_a_small_phone(base: str, window: Window) -> None:
    page = window(viewport={"width": 320, "height": 640})
    page.goto(f"{base}/ehc-dates/?{ASKED[4]}")
    expect(page.locator("[data-answer]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
