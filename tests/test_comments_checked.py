"""What an editor is told about comments before they are published."""

import shutil
from pathlib import Path

import pytest

from localoffer.pipeline import check
from tests.support.comments import (
    DOING,
    DONE,
    LISTENING,
    ROOT,
    comment_problems,
    lay_comments,
    set_feedback,
    task,
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    good = ROOT / "tests" / "examples" / "good"
    return Path(shutil.copytree(good, tmp_path / "content"))


def test_a_comment_in_order_has_no_problem(content: Path) -> None:
    lay_comments(content, c2026_001=LISTENING, c2026_002=DONE, c2026_003=DOING)
    assert comment_problems(content) == []


def test_the_numbers_that_this_site_gives_to_everyone_name_nobody(content: Path) -> None:
    """The council's own phone, address, and pages of others, which only an answer may name."""
    answer = "Ring 01632 960 200, come to LM1 1AA, or look at www.example.org/bus."
    lay_comments(content, c2026_001={**DONE, "answer": answer})
    assert comment_problems(content) == []
    lay_comments(content, c2026_001={**DONE, "you_said": "Look at www.elsewhere.example.org."})
    assert comment_problems(content) == [
        (
            "error, you_said: Word 3 seems to be a web address. "
            "A web address can lead to a person's own page."
        )
    ]


def test_what_could_name_somebody_is_told_by_its_place_and_never_repeated(content: Path) -> None:
    """In every text that families read: reports of checks are public as well."""
    short = {"said": "Ring 07700 900123.", "answer": "We rang 07700 900124."}
    action = {**DOING["action"], "what": "Ring dad@example.org."}
    lay_comments(
        content, c2026_001={**DOING, "in_short": short, "action": action, "sorry": "Sorry, @jo_b."}
    )
    problems = comment_problems(content)
    fields = {problem.partition(":")[0] for problem in problems}
    assert fields == {
        "error, in_short.said", "error, in_short.answer", "error, action.what", "error, sorry",
    }  # fmt: skip
    assert [text for text in problems if "07700" in text or "dad@" in text or "jo_b" in text] == []


def test_waiting_is_told_after_twice_the_days_that_the_council_aims_at(content: Path) -> None:
    lay_comments(content, c2026_001={**LISTENING, "said": "2026-09"})
    assert comment_problems(content) == []
    set_feedback(content, answer_days=10)
    assert comment_problems(content) == [
        "warning, status: It has waited for an answer since 2026-09; our own aim is 10 days."
    ]


def test_a_comment_about_a_page_that_is_gone_is_told(content: Path) -> None:
    lay_comments(content, c2026_001={**LISTENING, "about": "/guides/short-brakes/"})
    assert comment_problems(content) == [
        "error, about: The link /guides/short-brakes/ leads to no page of this site."
    ]


def test_a_page_may_link_to_the_forms_where_the_service_answers(content: Path) -> None:
    lay_comments(content, c2026_001={**LISTENING, "about": "/feedback/comment?words=young"})
    assert len(comment_problems(content)) == 1
    set_feedback(content, address="/feedback/")
    assert comment_problems(content) == []


@pytest.mark.parametrize("address", ["/have-your-say/", "https://comments.example.org/", "//x/"])
def test_an_address_at_which_no_service_answers_is_told(content: Path, address: str) -> None:
    set_feedback(content, address=address)
    (problem,) = check(task(content)).problems
    assert problem.field == "feedback.address"
    assert "/feedback/" in problem.fix or "web address" in problem.message
