"""Reports that schools write here: the form, what the check asks of it, and the page."""

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from localoffer.cli.new import start
from localoffer.pipeline import Task, build, check
from localoffer.problems import Level, Problem
from localoffer.schools.report_parts import report_parts

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
HEADER = {
    "school": "wren-bank",
    "dated": "2026-09-10",
    "agreed_by": "The governing body",
    "senco_name": "Sam Reed",
    "senco_email": "senco@wren-bank.example.org",
}
ANSWERS = {part.question: "We talk with you first, and then we try it." for part in report_parts()}
MAINSTREAM_ONLY = [part.question for part in report_parts() if part.mainstream_only]
TAUGHT = "How will my child be taught?"

Write = Callable[..., None]
Problems = Callable[[], list[Problem]]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))
    (folder / "reports").mkdir()
    (folder / "schools").mkdir()
    for name, kind in (("wren-bank", "academy"), ("heron-court", "special school")):
        (folder / "schools" / f"{name}.md").write_text(
            f"---\nname: {name.title()}\nkind: {kind}\nphases: [primary]\n---\n", encoding="utf-8"
        )
    return folder


@pytest.fixture
def write(content: Path) -> Write:
    """Writes a report: its answers by question, and its header less what is None."""

    def write_report(
        answers: Mapping[str, str], name: str = "wren-bank", **header: str | None
    ) -> None:
        fields = {**HEADER, **header}
        rows = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
        text = "".join(f"\n## {question}\n\n{answer}\n" for question, answer in answers.items())
        (content / "reports" / f"{name}.md").write_text(f"---\n{rows}---\n{text}", encoding="utf-8")

    return write_report


@pytest.fixture
def problems(content: Path) -> Problems:
    """What the check says of reports, the plain-language checks of their words left aside."""

    def found() -> list[Problem]:
        checked = check(Task(content, ROOT, None, TODAY))
        said = [one for one in checked.problems if one.path.startswith("reports/")]
        return [one for one in said if "is not explained" not in one.message]

    return found


def _line(content: Path, words: str) -> int:
    lines = (content / "reports" / "wren-bank.md").read_text(encoding="utf-8").splitlines()
    return lines.index(words) + 1


def test_a_report_that_answers_every_question_has_no_problem(
    write: Write, problems: Problems
) -> None:
    write(ANSWERS)
    assert problems() == []


def test_a_question_without_a_heading_is_named(write: Write, problems: Problems) -> None:
    write({key: answer for key, answer in ANSWERS.items() if key != TAUGHT})
    (one,) = problems()
    assert one.message == f"The report does not answer “{TAUGHT}”."
    assert one.fix.startswith(f"Add the heading ## {TAUGHT}")
    assert one.level is Level.ERROR


@pytest.mark.parametrize("nothing", ["", "<!-- Two or three examples. -->"])
def test_a_question_without_an_answer_is_told_on_its_line(
    content: Path, write: Write, problems: Problems, nothing: str
) -> None:
    write({**ANSWERS, TAUGHT: nothing})
    (one,) = problems()
    assert one.message == f"“{TAUGHT}” has no answer below it."
    assert one.line == _line(content, f"## {TAUGHT}")


def test_a_heading_that_is_nearly_a_question_is_asked_about(
    content: Path, write: Write, problems: Problems
) -> None:
    slip = "How will my children be taught?"
    write({slip if key == TAUGHT else key: answer for key, answer in ANSWERS.items()})
    (one,) = problems()
    assert f"Did you mean the heading “{slip}”? Write ## {TAUGHT}" in one.fix
    assert one.line == _line(content, f"## {slip}")


def test_case_commas_and_the_kind_of_apostrophe_do_not_matter(
    write: Write, problems: Problems
) -> None:
    assert "Where is the council's Local Offer?" in ANSWERS
    write({key.upper().replace("'", "’").replace(",", ""): one for key, one in ANSWERS.items()})
    assert problems() == []


def test_a_school_may_add_headings_of_its_own(write: Write, problems: Problems) -> None:
    write({**ANSWERS, "What is our school dog called?": "Biscuit. She is here each Monday."})
    assert problems() == []


def test_a_special_school_may_leave_out_two_answers_and_its_senco(
    write: Write, problems: Problems
) -> None:
    short = {key: answer for key, answer in ANSWERS.items() if key not in MAINSTREAM_ONLY}
    assert len(ANSWERS) - len(short) == 2
    write(short, "heron-court", school="heron-court", senco_name=None, senco_email=None)
    assert problems() == []
    write(short)
    assert sorted(one.message for one in problems()) == sorted(
        f"The report does not answer “{question}”." for question in MAINSTREAM_ONLY
    )


