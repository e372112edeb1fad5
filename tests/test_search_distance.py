"""Distance orders what answers and nothing else; what is too far can be left out."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from localoffer.pages.search_contexts import Choices, Results
from search.engine.address import address_of, choices_of
from search.engine.near import WITHIN
from search.engine.reader import Reader
from search.engine.results import miles, search


def at(name: str, city: str, postcode: str, **more: Any) -> dict[str, Any]:
    hall = {"name": "Hall", "address_1": "1 Hill Road", "city": city, "postal_code": postcode}
    return {"name": name, "attending_type": ["venue"], "locations": [hall], **more}


SAID = {
    "text": "A doctor sees your child twice and writes to you within six weeks of the second time. "
    "We take referrals from a GP, a nursery or a school, and you can come with a friend. Bring "
    "what you have been sent before. There is a quiet room, and you may stop whenever you like."
}
#: In a town, two nurseries and two services whose text speaks of nurseries; a nursery farther away.
FILES = {
    "services/acorns.md": at("Acorns nursery", "Truro", "TR1 1AA"),
    "services/brook.md": at("Brook nursery", "Truro", "TR1 1AB"),
    "services/assessments.md": at("Autism assessments", "Truro", "TR1 1AD", **SAID),
    "services/clinic.md": at("Hearing clinic", "Truro", "TR1 1AD", **SAID),
    "services/elsewhere.md": at("Cliff nursery", "Exeter", "EX1 1AA"),
    "guides/nurseries.md": {"title": "Nursery places"},
    "postcodes.csv": "postcode,easting,northing\nTR1 1AA,182000,45000\nTR1 1AB,182000,55000\n"
    "TR1 1AD,182000,50000\n",
}
NURSERIES = ["acorns", "brook", "elsewhere"]


@pytest.fixture(scope="module")
def reader(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(FILES)


def slugs(answer: Results) -> list[str]:
    return [one.address.split("/")[2] for one in answer.results]


@pytest.mark.parametrize(
    "choices",
    [Choices("nursery", near="TR1 1AA"), Choices("nursery TR1 1AA"), Choices("nursery in Truro")],
)
def test_what_answers_comes_before_what_is_nearer(reader: Reader, choices: Choices) -> None:
    found = [one for one in slugs(search(choices, reader)) if one != "nurseries"]
    assert set(found[:2]) == {"acorns", "brook"}
    assert found.index("elsewhere") < found.index("assessments")


def test_what_answers_is_ordered_by_distance(reader: Reader) -> None:
    for near, order in (("TR1 1AA", ["acorns", "brook"]), ("TR1 1AB", ["brook", "acorns"])):
        found = slugs(search(Choices("nursery", near=near), reader))
        assert [one for one in found if one in NURSERIES] == [*order, "elsewhere"]


def test_a_town_of_the_example_shows_its_nurseries_first(example: Reader) -> None:
    answer = search(Choices("nursery millhaven"), example)
    placed = [one for one in answer.results if one.away]
    assert all("nursery" in one.title.lower() for one in placed[:3])
    assert all(float(one.away.split()[0]) < 2 for one in placed[:3])


@pytest.mark.parametrize(("within", "kept"), [(5, {"acorns"}), (10, {"acorns", "brook"})])
def test_what_is_farther_than_asked_is_left_out(
    reader: Reader, within: int, kept: set[str]
) -> None:
    """A guide has no place, and stays."""
    choices = Choices("nursery", near="TR1 1AA", within=within)
    answer = search(choices, reader)
    assert {*NURSERIES, "nurseries"} & {*slugs(answer)} == {*kept, "nurseries"}
    assert answer.description == f"“nursery” within {within} miles of TR1 1AA"
    (removable,) = answer.removable
    assert removable.phrase == f"within {within} miles"
    assert removable.count == search(Choices("nursery", near="TR1 1AA"), reader).total


def test_miles_without_a_place_leave_nothing_out(reader: Reader) -> None:
    answer = search(Choices("nursery", within=5), reader)
    assert answer.total == search(Choices("nursery"), reader).total
    assert (answer.description, answer.removable) == ("“nursery”", ())


def test_the_counts_of_filters_are_of_what_is_near(reader: Reader) -> None:
    choices = Choices("nursery", near="TR1 1AA", within=5)
    for state in search(choices, reader).filters:
        for option in state.options:
            chosen = Choices("nursery", {state.name: (option.value,)}, near="TR1 1AA", within=5)
            assert search(chosen, reader).total == option.count


def test_an_address_says_the_miles(reader: Reader) -> None:
    choices = Choices("nursery", near="TR1", within=10)
    assert address_of(choices) == "q=nursery&near=TR1&within=10"
    assert choices_of({"q": ["nursery"], "near": ["TR1"], "within": ["10"]}, reader) == choices
    assert choices_of({"within": ["7"]}, reader).within is None


def test_the_most_for_some_miles_is_just_not_more() -> None:
    for many, most in WITHIN.items():
        assert float(miles(most).split()[0]) == many
        assert most <= (many * 16.09344) ** 2 < most + 1
