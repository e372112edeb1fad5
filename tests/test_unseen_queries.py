"""The queries that are scored and never read are whole: many enough, of every kind, and graded."""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from search.evaluation.graded_queries import read_queries
from search.evaluation.measures import MISSPELLING

UNSEEN = Path(__file__).parent / "search_unseen"
FILES = (
    "danger.yaml",
    "danger_second.yaml",
    "example.yaml",
    "other_council.yaml",
    "rare_words.yaml",
)


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load((UNSEEN / name).read_bytes(), yaml.CSafeLoader)
    return rows


def test_each_file_says_at_its_head_that_it_is_scored_and_never_read() -> None:
    assert tuple(sorted(file.name for file in UNSEEN.iterdir())) == FILES
    for name in FILES:
        head = (UNSEEN / name).read_text(encoding="utf-8")
        assert head.startswith("# Scored, and never read by whoever works on the search"), name


def test_there_are_enough_queries_of_every_kind_none_twice_and_the_misspelt_spelt_right() -> None:
    queries = read_queries(UNSEEN / "example.yaml")
    kinds = Counter(query.variant for query in queries)
    assert (len(queries) >= 500, min(kinds.values()) >= 30, len(kinds)) == (True, True, 17)
    others = read_queries(UNSEEN / "other_council.yaml")
    assert len(others) >= 150
    for asked in (queries, others):
        assert len({query.text for query in asked}) == len(asked)
        assert all(3 in query.grades.values() for query in asked)
        misspelt = [query for query in asked if query.variant == MISSPELLING]
        assert all(query.spelt and query.spelt != query.text for query in misspelt)


def test_danger_and_its_look_alikes_are_as_many_and_the_rare_words_are_each_named_once() -> None:
    for name, answers in (
        ("danger.yaml", {"yes", "no", "either"}),
        ("danger_second.yaml", {"yes", "no"}),
    ):
        rows = _rows(name)
        kinds = Counter(row["danger"] for row in rows)
        assert set(kinds) == answers
        assert min(kinds["yes"], kinds["no"]) >= 100
        assert all(row["why"] for row in rows)
        assert len({row["text"] for row in rows}) == len(rows)
    words = [row["word"].lower() for row in _rows("rare_words.yaml")]
    assert len(words) == len(set(words)) >= 120
