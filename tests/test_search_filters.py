"""Filters keep what fits, count what they leave, say themselves, and can be taken off."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

import pytest

from localoffer.pages.search_contexts import Choices, FilterState, Results
from search.engine.address import address_of, choices_of
from search.engine.reader import Reader
from search.engine.results import search

HALL = {"name": "Hall", "address_1": "1 Hill Road", "city": "Sandmere", "postal_code": "SC1 4AB"}


def at(access: dict[str, str]) -> dict[str, Any]:
    return {"attending_type": ["venue"], "locations": [{**HALL, "access": access}]}


def school(name: str, phases: str, more: str = "") -> str:
    """A school's file; it may have a line more."""
    fields = f"name: {name}\nkind: maintained school\nphases: {phases}\ncity: Sandmere\n{more}"
    return f"---\n{fields.strip()}\nowner: help-line\n---\n"


FILES = {
    "services/free.md": {"name": "Puffin free", "free": "yes", "fees_description": "Free."},
    "services/asked.md": {"name": "Puffin asked", "referral": ["self"], "needs": ["adhd"]},
    "services/open.md": {"name": "Puffin open", "diagnosis_needed": "no"},
    "services/online.md": {"name": "Puffin online", "attending_type": ["online"]},
    "services/autism.md": {"name": "Puffin autism", "needs": ["autism"]},
    "services/school.md": {"name": "Puffin school", "kind": "school"},
    "services/coast.md": {"name": "Puffin coast", "service_areas": ["sandmere"]},
    "services/ramp.md": {"name": "Puffin ramp", **at({"step-free": "yes"})},
    "services/both.md": {
        "name": "Puffin both",
        **at({"step-free": "yes", "changing-places": "yes", "hoist": "no"}),
    },
    "services/monday.md": {
        "name": "Puffin monday",
        "schedules": [
            {"byday": "MO", "opens_at": "9:30", "closes_at": "11:30"},
            {"byday": "MO", "opens_at": "13:30", "closes_at": "14:30"},
        ],
    },
    "services/ended.md": {
        "name": "Puffin ended",
        "schedules": [
            {"byday": "TU", "opens_at": "9:30", "closes_at": "11:30", "valid_to": "2026-11-20"},
            {"byday": "WE", "opens_at": "9:30", "closes_at": "11:30", "valid_to": "2026-11-21"},
        ],
    },
    "services/tots.md": {"name": "Puffin tots", "minimum_age": 0, "maximum_age": 4},
    "guides/puffin.md": {"title": "Puffin times"},
    "events.yaml": """
- id: hatching
  name: Puffin hatching
  summary: Come and see the puffins hatch on the island.
  organization: Puffin Trust
  dates: [2026-11-23, 2026-11-30]
  online: yes
  free: yes
  areas: [sandmere]
- id: over
  name: Puffin winter is over
  summary: This was last year and will not come again.
  organization: Puffin Trust
  dates: [2026-01-05]
  free: yes
""",
}


#: What is for every need: services are, unless they name one.
FOR_ALL = {"free", "open", "online", "school", "coast", "ramp", "both", "monday", "ended", "tots"}


