"""Searches of danger are told from those with the same words that are harmless.

How good the rules are is told by sentences that nobody looked at while they were made
(docs/decisions/0046-danger-in-searches.md); a floor below their figures is held here.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from time import process_time

import pytest
import yaml

from search.engine.danger_rules import DangerRules, is_one_letter_out
from search.engine.query import understand
from search.engine.reader import Reader
from search.engine.safety import may_tell
from search.engine.words import words
from search.index.danger_table import danger_starts, danger_table

TESTS = Path(__file__).parent
TUNED, APART = "danger_searches.yaml", "danger_searches_unseen.yaml"

#: In each file: how many of how many are seen, at least, and are false alarms, at most.
FIGURES = {TUNED: ((237, 239), (0, 123)), APART: ((100, 100), (0, 100))}

#: The same of the sentences by somebody else, who had not seen the rules.
LEAST_SEEN, MOST_FALSE = 0.88, 0.05


@cache
def graded(name: str) -> Mapping[str, Sequence[str]]:
    groups: Mapping[str, Sequence[str]] = yaml.safe_load((TESTS / name).read_bytes())
    return groups


@cache
def by_somebody_else() -> Mapping[str, Sequence[str]]:
    rows = yaml.safe_load((TESTS / "search_unseen" / "danger.yaml").read_bytes())
    return {what: [row["text"] for row in rows if row["danger"] == what] for what in ("yes", "no")}


def shown(texts: Sequence[str], reader: Reader) -> int:
    return sum(understand(text, reader).is_urgent for text in texts)


@pytest.mark.parametrize("name", FIGURES)
def test_danger_is_seen_and_what_is_harmless_left_as_the_decision_says(
    example: Reader, name: str
) -> None:
    danger, harmless = graded(name)["danger"], graded(name)["harmless"]
    (seen, of_danger), (false, of_harmless) = FIGURES[name]
    assert (len(danger), len(harmless)) == (of_danger, of_harmless)
    assert shown(danger, example) >= seen
    assert shown(harmless, example) <= false


def test_what_somebody_else_wrote_is_seen_nearly_as_well(example: Reader) -> None:
    danger, harmless = by_somebody_else()["yes"], by_somebody_else()["no"]
    assert shown(danger, example) / len(danger) >= LEAST_SEEN
    assert shown(harmless, example) / len(harmless) <= MOST_FALSE


def test_capitals_and_apostrophes_change_nothing(example: Reader) -> None:
    danger = graded(TUNED)["danger"]
    expected = shown(danger, example)
    assert shown([text.upper() for text in danger], example) == expected
    apart = [text.replace("dont", "don’t").replace("cant", "can't") for text in danger]
    assert shown(apart, example) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("my husbnad strangeld me", "she has taken an overdoze", "selfharmign", "suicde"),
        *("he is unconcious", "my dad beets me and strangels me", "he is not braething"),
    ],
)
def test_a_letter_out_hides_no_danger(example: Reader, text: str) -> None:
    assert shown([text], example) == 1


@pytest.mark.parametrize(
    ("text", "is_danger"),
    [
        ("my son is hurting me", True),
        ("my son is not hurting me", False),
        ("my son has never been hurting anyone", False),
        ("how do i not kill myself", True),
        ("he cant stop hitting me", True),
        ("asthma attacks my son", False),
        ("asthma attack and my son attacks me", True),
    ],
)
def test_who_does_what_to_whom_counts_and_what_is_denied_does_not(
    example: Reader, text: str, *, is_danger: bool
) -> None:
    assert bool(shown([text], example)) is is_danger


def test_danger_at_the_end_of_a_long_sentence_is_seen(example: Reader) -> None:
    long = "we have been waiting for the assessment and school are lovely about it " * 6
    assert shown([long], example) == 0
    assert shown([f"{long} and tonight my son tried to strangle his sister"], example) == 1


def test_the_work_grows_with_the_search_and_no_faster() -> None:
    rules = DangerRules(danger_table())

    def seconds(times: int) -> float:
        began = process_time()
        rules.tell_of(["not", "my", "dad", "he", "was", "on", "the", "way"] * times)
        return process_time() - began

    seconds(50)
    assert seconds(800) < 4 * 8 * max(seconds(100), 0.002)


def test_each_rule_is_fetched_for_the_searches_that_it_sees() -> None:
    rules, starts = DangerRules(danger_table()), danger_starts().split()
    texts = [*graded(TUNED)["danger"], *graded(APART)["danger"], *by_somebody_else()["yes"]]
    seen = [words(text) for text in texts if rules.tell_of(words(text))]
    assert len(seen) > 250
    assert all(may_tell(folded, starts) for folded in seen)


def test_ordinary_searches_fetch_no_rules() -> None:
    starts = danger_starts().split()
    for text in ("speech therapy", "autism", "ehcp", "dyslexia", "blue badge", "swimming"):
        assert text == "blue badge" or not may_tell(words(text), starts)


def test_every_list_of_the_rules_is_used_and_no_rule_stands_twice() -> None:
    table = danger_table()
    rows = [*table["danger"], *table["even_denied"], *table["harmless"]]
    used = {part for row in rows for slot in row.split() for part in slot.lstrip("+").split("/")}
    assert table["lists"].keys() <= used
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("word", "right", "is_out"),
    [
        ("suicde", "suicide", True),
        ("strangeld", "strangled", True),
        ("hitt", "hits", True),
        ("hits", "hits", False),
        ("kits", "hits", False),
        ("hot", "hits", False),
        ("harmde", "harmed", True),
        ("harmonic", "harmed", False),
    ],
)
def test_one_letter_out_is_one_letter_out(word: str, right: str, *, is_out: bool) -> None:
    assert is_one_letter_out(word, right) is is_out
