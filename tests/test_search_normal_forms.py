"""What is written in several ways is found in each: in the words typed and in those of pages."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from localoffer.pages.search_contexts import Choices
from search.engine.address import address_of, choices_of, page_of
from search.engine.ages import find_ages
from search.engine.reader import Reader
from search.engine.results import search
from search.engine.words import fold, words

FILES = {
    "services/tots.md": {"name": "Puffin tots", "minimum_age": 0, "maximum_age": 4},
    "guides/fives.md": {"title": "Groups for under fives", "text": "For children of 3½ and more."},
    "guides/preschool.md": {"title": "Pre-school places"},
    "guides/coordinator.md": {"title": "Your coordinator"},
    "guides/puffins.md": {"title": "Puffin times"},
    "guides/senco.md": {"title": "Your SENCO"},
    "guides/therapy.md": {"title": "O.T. and physio"},
    "guides/ring.md": {"title": "Whom to ring", "text": "Ring us on 01632 960300 or 01632 960100."},
    "services/other.md": {
        "name": "Heron club",
        "schedules": [{"byday": "MO", "opens_at": "9:30", "closes_at": "11:30"}],
        "phones": [{"number": "01632 960311"}],
    },
}
NUMBERS = (
    *("01632 960311", "01632960311", "+44 1632 960311", "(01632) 960311", "01632-960-311"),
    *("01632\u2011960311", "0044 (0)1632 960 311", "+44 (0) 1632 960311", "01632\u00a0960311"),
)


@pytest.fixture(scope="module")
def reader(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(FILES)


def first_of(reader: Reader, text: str) -> str:
    return search(Choices(text), reader).results[0].address


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3½ year old", 3, 3),
        ("3 1/2 year old", 3, 3),
        ("3.5 year old", 3, 3),
        ("three and a half year old", 3, 3),
        ("my three-year-old", 3, 3),
        ("3 years 6 months old", 3, 3),
        ("½ year old", 0, 0),
        ("0-5", 0, 5),
        ("13-15 year olds", 13, 15),
        ("13–15yrs", 13, 15),
        ("5/6 year old", 5, 6),
        ("aged 5-11", 5, 11),
        ("between 5 and 11", 5, 11),
        ("up to 16", 0, 16),
        ("6 mths", 0, 0),
        ("18m old", 1, 1),
        ("6-12 months old", 0, 1),
        ("under fives", 0, 5),
        ("under-5s", 0, 5),
        ("over twelves", 12, 25),
        ("year seven", 11, 12),
    ],
)
def test_an_age_is_read_with_its_signs_fractions_and_words(text: str, low: int, high: int) -> None:
    ages, _ = find_ages(words(text))
    assert ages
    assert (ages.low, ages.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        *("waiting 8-10 weeks", "8 to 10 weeks", "1-1 support", "1:1 support", "24/7 care"),
        *("under 18 weeks", "under 5 miles", "3 mths waiting", "at 5 pm", "2026-11-22"),
    ],
)
def test_what_only_looks_like_an_age_is_none(text: str) -> None:
    assert find_ages(words(text))[0] is None


@pytest.mark.parametrize("text", ["under 5s", "under-5s", "under fives", "under five", "Under 5’s"])
def test_under_fives_are_under_5s_in_the_words_of_pages(reader: Reader, text: str) -> None:
    assert first_of(reader, f"groups {text}") == "/guides/fives/"
    assert words(text) == ["under", "5s"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        *((text, "/guides/preschool/") for text in ("preschool", "pre school", "pre-school")),
        *((text, "/guides/coordinator/") for text in ("coordinator", "co-ordinator")),
    ],
)
def test_a_hyphen_makes_no_other_word(reader: Reader, text: str, address: str) -> None:
    answer = search(Choices(text), reader)
    assert answer.results[0].address == address
    assert answer.showing_for == ""


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        *(("3", 3), ("3.5", 3), ("3½", 3), ("½", 0), ("6 months", 0), ("18 mths", 1)),
        *(("five", 5), ("9 years old", 9), ("age 9", 9), ("120", 120)),
    ],
)
def test_the_box_reads_an_age_in_any_way_of_writing(reader: Reader, typed: str, age: int) -> None:
    choices = choices_of({"q": ["puffin"], "age": [typed]}, reader)
    assert (choices.age, choices.unread_age) == (age, "")
    assert address_of(choices) == f"q=puffin&age={age}"


@pytest.mark.parametrize("typed", ["121", "soon", "5-7", "٣"])
def test_an_age_that_nobody_can_read_is_said_and_stays_in_the_box(
    reader: Reader, typed: str
) -> None:
    choices = choices_of({"q": ["puffin"], "age": [typed]}, reader)
    assert (choices.age, choices.unread_age) == (None, typed)
    assert choices_of({"age": [typed]}, reader) == Choices(unread_age=typed)
    assert search(choices, reader).choices.unread_age == typed


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        *(("S.E.N.C.O.", "senco"), ("s.e.n.c.o", "senco"), ("S. E. N. C. O.", "senco")),
        *(("s e n c o", "senco"), ("o.t.", "ot"), ("O.T", "ot")),
    ],
)
def test_initials_with_dots_are_the_word_without(reader: Reader, typed: str, same: str) -> None:
    found = [one.address for one in search(Choices(typed), reader).results]
    assert found
    assert found == [one.address for one in search(Choices(same), reader).results]


def test_single_letters_that_are_words_stay_so() -> None:
    assert words("plan a i think") == ["plan", "a", "i", "think"]
    assert words("Do this. I can. A child.") == ["do", "this", "i", "can", "a", "child"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_telephone_number_is_found_in_every_way_of_writing(reader: Reader, number: str) -> None:
    assert words(number) == ["01632960311"]
    assert [one.address for one in search(Choices(number), reader).results] == ["/services/other/"]


def test_whose_number_it_is_comes_before_those_who_show_it(example: Reader) -> None:
    found = [one.address for one in search(Choices("01632 960100"), example).results]
    assert found[0] == "/contact/#help-line"
    assert "/guides/easy-read-local-offer/" in found


@pytest.mark.parametrize("text", ["12 01 2026", "0 to 25", "1234567890", "2026 0123"])
def test_digits_that_are_no_telephone_number_stay_apart(text: str) -> None:
    assert words(text) == text.split()


@pytest.mark.parametrize("text", ["puf\u00adfin", "\u200bpuffin", "puffin\ufeff", "p\u2060uffin"])
def test_letters_that_nobody_sees_do_not_count(reader: Reader, text: str) -> None:
    assert fold(text) == "puffin"
    assert search(Choices(text), reader).total == search(Choices("puffin"), reader).total > 0


def test_an_address_in_capitals_asks_for_the_same(reader: Reader) -> None:
    shouted = {"Q": ["club"], "NEED": ["ANY"], "Day": ["mo"], "Age": ["7"], "EXACTLY": ["YES"]}
    said = {"q": ["club"], "need": ["any"], "day": ["MO"], "age": ["7"], "exactly": ["yes"]}
    assert choices_of(shouted, reader) == choices_of(said, reader)
    assert choices_of(shouted, reader).filters == {"need": ("any",), "day": ("MO",)}
    assert page_of({"PAGE": ["2"]}) == 2
