"""The wall as families see it: a list, what was done, and nothing that could name a child."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from localoffer.coverage import coverage
from localoffer.pages.annual_report.wall_themes import wall_theme_table
from localoffer.pages.wall.wall_pages import PER_PART
from localoffer.pipeline import check
from search.documents import documents
from tests.support.comments import ROOT, THEMES, build_site, set_feedback, task

NOTE: dict[str, Any] = {
    "said": "2026-10",
    "question": "change",
    "you_said": "More swings",
    "themes": ["transport"],
    "signed_off": "2026-11-02",
    "signed_off_by": "Local Offer team",
}
DONE: dict[str, Any] = {
    **NOTE,
    "status": "done",
    "answer": "There are two more.",
    "answered": "2026-11-01",
    "changed": "/guides/short-breaks/",
}
GOOD: dict[str, Any] = {**NOTE, "question": "good", "you_said": "My TA"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    good = ROOT / "tests" / "examples" / "good"
    return Path(shutil.copytree(good, tmp_path / "content"))


def test_a_council_without_words_and_without_a_form_has_no_wall(content: Path) -> None:
    site = build_site(content)
    assert not (site / "wall").exists()
    assert "/wall/" not in (site / "index.html").read_text(encoding="utf-8")
    assert 'class="onward"></p>' not in (site / "topics/short-breaks/index.html").read_text()


def test_an_empty_wall_leads_to_its_form_and_to_the_sheet(content: Path) -> None:
    set_feedback(content, address="/feedback/")
    site = build_site(content)
    page = soup(site, "wall")
    links = {str(link["href"]) for link in page.select("main a")}
    assert links >= {"/feedback/wall", "/wall/sheet/"}
    assert "You could be the first." in page.get_text()
    tell_us = (site / "tell-us" / "index.html").read_text(encoding="utf-8")
    assert "/feedback/wall" in tell_us


def test_each_question_has_a_list_with_the_newest_words_first(content: Path) -> None:
    older = {**NOTE, "said": "2026-09", "you_said": "A bench"}
    lay_notes(content, older, NOTE, GOOD)
    page = soup(build_site(content), "wall")
    lists = {
        one.select("h2")[0].get_text(): [
            item.get_text(strip=True) for item in one.select("ul > li blockquote")
        ]
        for one in page.select("main section.wall-group")
    }
    assert lists == {
        "What is good?": ["My TA"],
        "What would you change?": ["More swings", "A bench"],
    }
    assert [one.name for one in page.select(".wall-notes")] == ["ul", "ul"]


def test_what_was_done_stands_with_the_words_and_leads_to_the_page(content: Path) -> None:
    lay_notes(content, DONE, NOTE, GOOD)
    page = soup(build_site(content), "wall")
    good, waits, done = (" ".join(one.get_text(" ").split()) for one in page.select(".wall-note"))
    assert done.startswith("More swings What was done: There are two more. Short breaks")
    assert waits == "More swings We are listening. October 2026"
    assert good == "My TA October 2026"


def test_few_people_are_not_counted_on_the_wall(content: Path) -> None:
    lay_notes(content, {**NOTE, "people": 3}, {**NOTE, "people": 12}, NOTE)
    page = soup(build_site(content), "wall")
    facts = [" ".join(one.get_text(" ").split()) for one in page.select(".wall-facts")]
    assert facts == [
        "October 2026", "12 of you said this. October 2026", "A few of you said this. October 2026"
    ]  # fmt: skip


def test_a_long_wall_has_parts(content: Path) -> None:
    lay_notes(content, *([NOTE] * (PER_PART + 1)))
    site = build_site(content)
    assert len(soup(site, "wall").select(".wall-note")) == PER_PART
    assert len(soup(site, "wall/part-2").select(".wall-note")) == 1


def test_the_sheet_says_what_not_to_write_and_whom_to_call(content: Path) -> None:
    lay_notes(content, NOTE)
    sheet = soup(build_site(content), "wall/sheet").select_one(".wall-sheet")
    assert sheet
    text = sheet.get_text(" ", strip=True)
    assert "Do not write any names." in text
    assert "0800 1111" in text
    assert [one.get_text() for one in sheet.select("dt")] == [
        "What is good?",
        "What would you change?",
    ]


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"you_said": "Ring 07700 900123"}, "you_said", "phone number"),
        ({"answer": "Ask jo@example.org", "answered": "2026-11-01"}, "answer", "e-mail"),
        ({"you_said": f"{'word ' * 40}s"}, "you_said", "201 letters"),
        ({"said": "2027-01"}, "said", "in the future"),
        ({"status": "done"}, "status", "no answer"),
        ({"question": "both"}, "question", "both"),
        ({"themes": ["trains"]}, "themes", "trains"),
        ({"age": "5 to 10"}, "age", "age"),
    ],
)
def test_a_file_that_could_name_somebody_or_is_not_whole_is_refused(
    content: Path, changed: dict[str, Any], field: str, words: str
) -> None:
    lay_notes(content, {**NOTE, **changed})
    problems = [one for one in check(task(content)).problems if one.path.startswith("wall/")]
    first = next(one for one in problems if one.level == "error")
    assert first.field.partition(".")[0] == field
    assert words in first.message
    assert [one.message for one in problems if "07700" in one.message] == []


def test_search_knows_the_wall_and_none_of_its_notes(content: Path) -> None:
    lay_notes(content, DONE, GOOD)
    offer = check(task(content)).offer
    assert offer
    found = [one for one in documents(offer) if one.address.startswith("/wall/")]
    assert [one.address for one in found] == ["/wall/"]


def test_the_wall_is_evidence_that_families_shape_the_offer_and_of_no_other_duty(
    content: Path,
) -> None:
    lay_notes(content, DONE)
    offer = check(task(content)).offer
    assert offer
    duties = [
        one.duty.id
        for one in coverage(offer)
        if "/wall/" in {page.address for page in one.evidence}
    ]
    assert duties == ["lo.involved"]


def test_the_report_counts_the_themes_of_its_year_without_rows_of_few(content: Path) -> None:
    lay_notes(
        content,
        {**NOTE, "people": 6},
        {**NOTE, "people": 5, "themes": ["transport", "money"]},
        {**NOTE, "themes": ["money"]},
        {**NOTE, "said": "2025-08", "people": 50},
    )
    offer = check(task(content)).offer
    assert offer
    table = wall_theme_table(offer, date(2025, 9, 1), date(2026, 10, 31))
    assert table
    # All but one said it about travel, so that row would tell of one.
    assert [(row.label, row.count_text) for row in table.rows] == [("Money", "6")]
    assert "counted 12 times" in table.note
    assert wall_theme_table(offer, date(2024, 9, 1), date(2025, 7, 31)) is None


def lay_notes(content: Path, *notes: dict[str, Any]) -> None:
    """Write notes, numbered in their order. JSON is YAML too."""
    (content / "lists" / "themes.yaml").write_text(THEMES, encoding="utf-8")
    (content / "wall").mkdir(exist_ok=True)
    for number, note in enumerate(notes, 1):
        text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in note.items())
        (content / "wall" / f"2026-{number:03}.yaml").write_text(text, encoding="utf-8")


def soup(site: Path, address: str) -> BeautifulSoup:
    text = (site / address / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")
