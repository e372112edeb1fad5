"""Search stays as good as it was on what nobody tunes to, and the report never shows a query."""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from localoffer.workspace import Workspace
from search.evaluate import FEED, GRADED, main
from search.evaluation.council_index import CouncilIndex, council_index
from search.evaluation.danger_sentences import DangerShares
from search.evaluation.evaluation import evaluation_of
from search.evaluation.evaluation_report import print_report, print_unseen
from search.evaluation.floor import (
    Floor,
    SetFloor,
    below_floor,
    could_move,
    limits,
    read_floor,
)
from search.evaluation.fts5 import in_fts5
from search.evaluation.graded_queries import read_queries
from search.evaluation.measures import ALL, MISSPELLING, Mean
from search.evaluation.unseen import (
    SetFigures,
    UnseenFigures,
    other_council_figures,
    unseen_figures,
)

ROOT = Path(__file__).parent.parent
UNSEEN, FLOOR = ROOT / "tests" / "search_unseen", ROOT / "tests" / "search_floor.yaml"
WORKSPACE = Workspace.of_checkout(ROOT)


@pytest.fixture(scope="module")
def council() -> Iterator[CouncilIndex]:
    with council_index(ROOT / "content", WORKSPACE, GRADED) as index:
        yield index


def _told(capsys: pytest.CaptureFixture[str], figures: UnseenFigures, of: str = "") -> None:
    lines = (line for line in could_move(read_floor(FLOOR), figures) if of in line)
    with capsys.disabled():
        sys.stdout.write("\n".join(("", *lines)))


@pytest.fixture(scope="module")
def figures(council: CouncilIndex) -> UnseenFigures:
    return unseen_figures(UNSEEN, council, None)


def test_search_is_as_good_as_it_was_on_what_nobody_tunes_to(
    figures: UnseenFigures, capsys: pytest.CaptureFixture[str]
) -> None:
    assert figures.example.left_out == 0
    for name, shares in (("danger", figures.danger), ("danger_second", figures.danger_second)):
        rows = yaml.load((UNSEEN / f"{name}.yaml").read_bytes(), yaml.CSafeLoader)
        scored = [row for row in rows if row["danger"] in ("yes", "no")]
        assert shares.dangers + shares.harmless == len(scored) >= 200
    assert below_floor(read_floor(FLOOR), figures) == ()
    _told(capsys, figures)


def test_search_is_as_good_as_it_was_in_a_council_whose_records_it_was_not_made_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    feed = ROOT / FEED
    if not feed.is_file():
        pytest.skip(f"{feed} is not there: the real feed is not part of the project")
    figures = other_council_figures(UNSEEN, feed, WORKSPACE, GRADED)
    assert figures
    assert figures.means[ALL].questions >= 180
    none = DangerShares(0, 1, 0, 0)
    nothing = UnseenFigures(figures, figures, none, none, 1)
    other = [one for one in limits(read_floor(FLOOR), nothing) if "the other council" in one.name]
    assert len(other) == 5
    assert [one.name for one in other if one.above < 0] == []
    _told(capsys, nothing, "the other council")


def test_sqlite_is_asked_with_our_weights_and_finds_misspelt_words_by_trigrams(
    council: CouncilIndex,
) -> None:
    right, misspelt, empty = in_fts5(council.documents, ["hydrotherapy", "hydrotherepy", "?"])
    assert right[0] == "/services/kingfisher-hydrotherapy-pool/"
    assert misspelt == right
    assert empty == []


def _figures(hit3: float, misspelt: float) -> SetFigures:
    means = {
        ALL: Mean(60, 0, hit3, 0.7, 0),
        MISSPELLING: Mean(30, 0, misspelt, 0.7, 0),
        "lay": Mean(30, 0, 0.95, 0.7, 0),
        "named": Mean(9, 0, 0.1, 0.7, 0),
    }
    return SetFigures(means, {ALL: Mean(60, 0, 0, 0.5, 0)}, Mean(30, 0, 0.94, 0.9, 0), 0)


