"""The yearly report, its easy read and the surveys of a small council, as people read them."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from localoffer.cli.run import run
from localoffer.pipeline import Task, build
from localoffer.workspace import Workspace

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)

FIRST = """---
title: Our first year
begins: 2024-09-01
ends: 2025-08-31
published: 2025-10-20
agreed_by: [The board]
reached: [{how: Phone calls}]
actions:
  - {what: Write about taxis., owner: help-line, by: 2026-01-31, status: done, outcome: Since May.}
---
We began to listen.
"""
SECOND = """---
title: What families told us
begins: 2025-09-01
ends: 2026-08-31
published: 2026-10-19
agreed_by: [The board, Parent Voice]
forum_says: You did ring us back.
learned: [Travel matters most.]
cannot: [{what: A bus to every club., why: There is no money for it.}]
reached: [{how: Phone calls, number: 412}, {how: Pages by post, number: 3}]
actions:
  - {what: Ring every club., owner: help-line, by: 2027-01-31, comments: [2025-001]}
freshness: {as_at: 2026-10-01, services: 60, services_in_time: 55, guides: 9, guides_in_time: 9}
tested: [{day: 2026-09-20, how: A screen reader, found: Two headings were wrong.}]
easy_read:
  - {picture: telephone receiver, text: You called us.}
  - {picture: check mark, text: We changed things.}
---
Four hundred families talked to us.
"""
COUNTS = """begins: 2025-09-01
ends: 2026-08-31
as_at: 2026-09-15
received: 62
published: 41
answered: 40
by_matter: [{what: content, number: 20}, {what: access, number: 38}, {what: making, number: 4}]
by_role: [{what: parent or carer, number: 55}, {what: forum, number: 4}, {what: professional}]
withheld: [{what: vexatious, number: 0}, {what: about one person, number: 9}]
not_found: [{theme: travel, area: marsh, number: 12}, {theme: travel, number: 2}]
"""
COMMENT = """said: {said}
matter: missing
themes: [travel]
who: parent or carer
you_said: {you_said}
status: {status}
answer: {answer}
answered: 2025-11-20
{more}
signed_off: 2025-12-03
signed_off_by: Local Offer team
"""
SURVEY = """title: Did we help?
summary: Two questions about this site.
opens: {opens}
closes: {closes}
introduction: We want to know if this site helps.
questions:
  - {{id: found, asks: Did you find it?, kind: choose one, options: ["Yes", In part, "No"]}}
  - {{id: where, asks: Where do you look?, kind: choose any, options: [Here, Friends, Phone]}}
thanks: Thank you.
"""
RESULT = """survey: helped
as_at: 2026-08-10
answers: {answers}
questions:
  - {{question: found, tallies: [{{answer: "Yes", number: 80}}, {{answer: In part, number: 37}},
     {{answer: "No", number: 3}}]}}
  - {{question: where, tallies: [{{answer: Here, number: 90}}, {{answer: Friends, number: 70}},
     {{answer: Phone, number: 4}}]}}
what_we_learned: Most people find it.
"""
ASKED = """title: An evening at school
groups: [parents-sen]
begins: 2026-06-18
how: One evening in a school.
people: 3
"""

Site = Callable[..., Path]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The good council after two years of comments."""
    folder = Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))
    done = {"status": "done", "answer": "It says so now.", "more": "changed: /guides/short-breaks/"}
    no = {"status": "cannot", "answer": "Sorry.", "more": "why_not: The law does not let us."}
    files = {
        "lists/themes.yaml": "- {id: travel, name: Travel}\n",
        "reviews/2024-25.md": FIRST,
        "reviews/2025-26.md": SECOND,
        "counts/2025-26.yaml": COUNTS,
        "comments/2025-001.yaml": COMMENT.format(
            said="2025-10", you_said="The page does not say who to ring.", **done
        ),
        "comments/2025-002.yaml": COMMENT.format(
            said="2025-11", you_said="Let us choose the driver.", **no
        ),
        "comments/2025-000.yaml": COMMENT.format(
            said="2025-08", you_said="There was nothing on taxis.", **done
        ),
        "surveys/helped.yaml": SURVEY.format(opens="2026-06-01", closes="2026-07-31"),
        "surveys/now.yaml": SURVEY.format(opens="2026-11-01", closes="2026-12-31"),
        "survey-results/helped.yaml": RESULT.format(answers=120),
        "consultation/evening.yaml": ASKED,
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace("area: marsh", f"area: {first_area(folder)}"), "utf-8")
    return folder


