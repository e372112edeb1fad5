"""How well search finds what people type is measured right, and stays as good as it was."""

import json
import sys
from math import log2
from pathlib import Path

import pytest
import yaml

from localoffer.problems import UsageError
from localoffer.workspace import Workspace
from search.evaluate import GRADED, main
from search.evaluation.evaluation import Evaluation, evaluate
from search.evaluation.floor import Floor, below_floor, could_rise, read_floor
from search.evaluation.graded_queries import GradedQuery, read_queries, with_known_pages
from search.evaluation.measures import ALL, MISSPELLING, Mean, Measures, means, measure

ROOT = Path(__file__).parent.parent
SEARCHES, FLOOR = ROOT / "tests" / "searches.yaml", ROOT / "tests" / "search_floor.yaml"


@pytest.fixture(scope="module")
def outcome() -> Evaluation:
    return evaluate(ROOT / "content", Workspace.of_checkout(ROOT), read_queries(SEARCHES), GRADED)


def test_search_is_as_good_as_it_was(
    outcome: Evaluation, capsys: pytest.CaptureFixture[str]
) -> None:
    """No measure is below tests/search_floor.yaml; one that is far above it is told of."""
    floor = read_floor(FLOOR)
    assert set(floor.ndcg) == set(outcome.means) - {ALL}
    assert below_floor(floor, outcome.means, outcome.spelt) == ()
    with capsys.disabled():
        sys.stdout.write("\n".join(("", *could_rise(floor, outcome.means))))


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
    assert measure(question, [3, 2, 1]) == Measures(1, 1, 1)
    assert measure(question, [0, 0, 3]) == Measures(0, 1, 7 / 2 / best)
    assert measure(question, [2, 0, 0, 3]) == Measures(0, 0, (3 + 7 / log2(5)) / best)
    assert measure(question, [0] * 10 + [3]) == Measures(0, 0, 0)
    assert measure(question, []) == Measures(0, 0, 0)
    found = means([("lay", Measures(1, 1, 1)), ("named", Measures(0, 1, 0.5))])
    assert found["named"] == Mean(1, 0, 1, 0.5)
    assert found[ALL] == Mean(2, 0.5, 1, 0.75)


def test_a_page_that_is_gone_is_not_missed_and_a_question_without_an_answer_is_not_asked() -> None:
    fair = GradedQuery("open day", "lay", {"/guides/fair/": 3, "/events/#fair": 2})
    lost = GradedQuery("circus", "lay", {"/events/#circus": 3})
    (query,) = with_known_pages((fair, lost), {"/guides/fair/"})
    assert (query.text, dict(query.grades)) == ("open day", {"/guides/fair/": 3})


def test_a_fall_below_the_floor_and_room_above_it_are_told_in_words() -> None:
    floor = Floor(hit3=0.9, apart=0.03, ndcg={MISSPELLING: 0.8})
    fallen = {ALL: Mean(2, 0, 0.85, 0.7), MISSPELLING: Mean(1, 0, 0.9, 0.79)}
    assert below_floor(floor, fallen, Mean(1, 0, 0.94, 0.9)) == (
        "hit@3 over all is 0.850, below its floor of 0.900.",
        "nDCG@10 of misspelling is 0.790, below its floor of 0.800.",
        (
            "hit@3 of misspelling is 0.040 less than of the same spelt right: "
            "no more than 0.030 is allowed."
        ),
    )
    risen = {ALL: Mean(2, 0, 0.91, 0.7), MISSPELLING: Mean(1, 0, 0.9, 0.83)}
    assert below_floor(floor, risen, Mean(1, 0, 0.92, 0.9)) == ()
    assert could_rise(floor, risen) == (
        "nDCG@10 of misspelling is 0.830: its floor of 0.800 could be raised.",
    )


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


def test_the_command_prints_json_and_fails_below_the_floor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    floor = yaml.load(FLOOR.read_bytes(), yaml.CSafeLoader)
    high = tmp_path / "floor.yaml"
    high.write_text(json.dumps({**floor, "hit3": 1.0}), encoding="utf-8")
    assert main(["--json", "--floor", str(high)]) == 1
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert found["variants"][ALL]["questions"] == len(read_queries(SEARCHES))
    assert found["worst"][0]["first"][0]["why"]
    assert "below its floor of 1.000" in told.err


def test_the_report_in_a_file_is_plain(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main([]) == 0
    told = capsys.readouterr().out
    assert "\x1b[" not in told
    for words in ("the same, spelt right", "nDCG@10", "answered worst, and why", "rarity"):
        assert words in told
