"""The council's own figures: a chart, its table and its sentence say the same."""

import json
import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from localoffer.model.figures import Figure
from localoffer.pages.figures.charts import value_text
from localoffer.pipeline import Task, build, check
from localoffer.problems import errors

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)

GUIDE = "guides/short-breaks.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The folder of a small, good council."""
    return Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))


def add_field(content: Path, name: str, field: str) -> None:
    file = content / name
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("---\n", f"---\n{field}\n", 1), "utf-8")


def figure(**changed: Any) -> dict[str, Any]:
    return {
        "id": "plans",
        "title": "Plans on time",
        "sentence": "Half of the plans were on time.",
        "unit": "percent",
        "points": [{"label": "2024"}, {"label": "2025", "value": 50, "compare": 40}],
        "compare_label": "Nearby councils",
        "as_at": "2025-12-31",
        "source": "Our own count",
        **changed,
    }


def built(content: Path, tmp_path: Path) -> Path:
    build(Task(content, ROOT, tmp_path / "state", TODAY), tmp_path / "site")
    return tmp_path / "site"


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_number_is_said_with_its_unit_and_not_known_is_not_nought() -> None:
    assert value_text(0, "number") == "0"
    assert value_text(None, "percent") == "not known"
    assert value_text(58, "percent") == "58%"
    assert value_text(1, "weeks") == "1 week"
    assert value_text(1204, "pounds") == "£1,204"
    assert value_text(7.5, "weeks") == "7.5 weeks"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"points": [{"label": "2025", "value": 101}]}, "A percentage is above 100."),
        ({"compare_label": None}, "There are numbers to compare with, but not whose they are."),
    ],
)
def test_a_figure_that_cannot_be_is_told(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        Figure.model_validate(figure(**changed))


def test_a_chart_draws_each_number_in_scale_and_its_table_says_it(
    content: Path, tmp_path: Path
) -> None:
    (content / "figures.yaml").write_text(json.dumps([figure()]), encoding="utf-8")
    page = (built(content, tmp_path) / "figures" / "index.html").read_text(encoding="utf-8")
    assert 'width="50.0%"' in page
    assert 'width="40.0%"' in page
    assert page.count('class="bar"') == 1, "a number that is not known has no bar"
    table = words(page[page.index("<table") : page.index("</table>")])
    assert "Plans on time, as at 31 December 2025" in table
    assert "2024 not known not known 2025 50% 40%" in table
    assert "Source: Our own count" in words(page)


def test_waiting_times_come_from_the_services_longest_first(content: Path, tmp_path: Path) -> None:
    as_at = "as_at: 2026-09-01"
    add_field(
        content,
        "services/saturday-club.md",
        f"waiting_time: {{minimum_weeks: 2, maximum_weeks: 6, {as_at}}}",
    )
    add_field(
        content,
        "services/parents-advice.md",
        f"waiting_time: {{minimum_weeks: 10, maximum_weeks: 20, {as_at}}}",
    )
    page = (built(content, tmp_path) / "figures" / "index.html").read_text(encoding="utf-8")
    table = words(page[page.index("<tbody") : page.index("</tbody>")])
    assert re.fullmatch(
        r".+ 10 to 20 weeks 1 September 2026 The Saturday Club 2 to 6 weeks 1 September 2026", table
    )
    assert 'x="50.0%" width="50.0%"' in page
    assert 'x="10.0%" width="20.0%"' in page


def test_a_council_without_figures_has_no_page_of_them(content: Path, tmp_path: Path) -> None:
    assert not (built(content, tmp_path) / "figures").exists()


def test_a_guide_shows_the_figures_it_names(content: Path, tmp_path: Path) -> None:
    (content / "figures.yaml").write_text(json.dumps([figure()]), encoding="utf-8")
    add_field(content, GUIDE, "figures: [plans]")
    page = (built(content, tmp_path) / "guides" / "short-breaks" / "index.html").read_text("utf-8")
    assert "Half of the plans were on time." in words(page)
    (content / "figures.yaml").write_text(json.dumps([figure(id="plan")]), encoding="utf-8")
    told = errors(check(Task(content, ROOT, None, TODAY)).problems)
    assert [(one.path, one.message, one.fix) for one in told] == [
        (GUIDE, '"plans" is not in figures.yaml.', 'Did you mean "plan"?')
    ]


def test_a_page_whose_readers_always_ask_the_same_has_to_answer(
    content: Path, tmp_path: Path
) -> None:
    names = ("what", "who-can-ask", "when", "policy", "travel")
    answers = ", ".join(f"{name}: '#how-do-i-ask'" for name in names)
    add_field(
        content, GUIDE, f"page_type: personal budgets\nanswers: {{{answers}, policies: '#how'}}"
    )
    told = {
        one.message: one.fix for one in errors(check(Task(content, ROOT, None, TODAY)).problems)
    }
    assert told == {
        'A page on personal budgets has to answer "What does one look like in pounds?".': (
            "Enter example under answers with the heading that does, such as #what-it-costs."
        ),
        "There is no heading #how on this page.": "Did you mean #how-do-i-ask?",
        'A page on personal budgets has no question "policies".': "Did you mean policy?",
    }
    file = content / GUIDE
    text = file.read_text(encoding="utf-8").replace("policies: '#how'", "example: '#how-do-i-ask'")
    file.write_text(text, encoding="utf-8")
    page = (built(content, tmp_path) / "guides" / "short-breaks" / "index.html").read_text("utf-8")
    assert '<a href="#how-do-i-ask">What does one look like in pounds?</a>' in page
