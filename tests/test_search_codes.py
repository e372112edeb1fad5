"""Codes of schools and of the law are no postcodes, and no words find every page."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from localoffer.pages.search_contexts import Choices, Results
from search.engine.ages import find_ages
from search.engine.postcodes import find_postcode
from search.engine.reader import Reader
from search.engine.results import search
from search.engine.words import words
from search.places.read_places import great_britain

HALL = {"name": "Hall", "address_1": "1 Hill Road", "city": "Truro", "postal_code": "TR1 1AA"}
FILES = {
    "services/tots.md": {"name": "Puffin tots", "minimum_age": 0, "maximum_age": 4},
    "services/juniors.md": {"name": "Puffin juniors", "minimum_age": 7, "maximum_age": 11},
    "services/hall.md": {
        "name": "Puffin hall",
        "attending_type": ["venue"],
        "locations": [HALL],
        "minimum_age": 18,
    },
    "guides/section-41-schools.md": {"title": "Section 41 schools"},
    "guides/year-seven.md": {"title": "Starting year 7", "text": "Year 7 is the first."},
    "guides/puffins.md": {"title": "Puffin times"},
}


@pytest.fixture(scope="module")
def reader(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(FILES)


def ask(reader: Reader, text: str, near: str = "") -> Results:
    return search(Choices(text, near=near), reader, per_page=1_000)


def addresses_of(reader: Reader, text: str) -> list[str]:
    return [one.address for one in ask(reader, text).results]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("KS1", 5, 7),
        ("ks2", 7, 11),
        ("KS 3", 11, 14),
        ("key stage 4", 14, 16),
        ("yr7", 11, 12),
        ("y10 options", 14, 15),
    ],
)
def test_a_key_stage_or_a_year_of_school_is_an_age(text: str, low: int, high: int) -> None:
    ages, _ = find_ages(words(text))
    assert ages
    assert (ages.low, ages.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["KS2", "T21", "yr7", "y7", "ds1 form", "zz9", "KS2 1st", "t21 3yr"]
)
def test_a_code_that_is_no_first_half_of_a_postcode_is_no_place(text: str) -> None:
    assert find_postcode(words(text), great_britain().__contains__) is None


def test_of_several_codes_the_one_that_exists_is_the_place() -> None:
    found = find_postcode(words("ks2 clubs tr1"), great_britain().__contains__)
    assert found
    assert found[:2] == ("TR1", "")


def test_a_key_stage_finds_what_is_for_its_ages_and_nothing_else(reader: Reader) -> None:
    found = addresses_of(reader, "KS2")
    assert "/services/juniors/" in found
    assert "/services/tots/" not in found
    assert addresses_of(reader, "puffin ks2")[0] == "/services/juniors/"


def test_yr7_is_year_7_in_the_words_of_pages(reader: Reader) -> None:
    assert addresses_of(reader, "yr7")[0] == "/guides/year-seven/"
    assert addresses_of(reader, "yr7") == addresses_of(reader, "year 7")


def test_a_code_of_the_vocabulary_is_no_place_though_there_is_one_of_that_name(
    reader: Reader,
) -> None:
    assert "S41" in great_britain()
    assert addresses_of(reader, "s41 schools")[0] == "/guides/section-41-schools/"
    assert all(one.away == "" for one in ask(reader, "s41 schools").results)
    assert ask(reader, "puffin", near="S41").unknown_place == ""


def test_a_word_of_the_vocabulary_is_a_place_where_the_council_has_postcodes_in_it(
    indexed: Callable[[Mapping[str, Any]], Reader],
) -> None:
    codes = "postcode,easting,northing\nS41 1AA,438000,371000\n"
    near = indexed({**FILES, "postcodes.csv": codes})
    assert any(one.away.endswith("from S41") for one in ask(near, "puffin s41").results)


@pytest.mark.parametrize("text", ["Q21", "zz9 9zz", "qq1", "xk5 7yr"])
def test_a_code_that_nobody_knows_finds_nothing(reader: Reader, text: str) -> None:
    assert ask(reader, text).total == 0


@pytest.mark.parametrize("text", ["KS2", "yr7", "TR1", "TR1 1AA", "3 year old", "zz9 9zz", "baby"])
def test_no_words_find_every_page(reader: Reader, text: str) -> None:
    assert ask(reader, text).total < ask(reader, "").total / 2


def test_a_whole_postcode_that_nobody_knows_is_told_of(reader: Reader) -> None:
    assert ask(reader, "zz9 9zz").unknown_place == "ZZ9 9ZZ"
    answer = ask(reader, "puffin ZZ9 9ZZ")
    assert answer.unknown_place == "ZZ9 9ZZ"
    assert answer.total > 0