def first_area(content: Path) -> str:
    found = re.search(r"id: ([\w-]+)", (content / "lists" / "areas.yaml").read_text("utf-8"))
    assert found
    return found[1]


@pytest.fixture
def site(content: Path, tmp_path: Path) -> Site:
    """Builds the council, with other files laid over it."""

    def make(**other: str) -> Path:
        for name, text in other.items():
            (content / name.replace("__", "/")).write_text(text, "utf-8")
        build(Task(content, ROOT, ROOT / ".localoffer", TODAY), tmp_path / "site")
        return tmp_path / "site"

    return make


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def words(site: Path, address: str) -> str:
    """The words of a page's main part, as they are read aloud."""
    main = html(site, address).partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def part(site: Path, number: int) -> str:
    """The words of one numbered part of the second report."""
    after = words(site, "annual-report/2025-26").rpartition(f" {number}. ")[2]
    return after.partition(f" {number + 1}. ")[0]


def test_a_report_says_how_many_comments_came_and_what_they_were_about(site: Site) -> None:
    told = part(site(), 1)
    assert "Comments that came 62" in told
    assert "What this site says (regulation 56(1)(a)) not shown" in told
    assert "How easy this site is to use (regulation 56(1)(b)) 38" in told
    assert "How this site is made (regulation 56(1)(c)) not shown" in told
    assert "The parent carer forum fewer than 5" in told
    assert "About help for one person 9" in told


def test_a_comment_stands_under_its_theme_in_the_report_of_its_year_alone(site: Site) -> None:
    built = site()
    assert "Travel 2 1 0 1 All comments of the year" in part(built, 2)
    told = words(built, "annual-report/2025-26/comments")
    assert "Travel You said: The page does not say who to ring. We say: It says so now." in told
    assert "nothing on taxis" not in told
    assert "nothing on taxis" in words(built, "annual-report/2024-25/comments")


def test_a_report_says_what_changed_and_what_could_not_with_the_reason(site: Site) -> None:
    built = site()
    changed = html(built, "annual-report/2025-26").partition('id="changed"')[2]
    assert 'href="/guides/short-breaks/"' in changed.partition('id="cannot"')[0]
    cannot = part(built, 4)
    assert "You asked: A bus to every club. Why it could not change: There is no money" in cannot
    assert "Why it could not change: The law does not let us." in cannot


def test_a_report_promises_with_a_day_and_says_what_became_of_last_years(site: Site) -> None:
    told = part(site(), 5)
    assert "31 January 2027 Local Offer team Planned" in told
    assert "Write about taxis. 31 January 2026 Local Offer team Done Since May." in told


def test_each_group_of_the_regulation_is_there_or_said_not_to_have_been_asked(site: Site) -> None:
    built = site()
    assert "We asked 1 of the 20 groups this year. Not asked this year: Children" in part(built, 6)
    told = words(built, "annual-report/2025-26/asked")
    assert "Parents of children with special educational needs reg 54(1)(a) An evening" in told
    assert "Academy trusts reg 54(1)(d) Not asked this year." in told
    assert "NHS trusts reg 54(2), paragraph number not verified Not asked this year." in told
    assert "Fewer than 5 people took part." in told


def test_a_report_tells_people_without_the_internet_freshness_and_tests(site: Site) -> None:
    built = site()
    assert "Phone calls 412 Pages by post fewer than 5" in part(built, 7)
    assert "Services 60 55 checked in time" in part(built, 8)
    assert "A screen reader Two headings were wrong." in part(built, 8)


def test_what_was_not_found_is_counted_and_nothing_is_concluded(site: Site) -> None:
    told = part(site(), 9)
    assert "These are counts, not conclusions." in told
    assert re.search(r"Travel [A-Z][\w ]+ 12 Rows of fewer than 5 people are left out", told)
    assert "Travel Not said" not in told


def test_the_report_and_its_easy_read_lead_to_each_other_and_its_pictures_are_there(
    site: Site,
) -> None:
    built = site()
    assert 'href="/annual-report/2025-26/easy-read/"' in html(built, "annual-report/2025-26")
    easy = html(built, "annual-report/2025-26/easy-read")
    assert 'href="/annual-report/2025-26/"' in easy
    pictures = re.findall(r'src="/(pictures/[^"]+)"', easy)
    assert len(pictures) == 2
    assert all((built / name).is_file() for name in pictures)
    assert not (built / "annual-report/2024-25/easy-read").exists()