def test_a_measure_that_is_worse_than_its_limit_or_far_better_is_told_in_words() -> None:
    kept = SetFloor(hit3=0.9, ndcg=0.7, weakest=0.91, apart=0.03, ahead=0.19)
    floor = Floor(
        kept,
        kept,
        rare_words_kept=0.98,
        danger_seen=0.9,
        danger_false=0.1,
        danger_second_seen=0.9,
        danger_second_false=0.1,
    )
    shares = DangerShares(100, seen=0.91, harmless=100, false=0.12)
    second = DangerShares(100, seen=0.89, harmless=100, false=0.11)
    fallen = UnseenFigures(_figures(0.89, 0.9), None, shares, second, kept=0.97)
    assert below_floor(floor, fallen) == (
        "hit@3 of the example council is 0.890: at least 0.900 is asked for.",
        (
            "hit@3 of the example council in its weakest variant, misspelling, is 0.900: "
            "at least 0.910 is asked for."
        ),
        "What misspelling costs the example council in hit@3 is 0.040: at most 0.030 is asked for.",
        "The share of false alarms is 0.120: at most 0.100 is asked for.",
        "The second share of dangers seen is 0.890: at least 0.900 is asked for.",
        "The second share of false alarms is 0.110: at most 0.100 is asked for.",
        "The share of rare words kept is 0.970: at least 0.980 is asked for.",
    )
    good = DangerShares(100, seen=0.95, harmless=100, false=0.02)
    risen = UnseenFigures(_figures(0.91, 0.94), _figures(0.94, 0.94), good, good, kept=0.98)
    assert below_floor(floor, risen) == ()
    assert could_move(floor, risen) == (
        "hit@3 of the other council is 0.940: its limit of 0.900 could be stricter.",
        "The share of dangers seen is 0.950: its limit of 0.900 could be stricter.",
        "The share of false alarms is 0.020: its limit of 0.100 could be stricter.",
        "The second share of dangers seen is 0.950: its limit of 0.900 could be stricter.",
        "The second share of false alarms is 0.020: its limit of 0.100 could be stricter.",
    )


def _unseen_words() -> list[str]:
    named = {
        "danger": "text",
        "danger_second": "text",
        "example": "query",
        "other_council": "query",
    }
    return [
        row[key]
        for name, key in named.items()
        for row in yaml.load((UNSEEN / f"{name}.yaml").read_bytes(), yaml.CSafeLoader)
        if len(row[key]) > 30
    ]


def test_the_report_shows_every_set_and_of_what_is_never_read_only_figures(
    council: CouncilIndex, figures: UnseenFigures
) -> None:
    printed = StringIO()
    console = Console(file=printed, width=80)
    tuned = evaluation_of(council, read_queries(ROOT / "tests" / "searches.yaml"))
    print_report(tuned, console, "Tuned to: searches.yaml")
    print_unseen(figures, console)
    print_unseen(replace(figures, other_council=figures.example), console)
    said = printed.getvalue()
    for words in ("Tuned to", "spelt right", "MRR", "FTS5", "answered worst, and why", "rarity"):
        assert words in said
    for words in ("Never read: the example council", "Never read: another council"):
        assert words in said
    assert "Another council was not scored" in said
    assert [words for words in _unseen_words() if words in said] == []


def test_the_command_prints_json_without_an_unseen_query_and_fails_below_the_floor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    floor = yaml.load(FLOOR.read_bytes(), yaml.CSafeLoader)
    high = tmp_path / "floor.yaml"
    high.write_text(json.dumps({**floor, "danger_seen": 1.1}), encoding="utf-8")
    nowhere = str(tmp_path / "feed.json")
    assert main(["--json", "--feed", nowhere, "--floor", str(high)]) == 1
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert found["unseen"]["example"]["means"][ALL]["questions"] >= 500
    assert found["unseen"]["other_council"] is None
    assert found["worst"][0]["first"][0]["why"]
    assert "at least 1.100 is asked for" in told.err
    assert [words for words in _unseen_words() if words in told.out + told.err] == []


def test_a_feed_that_cannot_be_imported_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    shutil.copyfile(FLOOR, tmp_path / "feed.json")
    assert main(["--feed", str(tmp_path / "feed.json")]) == 2
    assert "did not go well" in capsys.readouterr().err
