"""Ages and places in a query are known for what they are, and nothing else is taken for one."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from localoffer.pages.search_contexts import Choices, Result
from search.engine.ages import AgeRange, find_ages
from search.engine.postcodes import find_postcode
from search.engine.reader import Reader
from search.engine.results import miles, search
from search.engine.words import words
from search.places.read_places import great_britain


def place(name: str, city: str, postcode: str) -> dict[str, str]:
    return {"name": name, "address_1": "1 Hill Road", "city": city, "postal_code": postcode}


def at(name: str, city: str, postcode: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "attending_type": ["venue"],
        "locations": [place(name, city, postcode)],
        **more,
    }


CLUBS = {
    "services/tots.md": {"name": "Puffin tots", "minimum_age": 0, "maximum_age": 4},
    "services/teens.md": {"name": "Puffin teens", "minimum_age": 13, "maximum_age": 19},
    "services/adults.md": {"name": "Puffin adults", "minimum_age": 20, "maximum_age": 25},
    "guides/puffins.md": {"title": "Puffin times"},
}
#: Three libraries in three towns whose postcodes lie in a row, and two that have no place.
LIBRARIES = {
    "services/near.md": at("Reading corner", "Truro", "TR1 1AA"),
    "services/middle.md": at(
        "Library",
        "Plymouth",
        "PL1 1AA",
        keywords=["reading corner"],
        summary="We have a reading corner for everyone.",
        text="## A reading corner\n\nThe reading corner is upstairs.",
    ),
    "services/far.md": at("Reading corner", "Exeter", "EX1 1AA"),
    "services/hidden.md": {
        "name": "Reading corner",
        "attending_type": ["venue"],
        "locations": [{**place("A house", "Falmouth", "TR1 1AB"), "hide_address": "yes"}],
    },
    "guides/reading.md": {"title": "Reading corner", "keywords": ["reading corner"]},
    "postcodes.csv": "postcode,easting,northing\nTR1 1AA,182000,45000\nTR1 1AB,182000,55000\n",
}
PLACED = ("near", "middle", "far")


@pytest.fixture(scope="module")
def clubs(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(CLUBS)


@pytest.fixture(scope="module")
def libraries(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(LIBRARIES)


def results_of(reader: Reader, text: str, near: str = "") -> list[Result]:
    return list(search(Choices(text=text, near=near), reader).results)


def slugs(results: list[Result]) -> list[str]:
    return [one.address.split("/")[-2] for one in results]


def ages_of(text: str) -> tuple[int, int] | None:
    ages, _ = find_ages(words(text))
    return (ages.low, ages.high) if ages else None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3 year old", 3, 3),
        ("3yr old", 3, 3),
        ("3 yo", 3, 3),
        ("my three clubs for a 12 year old boy", 12, 12),
        ("autism aged 9", 9, 9),
        ("age 9", 9, 9),
        ("at the age of 9", 9, 9),
        ("17", 17, 17),
        ("she is 17", 17, 17),
        ("year 6", 10, 11),
        ("yr 6", 10, 11),
        ("y6 transition", 10, 11),
        ("18 months old", 1, 1),
        ("30 month old", 2, 2),
        ("6 week old", 0, 0),
        ("baby", 0, 1),
        ("my newborn", 0, 1),
        ("toddler", 1, 3),
        ("pre-school", 2, 4),
        ("reception", 4, 5),
        ("primary school", 4, 11),
        ("secondary", 11, 16),
        ("teenager", 13, 19),
        ("young adult", 18, 25),
        ("after 18", 18, 25),
        ("over 16s", 16, 25),
        ("post-16", 16, 25),
        ("16+", 16, 25),
        ("under 5s", 0, 5),
        ("clubs for 8 to 11", 8, 11),
        ("nearly 4", 4, 4),
        ("turning 18", 18, 18),
    ],
)
def test_an_age_is_known_however_it_is_said(text: str, low: int, high: int) -> None:
    assert ages_of(text) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "section 19",
        "20 weeks",
        "the 20 week timeline",
        "6 weeks",
        "level 3",
        "schedule 2",
        "15 hours childcare",
        "3 months waiting",
        "5 miles",
        "20 pounds",
        "99 year old",
        "year 99",
        "2026",
        "in 2014 act",
        "no age at all",
    ],
)
def test_a_number_that_is_no_age_is_not_taken_for_one(text: str) -> None:
    assert ages_of(text) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("puffin 3 year old", "tots"),
        ("puffin for my toddler", "tots"),
        ("puffin baby", "tots"),
        ("puffin teenager", "teens"),
        ("puffin year 10", "teens"),
        ("puffin after 19", "adults"),
        ("puffin 24", "adults"),
    ],
)
def test_an_age_brings_what_is_for_that_age_first_and_hides_nothing_for_all_ages(
    clubs: Reader, text: str, first: str
) -> None:
    addresses = slugs(results_of(clubs, text))
    services = [one for one in addresses if one != "puffins"]
    assert services[0] == first
    assert "puffins" in addresses


def test_what_is_for_another_age_comes_after_what_says_no_age(clubs: Reader) -> None:
    addresses = slugs(results_of(clubs, "puffin 3 year old"))
    assert addresses.index("puffins") < addresses.index("teens")


def test_an_age_alone_finds_what_is_for_that_age(clubs: Reader) -> None:
    answer = search(Choices(text="3 year old"), clubs, per_page=100)
    addresses = [one.address for one in answer.results]
    assert "/services/tots/" in addresses
    assert "/services/teens/" not in addresses


def test_the_words_of_an_age_are_known_by_where_they_stand() -> None:
    ages, aside = find_ages(words("puffin 3 year old"))
    assert ages == AgeRange(3, 3)
    assert aside == frozenset({1, 2, 3})


@pytest.mark.parametrize("text", ["under 5s", "under fives", "help for under fives"])
def test_a_page_that_says_the_age_as_it_was_typed_comes_first(
    indexed: Callable[[Mapping[str, Any]], Reader], text: str
) -> None:
    """Whether the page gives its ages or not: what is for the age alone stands below."""
    of_age = {"minimum_age": 0, "maximum_age": 4}
    reader = indexed(
        {
            "services/club.md": {"name": "Under 5s at the hall"},
            "services/morning.md": {"name": "Puffin morning", **of_age},
            "services/teens.md": CLUBS["services/teens.md"],
        }
    )
    addresses = slugs(results_of(reader, text))
    assert addresses[0] == "club"
    assert "morning" in addresses
    assert "teens" not in addresses


def test_words_of_an_age_help_a_page_that_says_them_and_hide_none(
    indexed: Callable[[Mapping[str, Any]], Reader],
) -> None:
    reader = indexed(
        {
            "services/a.md": {"name": "Puffin mornings"},
            "services/b.md": {"name": "Puffin under 5s"},
        }
    )
    assert slugs(results_of(reader, "puffin for under fives"))[:2] == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "outward", "inward"),
    [
        ("clubs near TR1 1AA", "TR1", "1AA"),
        ("tr11aa clubs", "TR1", "1AA"),
        ("TR1", "TR1", ""),
        ("SW1A 1AA", "SW1A", "1AA"),
        ("m1 1ae", "M1", "1AE"),
    ],
)
def test_a_postcode_is_known_with_and_without_its_space_and_its_second_half(
    text: str, outward: str, inward: str
) -> None:
    postcode = find_postcode(words(text), great_britain().__contains__)
    assert postcode
    assert postcode[:2] == (outward, inward)


@pytest.mark.parametrize("near", ["TR1 1AA", "tr11aa", "TR1", "Truro", "truro"])
def test_results_that_fit_alike_are_ordered_by_their_distance(libraries: Reader, near: str) -> None:
    placed = [one for one in slugs(results_of(libraries, "reading corner", near)) if one in PLACED]
    assert placed == ["near", "middle", "far"]


@pytest.mark.parametrize("text", ["reading corner EX1", "reading corner in Exeter"])
def test_a_place_among_the_words_brings_what_is_near_it_first(libraries: Reader, text: str) -> None:
    placed = [one for one in slugs(results_of(libraries, text)) if one in PLACED]
    assert placed[0] == "far"


def test_a_result_says_how_far_it_is_and_from_where(libraries: Reader) -> None:
    results = {one.address: one for one in results_of(libraries, "reading corner", "TR1 1AB")}
    assert results["/services/near/"].away == "6.2 miles from TR1 1AB"
    assert results["/services/hidden/"].away == ""
    assert results["/guides/reading/"].away == ""


def test_an_unknown_second_half_is_taken_from_the_middle_of_the_first(libraries: Reader) -> None:
    results = results_of(libraries, "reading corner", "TR1 9ZZ")
    assert next(one.away for one in results if one.away).endswith("from TR1")


@pytest.mark.parametrize(
    ("near", "order"),
    [
        ("EX1", ["far", "middle", "reading", "hidden", "near"]),
        ("TR1", ["near", "middle", "reading", "hidden", "far"]),
    ],
)
def test_what_has_no_place_stays_where_its_words_put_it(
    libraries: Reader, near: str, order: list[str]
) -> None:
    """A guide and a hidden address fit better than one of the three, which change around them."""
    results = results_of(libraries, "reading corner", near)
    assert slugs(results) == order
    by_words = sorted(results, key=lambda one: -one.score)
    assert slugs(by_words)[2:] == ["reading", "hidden", "middle"]


def test_a_place_that_nobody_knows_is_said(libraries: Reader) -> None:
    answer = search(Choices(text="reading corner", near="Atlantis"), libraries)
    assert answer.unknown_place == "Atlantis"
    assert answer.total > 0
    assert search(Choices(text="reading corner", near="ZZ1"), libraries).unknown_place == "ZZ1"
    assert search(Choices(text="reading corner", near="TR1"), libraries).unknown_place == ""


def test_a_place_alone_finds_what_is_nearest(libraries: Reader) -> None:
    assert slugs(results_of(libraries, "EX1"))[:3] == ["far", "middle", "near"]
    assert slugs(results_of(libraries, "", "EX1"))[:3] == ["far", "middle", "near"]


@pytest.mark.parametrize("near", ["SW1A", "M1", "EH1", "CF10", "TR21", "ZE1", "b1"])
def test_the_first_half_of_any_postcode_of_great_britain_works_out_of_the_box(
    clubs: Reader, near: str
) -> None:
    answer = search(Choices(text="puffin", near=near), clubs)
    assert answer.unknown_place == ""
    assert answer.description == f"“puffin” near {near.upper()}"


def test_the_place_of_a_hidden_address_is_not_given_away(libraries: Reader) -> None:
    """Neither by its distance nor by the point of a town where nothing else is."""
    results = {one.address: one for one in results_of(libraries, "reading corner", "TR1 1AB")}
    hidden = results["/services/hidden/"]
    assert hidden.away == ""
    assert libraries.file("points.json")[hidden.number] == []
    answer = search(Choices(text="reading corner", near="Falmouth"), libraries)
    assert answer.unknown_place == "Falmouth"


@pytest.mark.parametrize(
    ("distance2", "text"),
    [(0, "0.0 miles"), (144, "0.7 miles"), (259, "1 mile"), (4 * 259, "2.0 miles")],
)
def test_miles_are_said_to_a_tenth(distance2: int, text: str) -> None:
    assert miles(distance2) == text
