"""What a reader sees: pages of the good council after one change, on 21 November 2026."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from localoffer.pipeline import Task, build

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
CLUB, ADVICE = "services/saturday-club.md", "services/parents-advice.md"

Show = Callable[..., str]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keeps compiled styles from one test to the next."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


@pytest.fixture
def show(content: Path, state: Path, tmp_path: Path) -> Show:
    """Builds the site and returns a file of it as text."""

    def shown(name: str, *, drafts: bool = False, base_url: str = "") -> str:
        task = Task(content, ROOT, state, date(2026, 11, 21), base_url, drafts)
        build(task, tmp_path / "site")
        return (tmp_path / "site" / name).read_text(encoding="utf-8")

    return shown


def change(content: Path, name: str, *pairs: tuple[str, str]) -> None:
    text = (content / name).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    (content / name).write_text(text, encoding="utf-8")


def words(html: str) -> str:
    """The words of a page's main part, as they are read aloud."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_a_service_says_who_for_what_it_costs_how_to_get_it_and_whom_to_call_in_this_order(
    show: Show,
) -> None:
    page = words(show("services/saturday-club/index.html"))
    order = [
        page.index(part)
        for part in ("Up to 11", "£4 a session.", "Phone us to book a place.", "01632 960300")
    ]
    assert order == sorted(order)


def test_nought_is_an_age(content: Path, show: Show) -> None:
    change(content, CLUB, ("maximum_age: 11", "maximum_age: 0"))
    assert "Age 0" in words(show("services/saturday-club/index.html"))


def test_an_access_feature_nobody_asked_about_is_not_known_and_never_no(
    content: Path, show: Show
) -> None:
    page = words(show("services/saturday-club/index.html"))
    assert re.search(
        r"(?i)changing places toilet[^.]{0,20}not known|not known[^.]{0,60}changing", page
    )
    change(content, CLUB, ("{step-free: yes}", "{step-free: not known}"))
    assert not re.search(
        r"(?i)step-free way in:? (yes|no)\b", words(show("services/saturday-club/index.html"))
    )


def test_a_service_that_is_closed_today_says_so_on_its_page_and_its_card(
    content: Path, show: Show
) -> None:
    closed = (
        "status: temporarily closed\n"
        "closure: {begins: 2026-11-01, ends: 2027-01-31, reason: The hall is being mended.}"
    )
    change(content, CLUB, ("kind: activity", f"kind: activity\n{closed}"))
    assert "The hall is being mended." in words(show("services/saturday-club/index.html"))
    assert "Closed for now" in words(show("find/needs/any/index.html"))


def test_a_service_outside_the_area_says_so(content: Path, show: Show) -> None:
    change(content, CLUB, ("service_areas: [little-marsh]", "service_areas: [far-hills]"))
    assert "Outside our area" in words(show("find/needs/any/index.html"))


def test_a_hidden_address_is_nowhere_in_the_site(content: Path, show: Show, tmp_path: Path) -> None:
    change(
        content,
        CLUB,
        ("    postal_code: LM1 1AB\n", "    postal_code: LM9 9ZZ\n    hide_address: yes\n"),
        ("1 Green Lane", "77 Secret Street"),
    )
    assert "Little Marsh" in words(show("services/saturday-club/index.html"))
    for file in (tmp_path / "site").rglob("*.*"):
        if file.is_file():
            raw = file.read_bytes()
            assert b"Secret Street" not in raw, file
            assert b"LM9 9ZZ" not in raw, file


def test_what_staff_note_is_nowhere_in_the_site(content: Path, show: Show, tmp_path: Path) -> None:
    notes = "admin: {owner_email: staff@example.org, notes: Private note}"
    change(content, CLUB, ("kind: activity", f"kind: activity\n{notes}"))
    show("index.html")
    for file in (tmp_path / "site").rglob("*.*"):
        if file.is_file():
            raw = file.read_bytes()
            assert b"Private note" not in raw, file
            assert b"staff@example.org" not in raw, file


def test_a_page_that_was_checked_too_long_ago_says_so(show: Show) -> None:
    late = "This page may be out of date."
    warning = re.compile(rf"<div[^>]*data-overdue([^>]*)>(?:(?!</div>).)*{late}", re.DOTALL)
    advice = warning.search(show("services/parents-advice/index.html"))
    club = warning.search(show("services/saturday-club/index.html"))
    assert advice
    assert club
    assert "hidden" not in advice[1]
    assert "hidden" in club[1]


