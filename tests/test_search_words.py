"""A search is made of words and of nothing else: whatever is typed gets an answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.pages.search_contexts import Choices, Results
from search.engine.address import address_of, choices_of, page_of
from search.engine.reader import Reader
from search.engine.results import search
from search.engine.words import NEGATIONS, fold, stem, stems, words

FILES = {
    "guides/autism.md": {"title": "Autism and your child", "needs": ["autism"]},
    "guides/talking.md": {"title": "Not talking yet", "text": "When a child is late to talk."},
    "guides/chatting.md": {"title": "Talking with your child", "text": "Talking is fun."},
    "services/club.md": {"name": "Saturday club", "text": "Autism is welcome."},
    "services/dydd.md": {"name": "Clwb Dydd Sadwrn", "text": "A club where people speak Welsh."},
    "services/urdu.md": {
        "name": "Talk together",
        "translations": [{"language": "ur", "name": "اردو", "text": "یہ ایک کلب ہے"}],
        "alternate_names": ["بات چیت"],
    },
}
NOT_WORDS = (*"()*?\"'~^-|&…\\", "[ ]", "&&", "||", "😀", "👩‍👧")
TYPED = (*NOT_WORDS, "autism", "not", "3", "year old", "SC1", "autsm", "club", "the")
PARAMETERS = ("q", "age", "near", "page", "need", "free", "exactly", "everything", "x")


@pytest.fixture(scope="module")
def reader(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(FILES)


def ask(reader: Reader, text: str) -> Results:
    return search(Choices(text=text), reader)


def addresses_of(reader: Reader, text: str) -> list[str]:
    return [one.address for one in ask(reader, text).results]


@pytest.mark.parametrize("text", NOT_WORDS)
def test_signs_alone_find_nothing_and_break_nothing(reader: Reader, text: str) -> None:
    answer = ask(reader, text)
    assert (answer.total, answer.results) == (0, ())
    assert answer.description == f"“{text}”"


@pytest.mark.parametrize(
    "text",
    [
        *(f"{sign}autism" for sign in "+-!("),
        *(f"autism{sign}" for sign in ("*", "~2", "^9", ")", "?", "\\", "…", "😀")),
        *('"autism"', "[autism]", "{autism", "title:autism", "autism AND", "OR autism"),
        *(
            "AUTISM",
            "áutísm",
            "\ufeffautism",
            "au\u0301tism",
            "𝒶𝓊𝓉𝒾𝓈𝓂",
            "autism\x00",
            "\u202eautism",
        ),
    ],
)
def test_a_word_is_found_whatever_signs_stand_around_it(reader: Reader, text: str) -> None:
    assert addresses_of(reader, text)[0] == "/guides/autism/"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("a TO z", "/a-z/"),
        ("[a TO z]", "/a-z/"),
        ("clwb dydd sadwrn", "/services/dydd/"),
        ("بات چیت", "/services/urdu/"),
    ],
)
def test_query_language_welsh_and_urdu_are_words_like_others(
    reader: Reader, text: str, address: str
) -> None:
    assert addresses_of(reader, text)[0] == address


@pytest.mark.parametrize(
    "text", ["NOT", "AND", "OR", "NOT autism", "autism NOT club", "a of the", "__proto__", "null"]
)
def test_the_words_of_query_languages_do_nothing_special(reader: Reader, text: str) -> None:
    answer = ask(reader, text)
    assert ("/guides/autism/" in [one.address for one in answer.results]) == ("autism" in text)


@pytest.mark.parametrize("text", ["x" * 10_000, "autism " * 2_000, "ab " * 5_000, "(" * 10_000])
def test_ten_thousand_letters_get_an_answer_with_a_short_heading(reader: Reader, text: str) -> None:
    answer = ask(reader, text)
    assert len(answer.description) < 120
    assert (answer.total > 0) == ("autism" in text)


def test_no_words_at_all_find_everything_there_is_to_filter(reader: Reader) -> None:
    answer = ask(reader, "  ")
    assert answer.description == "everything"
    assert answer.total > len(FILES)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(max_size=60) | st.lists(st.sampled_from(TYPED), max_size=9).map(" ".join),
    near=st.text(max_size=12),
    age=st.none() | st.integers(0, 120),
)
def test_any_text_gets_an_answer_that_can_be_written_down(
    reader: Reader, text: str, near: str, age: int | None
) -> None:
    answer = search(Choices(text=text, near=near, age=age), reader)
    assert len(answer.results) == min(answer.total, 10)
    assert answer.description
    json.dumps(asdict(answer), ensure_ascii=False).encode("utf-8", "surrogatepass")


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(PARAMETERS),
        st.lists(st.text(max_size=8), max_size=3),
    )
)
def test_any_address_is_a_search(reader: Reader, parameters: dict[str, list[str]]) -> None:
    """A bookmark of long ago, or a robot's: what is not known is left out."""
    choices = choices_of(parameters, reader)
    assert page_of(parameters) >= 1
    assert search(choices, reader, page=page_of(parameters)).page >= 1


@settings(deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    age=st.none() | st.integers(0, 120),
    page=st.integers(1, 9),
)
def test_a_search_can_be_bookmarked(reader: Reader, text: str, age: int | None, page: int) -> None:
    choices = Choices(text=text.strip(), age=age, filters={"need": ("autism",)})
    parameters = parse_qs(address_of(choices, page=page))
    assert choices_of(parameters, reader) == choices
    assert page_of(parameters) == page


def test_a_page_beyond_the_last_is_the_last(reader: Reader) -> None:
    answer = search(Choices(text="club talk autism child"), reader, page=99, per_page=2)
    assert answer.page == answer.pages > 1
    assert (answer.next, bool(answer.previous)) == ("", True)
    assert choices_of(parse_qs(answer.previous), reader) == answer.choices


def test_a_negation_is_kept_not_talking_is_not_talking(reader: Reader) -> None:
    assert addresses_of(reader, "she is not talking")[0] == "/guides/talking/"
    assert addresses_of(reader, "talking")[0] == "/guides/chatting/"


@pytest.mark.parametrize("no", sorted(NEGATIONS))
def test_every_way_to_say_no_is_one_word(no: str) -> None:
    assert stems(f"he {no} talking") == ["not", "talk"]


@pytest.mark.parametrize("text", ["isn't", "isn’t", "isn`t", "ISNT", "isn\u02bct"])
def test_apostrophes_and_capitals_do_not_matter(text: str) -> None:
    assert stems(text) == ["not"]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_for_every_word(text: str) -> None:
    for word in words(text):
        assert words(word) == [word]
        assert stem(word)
        assert fold(word) == word


def test_the_words_of_the_query_are_marked_in_what_a_result_says(reader: Reader) -> None:
    result = ask(reader, "weeks opening").results[0]
    assert [text for text, is_marked in result.marked if is_marked] == ["open", "week"]
    assert "".join(text for text, _ in result.marked) == result.summary
