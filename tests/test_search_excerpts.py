"""Results show the sentence that has the words of a search where title and summary have not."""

import gzip
import json

import pytest

from localoffer.pages.search_contexts import Choices, Result
from search.documents.document import ResultText, SearchDocument
from search.engine.excerpt import BETWEEN, excerpt
from search.engine.reader import Reader
from search.engine.results import search
from search.index.telling_sentences import MOST_TOGETHER, telling_sentences

WANTED = frozenset({"hoist", "swim"})
SENTENCES = BETWEEN.join(
    ("There is a café beside the water.", "The pool has hoists.", "Swim with a hoist on Mondays.")
)


@pytest.mark.parametrize(
    ("title", "summary", "shown"),
    [
        ("Swimming", "A pool with a hoist.", "A pool with a hoist."),
        ("Pool", "For everyone.", "Swim with a hoist on Mondays."),
        ("Swimming", "For everyone.", "Swim with a hoist on Mondays."),
        ("Hoists", "Swim here.", "Swim here."),
    ],
)
def test_the_sentence_with_the_most_words_that_are_lacking_is_shown(
    title: str, summary: str, shown: str
) -> None:
    assert excerpt(title, summary, SENTENCES, WANTED) == shown
    assert excerpt(title, summary, "", WANTED) == summary


def test_one_common_word_of_a_long_search_is_no_reason_to_show_a_sentence() -> None:
    wanted = frozenset({"swim", "teenag", "wheelchair"})
    assert excerpt("Pool", "For everyone.", SENTENCES, wanted) == "For everyone."
    assert excerpt("Teenagers", "Wheelchairs.", SENTENCES, wanted).startswith("Swim")


def test_a_page_keeps_whole_sentences_that_tell_more_than_its_summary() -> None:
    long = " ".join(f"Sentence {number} names gadget{number} and widget{number}, and more besides."
                    for number in range(60))  # fmt: skip
    body = (
        "Short line \n \n A lift takes wheelchairs\nto the upper floor of this building. \n "
        "The quiet room, in short breaks , is open to you all day long . \n A list without an end"
    )
    text = ResultText("Service")
    page = SearchDocument("/a/", "A building", "A quiet room.", "service", text, body=body)
    assert telling_sentences(page).split(BETWEEN) == [
        "A lift takes wheelchairs to the upper floor of this building.",
        "The quiet room, in short breaks, is open to you all day long.",
    ]
    longer = SearchDocument("/a/", "A building", "A room.", "service", text, body=long)
    assert 0 < len(telling_sentences(longer)) <= MOST_TOGETHER + MOST_TOGETHER // 40


def _results(example: Reader, text: str) -> tuple[Result, ...]:
    return search(Choices(text), example).results


def _shown(result: Result) -> str:
    return "".join(words for words, _ in result.marked)


def test_words_that_stand_only_in_the_text_of_a_page_are_shown_and_marked(example: Reader) -> None:
    result = _results(example, "diary for two ordinary days")
    one = next(row for row in result if row.address == "/guides/disabled-childrens-social-care/")
    assert _shown(one) != one.summary
    assert {words for words, is_match in one.marked if is_match} >= {"diary", "ordinary"}


def test_under_the_panel_of_urgent_help_results_keep_their_summaries(example: Reader) -> None:
    results = _results(example, "my dad hits me at night in the bedroom")
    assert results
    assert all(_shown(one) == one.summary for one in results)


def test_ten_results_cost_few_bytes_for_their_sentences(example: Reader) -> None:
    rows = [example.result_fields(number) for number in range(example.facts["documents"])]
    sizes = [
        sum(len(gzip.compress(json.dumps(row[:many]).encode(), mtime=0)) for row in rows)
        for many in (8, 9)
    ]
    assert (sizes[1] - sizes[0]) / len(rows) < 200