@pytest.mark.parametrize("dates", [r"assured_date: .*\nassured_by: .*\n", r"assured_date: .*\n"])
def test_a_page_that_nobody_ever_checked_names_no_day(
    content: Path, show: Show, dates: str
) -> None:
    found = re.search(dates, (content / ADVICE).read_text(encoding="utf-8"))
    assert found
    change(content, ADVICE, ("kind: advice", "draft: yes"), (found[0], ""))
    page = show("services/parents-advice/index.html", drafts=True)
    about = page[page.index('id="about-this-page"') :]
    assert "<dt>Last checked</dt><dd>Not yet</dd>" in about
    assert "Next check due" not in about
    assert "<time" not in about
    assert 'data-due="None"' not in page


def test_events_show_the_days_that_are_left_and_none_that_have_passed(show: Show) -> None:
    page = words(show("events/index.html"))
    assert "5 December" in page
    assert "1 November" not in page


def test_a_draft_is_shown_on_request_and_invents_nothing(content: Path, show: Show) -> None:
    change(content, ADVICE, ("kind: advice", "draft: yes"))
    change(content, ADVICE, ("free: yes\nfees_description: Free\n", ""))
    assert "Parents' Advice" not in show("a-z/index.html")
    page = show("services/parents-advice/index.html", drafts=True)
    assert "This is a draft. It is not published. Still to find out:" in words(page)
    assert "What it costs: we do not know yet, e-mail them" in words(page)
    assert "application/ld+json" not in page


def test_a_long_list_comes_in_parts_and_none_is_lost(content: Path, show: Show) -> None:
    text = (content / CLUB).read_text(encoding="utf-8")
    for number in range(130):
        name = f"club-{number:03}"
        changed = text.replace("The Saturday Club", f"Club {number:03}")
        (content / "services" / f"{name}.md").write_text(changed, encoding="utf-8")
    first = show("find/needs/autism/index.html")
    assert "Parents" in words(first)
    parts = [show(f"find/needs/any/{part}index.html") for part in ("", "part-2/", "part-3/")]
    found = re.findall(r'href="/services/(club-\d{3})/"', "".join(parts))
    assert sorted(set(found)) == [f"club-{number:03}" for number in range(130)]
    assert "part-2/" in parts[0]


def test_a_site_below_a_path_links_to_itself(show: Show, tmp_path: Path) -> None:
    home = show("index.html", base_url="https://pages.example.org/our-offer/")
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', home)
    assert links
    assert [link for link in links if not link.startswith("/our-offer/")] == []
    site_map = (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://pages.example.org/our-offer/guides/short-breaks/</loc>" in site_map
    guide = (tmp_path / "site/guides/short-breaks/index.html").read_text(encoding="utf-8")
    assert 'href="/our-offer/services/saturday-club/"' in guide


def test_a_moved_page_leads_on_without_script_and_is_in_no_list(show: Show, tmp_path: Path) -> None:
    page = show("guides/respite/index.html")
    assert 'content="0; url=/guides/short-breaks/"' in page
    assert '<a href="/guides/short-breaks/">' in page
    site_map = (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "respite" not in site_map


def test_what_an_author_types_is_text_and_never_markup_or_script(content: Path, show: Show) -> None:
    nasty = "<script>alert(1)</script> & </script>"
    change(content, CLUB, ("name: The Saturday Club", f'name: "{nasty}"'))
    change(content, CLUB, ("Phone us to book a place.", f'"{nasty} </title>"'))
    page = show("services/saturday-club/index.html")
    assert "<script>alert" not in page
    assert "</script> &amp;" not in page.replace("&lt;/script&gt;", "")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data
    assert json.loads(data[1])["name"] == nasty


def test_linked_data_says_what_the_page_says(show: Show) -> None:
    page = show("services/saturday-club/index.html")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data
    said = json.loads(data[1])
    assert said["@type"] == "Service"
    assert said["isAccessibleForFree"] is False
    assert said["audience"]["suggestedMinAge"] == 0
    assert said["availableChannel"]["serviceLocation"]["address"]["postalCode"] == "LM1 1AB"


def test_the_statement_on_accessibility_never_says_more_than_was_found(
    content: Path, show: Show
) -> None:
    page = words(show("accessibility/index.html"))
    assert "partially compliant" in page
    assert "fully compliant" not in page
    assert "Some older papers cannot be read aloud." in page
    change(content, "site.yaml", ("status: partially", "status: not"))
    assert "not compliant" in words(show("accessibility/index.html"))


def test_the_feed_of_changes_is_for_the_same_changes_as_the_page(show: Show) -> None:
    feed = show("changes/feed.atom")
    assert feed.count("<entry>") == 1
    assert "The Saturday club moved to the new hall." in feed
    assert "The Saturday club moved to the new hall." in words(show("changes/index.html"))