def test_a_page_of_the_report_leads_back_to_it_and_what_was_said_leads_to_the_reports(
    site: Site,
) -> None:
    built = site()
    for below in ("comments", "asked", "easy-read"):
        assert f'href="/annual-report/2025-26/{below}/"' in html(built, "annual-report/2025-26")
        assert 'href="/annual-report/2025-26/"' in html(built, f"annual-report/2025-26/{below}")
    assert 'href="/annual-report/"' in html(built, "you-said-we-did")
    assert 'href="/annual-report/"' in html(built, "you-said-we-did/young-people")
    easy = html(built, "annual-report/2025-26/easy-read")
    assert 'href="/you-said-we-did/young-people/"' in easy
    assert 'href="/you-said-we-did/"' in html(built, "annual-report/2025-26")


def test_the_archive_has_the_newest_report_first_and_says_when_the_next_is_due(
    site: Site,
) -> None:
    told = words(site(), "annual-report")
    assert told.index("What families told us From") < told.index("Our first year From")
    assert "This year is from 1 September 2026 to 31 August 2027." in told
    assert "The next report is due by 19 October 2027 ." in told


def test_a_report_without_counts_says_so_and_shows_what_is_published(site: Site) -> None:
    told = words(site(), "annual-report/2024-25")
    assert "We did not keep a count of all comments this year. 1 comment is published." in told
    assert "complian" not in told.lower()


def test_a_survey_that_is_over_shows_its_answers_without_small_numbers(site: Site) -> None:
    told = words(site(), "surveys/helped")
    assert "120 people answered." in told
    assert "Yes 80 In part not shown No not shown" in told
    assert "Here 90 Friends 70 Phone fewer than 5" in told
    assert "Most people find it." in told
    assert "Answer the survey" not in told


def test_of_a_survey_that_few_answered_no_number_is_shown(site: Site) -> None:
    told = words(
        site(**{"survey-results__helped.yaml": RESULT.format(answers=4)}), "surveys/helped"
    )
    assert "Fewer than 5 people answered." in told
    assert "80" not in told


def test_a_survey_that_is_open_can_be_answered_by_phone_where_there_is_no_service(
    site: Site,
) -> None:
    told = words(site(), "surveys/now")
    assert "Open until 31 December 2026" in told
    assert "To answer, call 01632" in told
    assert "Answer the survey" not in told


def test_a_survey_that_is_open_leads_to_its_form_where_there_is_a_service(
    content: Path, site: Site
) -> None:
    text = (content / "site.yaml").read_text("utf-8")
    (content / "site.yaml").write_text(f"{text}\nfeedback: {{address: /feedback/}}\n", "utf-8")
    assert 'href="/feedback/survey/now"' in html(site(), "surveys/now")


def test_the_page_about_the_site_says_when_each_group_was_last_asked(site: Site) -> None:
    told = words(site(), "about")
    assert "One evening in a school. 18 June 2026" in told
    assert "NHS England reg 54(2) We have no record of asking yet." in told


def test_a_new_report_begins_with_its_days_and_the_figures_of_today(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    assert (
        run(Workspace.of_checkout(ROOT), ["new", "review", "2026-27", "--content", str(content)])
        == 0
    )
    begun = (content / "reviews" / "2026-27.md").read_text("utf-8")
    assert "begins: 2026-09-01\nends: 2027-08-31\n" in begun
    assert "freshness:\n  as_at: 2026-11-21\n  services: 2\n  services_in_time: 1\n" in begun


def test_a_new_report_of_no_year_is_refused_with_the_name_of_the_last_one(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    assert (
        run(Workspace.of_checkout(ROOT), ["new", "review", "2026", "--content", str(content)]) == 2
    )
    assert "Use 2025-26 for the last one." in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["comment", "survey", "consultation"])
def test_a_new_file_of_yaml_alone_has_a_hint_on_every_line_and_no_header(
    content: Path, kind: str
) -> None:
    assert (
        run(Workspace.of_checkout(ROOT), ["new", kind, "a-new-one", "--content", str(content)]) == 0
    )
    begun = next(content.glob("*/a-new-one.yaml")).read_text("utf-8")
    assert "---" not in begun
    assert all("  # " in line or line.startswith("#") for line in begun.splitlines() if line)