@pytest.fixture(scope="module")
def reader(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(FILES)


def ask(reader: Reader, **filters: tuple[str, ...]) -> Results:
    named = {name.replace("_", "-"): values for name, values in filters.items()}
    return search(Choices(text="puffin", filters=named), reader, per_page=1_000)


def slugs(answer: Results) -> set[str]:
    return {one.address.strip("/").rpartition("/")[2].strip("#") for one in answer.results}


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"free": ("yes",)}, {"free", "hatching"}),
        ({"no_referral": ("yes",)}, {"asked"}),
        ({"no_diagnosis": ("yes",)}, {"open"}),
        ({"online": ("yes",)}, {"online", "hatching"}),
        ({"need": ("autism",)}, {"autism", *FOR_ALL}),
        ({"need": ("autism", "adhd")}, {"autism", "asked", *FOR_ALL}),
        ({"need": ("any",)}, FOR_ALL),
        ({"help": ("school",)}, {"school"}),
        ({"place": ("sandmere",)}, {"coast", "hatching"}),
        ({"access": ("step-free",)}, {"ramp", "both"}),
        ({"access": ("step-free", "changing-places")}, {"both"}),
        ({"day": ("MO",)}, {"monday", "hatching"}),
        ({"day": ("MO", "SU")}, {"monday", "hatching"}),
        ({"day": ("TU", "WE")}, {"ended"}),
        ({"day": ("TU",)}, set()),
        ({"free": ("yes",), "need": ("autism",)}, {"free"}),
        ({"free": ("yes",), "place": ("sandmere",)}, {"hatching"}),
    ],
)
def test_a_filter_keeps_what_fits(
    reader: Reader, filters: dict[str, tuple[str, ...]], kept: set[str]
) -> None:
    """Of several needs, kinds, areas or days one has to fit, of ways to get in every one."""
    assert slugs(ask(reader, **filters)) == kept


@pytest.mark.parametrize("text", ["puffin", ""])
def test_what_is_for_every_need_comes_below_what_names_the_one_chosen(
    reader: Reader, text: str
) -> None:
    found = search(Choices(text, {"need": ("adhd",)}), reader, per_page=100).results
    assert found[0].address == "/services/asked/"
    assert {one.address.split("/")[2] for one in found[1:]} == FOR_ALL


@pytest.mark.parametrize("text", ["puffin", "puffin tots", ""])
def test_what_an_option_counts_is_what_choosing_it_leaves(reader: Reader, text: str) -> None:
    for state in search(Choices(text=text), reader).filters:
        for option in state.options:
            answer = search(Choices(text=text, filters={state.name: (option.value,)}), reader)
            assert (option.value, answer.total) == (option.value, option.count)


def test_the_counts_of_a_filter_are_of_what_the_other_filters_leave(reader: Reader) -> None:
    states = {one.name: one for one in ask(reader, free=("yes",), need=("any",)).filters}
    places = {option.value: option.count for option in states["place"].options}
    assert places == {"all-brackenshire": 1, "sandmere": 0}
    needs = {option.value: option.count for option in states["need"].options}
    assert needs == {"any": 1, "autism": 1, "adhd": 1}
    chosen = [option.value for option in states["need"].options if option.chosen]
    assert chosen == ["any"]


def test_every_value_of_every_page_is_an_option_and_no_option_is_empty(example: Reader) -> None:
    answer = search(Choices(), example)
    counts = {
        (state.name, option.value): option.count
        for state in answer.filters
        for option in state.options
    }
    assert min(counts.values()) > 0
    assert {name for name, _ in counts} == {
        *("need", "help", "place", "free", "no-referral", "no-diagnosis", "online"),
        *("school", "phase", "base", "access", "day"),
    }
    for (name, value), count in counts.items():
        address = address_of(Choices(filters={name: (value,)}))
        reached = search(choices_of(parse_qs(address), example), example)
        assert (name, value, reached.total) == (name, value, count)


def test_a_filter_that_nothing_has_is_not_shown(
    indexed: Callable[[Mapping[str, Any]], Reader],
) -> None:
    small = indexed({"services/one.md": {"name": "Puffin one"}})
    shown: list[FilterState] = list(ask(small).filters)
    assert [one.name for one in shown] == ["need", "help", "place"]


