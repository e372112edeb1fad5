"""How well search finds what people type is measured right."""

from math import log2
from pathlib import Path

import pytest

from localoffer.problems import UsageError
from localoffer.workspace import Workspace
from search.evaluate import GRADED
from search.evaluation.evaluation import Evaluation, evaluate
from search.evaluation.graded_queries import GradedQuery, read_queries, with_known_pages
from search.evaluation.measures import ALL, MISSPELLING, Mean, Measures, means, measure

ROOT = Path(__file__).parent.parent
SEARCHES = ROOT / "tests" / "searches.yaml"


@pytest.fixture(scope="module")
def outcome() -> Evaluation:
    return evaluate(ROOT / "content", Workspace.of_checkout(ROOT), read_queries(SEARCHES), GRADED)


def test_every_question_still_has_its_right_page(outcome: Evaluation) -> None:
    assert outcome.left_out == ()
    assert len(outcome.answers) >= 120
    misspelt = [query for query in read_queries(SEARCHES) if query.variant == MISSPELLING]
    assert [one.text for one in misspelt if not one.spelt or one.spelt == one.text] == []


def test_the_worst_are_told_with_what_each_of_their_results_scored_for(outcome: Evaluation) -> None:
    assert len(outcome.worst) == 10
    assert outcome.worst[0].measures.hit3 <= outcome.worst[-1].measures.hit3
    explained = [one for answer in outcome.answers for one in answer.first if one.parts]
    assert len(explained) > 300
    for one in explained:
        score = 0
        for label, value in one.parts:
            is_part = label.startswith(("word ", "pair ", "meaning ", "name"))
            score = score + value if is_part else score * value // 100
        assert (score, one.lines[0]) == (one.score, f"Score {one.score:,}")


def test_a_list_of_results_is_judged_as_one_would_by_hand() -> None:
    question = GradedQuery("respite", "lay", {"/a/": 3, "/b/": 2, "/c/": 1})
    best = 7 + 3 / log2(3) + 1 / 2
    assert measure(question, [3, 2, 1]) == Measures(1, 1, 1, 1)
    assert measure(question, [0, 0, 3]) == Measures(0, 1, 7 / 2 / best, 1 / 3)
    assert measure(question, [2, 0, 0, 3]) == Measures(0, 0, (3 + 7 / log2(5)) / best, 1 / 4)
    assert measure(question, [0] * 10 + [3]) == Measures(0, 0, 0, 0)
    assert measure(question, []) == Measures(0, 0, 0, 0)
    found = means([("lay", Measures(1, 1, 1, 1)), ("named", Measures(0, 1, 0.5, 0.5))])
    assert found["named"] == Mean(1, 0, 1, 0.5, 0.5)
    assert found[ALL] == Mean(2, 0.5, 1, 0.75, 0.75)


def test_a_page_that_is_gone_is_not_missed_and_a_question_without_an_answer_is_not_asked() -> None:
    fair = GradedQuery("open day", "lay", {"/guides/fair/": 3, "/events/#fair": 2})
    lost = GradedQuery("circus", "lay", {"/events/#circus": 3})
    (query,) = with_known_pages((fair, lost), {"/guides/fair/"})
    assert (query.text, dict(query.grades)) == ("open day", {"/guides/fair/": 3})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no questions"),
        ("- [a", "cannot be read"),
        ("- words: respite", "has no query"),
        ("- query: respite\n  variant: shouted", "Choose one of: lay, emotional"),
        ("- query: respite\n  variant: lay\n  pages: {/a/: 4}", "grade each page 1, 2 or 3"),
    ],
)
def test_an_odd_line_among_the_questions_gets_a_sentence(
    tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "searches.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        read_queries(file)