def test_a_mainstream_report_names_its_senco_and_how_to_reach_them(
    write: Write, problems: Problems
) -> None:
    write(ANSWERS, senco_name=None, senco_email=None)
    assert [(one.field, one.level) for one in problems()] == [
        ("senco_email", Level.ERROR),
        ("senco_name", Level.ERROR),
    ]
    write(ANSWERS, senco_email=None, senco_phone="01632 960123")
    assert problems() == []


def test_a_long_answer_is_a_warning_that_counts_its_words(
    content: Path, write: Write, problems: Problems
) -> None:
    write({**ANSWERS, TAUGHT: "We teach it in small steps. " * 25})
    (one,) = (problem for problem in problems() if "words." in problem.message)
    assert one.message == f"“{TAUGHT}” has 150 words."
    assert "120 words or fewer" in one.fix
    assert (one.level, one.line) == (Level.WARNING, _line(content, f"## {TAUGHT}"))


def test_a_review_that_is_late_is_a_warning_and_a_day_to_come_an_error(
    write: Write, problems: Problems
) -> None:
    write(ANSWERS, next_review="2026-11-01", dated="2027-01-01")
    assert [(one.field, one.level) for one in problems()] == [
        ("dated", Level.ERROR),
        ("next_review", Level.WARNING),
    ]


def test_two_reports_of_one_school_are_one_too_many(write: Write, problems: Problems) -> None:
    write(ANSWERS)
    write(ANSWERS, "wren-banks")
    assert [one.message for one in problems()] == [
        "reports/wren-bank.md is a report of the same school."
    ]


def test_a_draft_may_still_lack_answers(write: Write, problems: Problems) -> None:
    write({TAUGHT: "We try it."}, draft="yes")
    assert problems() == []


def test_the_form_holds_each_question_with_its_hint_and_says_which_number_nobody_verified(
    content: Path,
) -> None:
    form = start("report", "wren-bank", content).read_text(encoding="utf-8")
    assert "school: wren-bank\n" in form
    assert re.findall(r"^## (.*)$", form, re.MULTILINE) == list(ANSWERS)
    taught = form.partition(f"## {TAUGHT}")[2].partition("\n## ")[0]
    assert "What teachers do in every lesson" in taught
    assert "Up to 120 words. Asked for by SI 2014/1530 Sch 1 para 3(c). -->" in taught
    say = form.partition("## How will my child have a say?")[2].partition("\n## ")[0]
    assert "SI 2014/1530 Sch 1 para 8 (number not verified)." in say


def test_a_form_that_nobody_filled_in_lacks_every_answer(content: Path, problems: Problems) -> None:
    form = start("report", "wren-bank", content)
    text = form.read_text(encoding="utf-8")
    for field in ("dated", "agreed_by", "senco_name", "senco_email"):
        text = re.sub(
            rf"^(?:# )?{field}:.*$", f"{field}: {HEADER.get(field)}", text, flags=re.MULTILINE
        )
    form.write_text(re.sub(r"^draft:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    missing = [one.message for one in problems() if one.level is Level.ERROR]
    assert len(missing) == len(ANSWERS)
    assert all("has no answer below it." in message for message in missing)


def _words(page: Path) -> str:
    main = page.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_page_gives_each_answer_the_senco_and_the_figures_of_its_words(
    content: Path, write: Write, tmp_path: Path
) -> None:
    write({**ANSWERS, "Our dog": "Biscuit is here each Monday."}, next_review="2027-09-10")
    build(Task(content, ROOT, tmp_path / "state", TODAY), tmp_path / "site")
    page = tmp_path / "site" / "reports" / "wren-bank" / "index.html"
    html, said = page.read_text(encoding="utf-8"), _words(page)
    assert "Dated 10 September 2026. Agreed by: The governing body." in said
    assert "senco@wren-bank.example.org" in html
    assert 'href="/schools/wren-bank/"' in html
    links = re.findall(r'<a href="#([^"]+)">', html.partition("On this page")[2])
    assert len(links) == len(ANSWERS) + 1
    assert [link for link in links if f'id="{link}"' not in html] == []
    assert "Biscuit is here each Monday." in said
    assert re.search(r"This report has \d+ words. It suits readers of \d+ and over.", said)
    assert "What the law asks" not in said


def test_a_report_written_here_is_the_one_that_the_school_s_page_leads_to(
    content: Path, write: Write, tmp_path: Path
) -> None:
    write(ANSWERS)
    build(Task(content, ROOT, tmp_path / "state", TODAY), tmp_path / "site")
    site = tmp_path / "site"
    school = _words(site / "schools" / "wren-bank" / "index.html")
    assert "The report is dated 10 September 2026." in school
    assert "Sam Reed" in school
    council = _words(site / "schools" / "reports" / "index.html")
    assert "How will my child be taught? SI 2014/1530 Sch 1 para 3(c) 1 0 0 1" in council
    table = (site / "schools" / "reports.csv").read_text(encoding="utf-8-sig")
    assert "https://localoffer.example.org/reports/wren-bank/" in table