@pytest.fixture(scope="module")
def schools(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(
        {
            "services/club.md": {"name": "Puffin club"},
            "schools/infants.md": school("Puffin Infants", "[early years, primary]"),
            "schools/high.md": school("Puffin High", "[secondary]", "bases: [{name: The Burrow}]"),
            "schools/unit.md": school("Puffin Middle", "[primary]", "special_classes: yes"),
        }
    )


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"school": ("yes",)}, {"infants", "high", "unit"}),
        ({"phase": ("primary",)}, {"infants", "unit"}),
        ({"phase": ("early-years", "secondary")}, {"infants", "high"}),
        ({"base": ("yes",)}, {"high", "unit"}),
        ({"base": ("yes",), "phase": ("secondary",)}, {"high"}),
        ({"help": ("school",)}, {"infants", "high", "unit"}),
    ],
)
def test_a_filter_of_schools_keeps_what_fits(
    schools: Reader, filters: dict[str, tuple[str, ...]], kept: set[str]
) -> None:
    found = slugs(ask(schools, **filters))
    assert {one for one in found if one in {"infants", "high", "unit", "club"}} == kept


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"school": ("yes",)}, "“puffin” that are schools, nurseries or colleges"),
        ({"base": ("yes",)}, "“puffin” with a base or unit"),
        ({"phase": ("primary",)}, "“puffin” for the phase primary"),
    ],
)
def test_a_search_among_schools_says_so(
    schools: Reader, filters: dict[str, tuple[str, ...]], said: str
) -> None:
    assert ask(schools, **filters).description == said


def test_a_council_without_schools_has_no_filters_of_schools(reader: Reader) -> None:
    assert {"school", "phase", "base"} & {one.name for one in ask(reader).filters} == set()


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (Choices(text="Puffin"), "“Puffin”"),
        (Choices(text="puffin", age=3), "“puffin” for age 3"),
        (Choices(text="puffin", near="tr1"), "“puffin” near TR1"),
        (
            Choices(
                text="puffin",
                age=3,
                near="TR1",
                filters={"need": ("autism",), "free": ("yes",), "day": ("MO",)},
            ),
            "“puffin” for age 3 near TR1 about autism, that are free, on Monday",
        ),
        (
            Choices(filters={"need": ("adhd",), "no-referral": ("yes",)}),
            "everything about ADHD, without a referral",
        ),
        (
            Choices(filters={"access": ("step-free", "changing-places")}),
            "everything with step-free way in, with Changing Places toilet",
        ),
        (Choices(filters={"place": ("sandmere",)}), "everything in Sandmere"),
        (Choices(filters={"online": ("yes",)}), "everything online or by phone"),
        (Choices(filters={"no-diagnosis": ("yes",)}), "everything without a diagnosis"),
        (Choices(filters={"help": ("school",)}), "everything of the kind school or college"),
    ],
)
def test_a_search_says_itself_in_english(reader: Reader, choices: Choices, said: str) -> None:
    assert search(choices, reader).description == said


def test_an_age_keeps_what_says_no_age_since_not_known_is_not_no(reader: Reader) -> None:
    three = slugs(search(Choices(text="puffin", age=3), reader, per_page=100))
    seven = slugs(search(Choices(text="puffin", age=7), reader, per_page=100))
    assert three - seven == {"tots"}
    assert {"puffin", "hatching"} <= seven


def test_an_empty_result_says_which_filter_to_take_off_and_what_that_brings(
    reader: Reader,
) -> None:
    choices = Choices(text="puffin", age=7, filters={"free": ("yes",), "help": ("school",)})
    answer = search(choices, reader)
    assert answer.results == ()
    counts = {one.phrase: one.count for one in answer.removable}
    assert counts == {"for age 7": 0, "that are free": 1, "of the kind school or college": 2}
    for one in answer.removable:
        fewer = choices_of(parse_qs(one.choices), reader)
        assert search(fewer, reader).total == one.count


def test_taking_off_one_of_two_needs_leaves_the_other(reader: Reader) -> None:
    answer = ask(reader, need=("autism", "adhd"))
    left = {one.phrase: choices_of(parse_qs(one.choices), reader) for one in answer.removable}
    assert left["about autism"].filters == {"need": ("adhd",)}
    assert left["about ADHD"].filters == {"need": ("autism",)}


def test_filters_that_are_not_known_are_left_out_of_an_address(reader: Reader) -> None:
    asked = {"q": ["puffin"], "need": ["autism", "nothing"], "colour": ["red"], "age": ["7"]}
    assert choices_of(asked, reader) == Choices("puffin", {"need": ("autism",)}, 7)


def test_what_is_over_is_not_found(reader: Reader) -> None:
    assert "over" not in slugs(ask(reader))
