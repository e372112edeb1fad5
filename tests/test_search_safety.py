"""Words of harm show the panel of urgent help above the results, and other words do not."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

import pytest

from localoffer.pages.search_contexts import Choices
from search.engine.address import choices_of
from search.engine.reader import Reader
from search.engine.results import search

FILES = {
    "guides/crisis.md": {"title": "Help in a crisis", "text": "Suicide, and who can help."},
    "guides/school.md": {"title": "When school is hard", "keywords": ["will not go to school"]},
    "services/swim.md": {"name": "Swimming at the lido"},
}

IN_DANGER = (
    *("suicide", "suicidal", "my son is suicidal", "she keeps saying suicide", "suicidal thoughts"),
    *(
        "I want to die",
        "he says he wants to die",
        "my daughter wants to be dead",
        "better off dead",
    ),
    *("i want to kill myself", "he tried to kill himself", "kill yourself", "killing herself"),
    *("I don't want to be here any more", "she doesnt want to live", "he does not want to wake up"),
    *("no point living", "end it all", "end my life", "took tablets", "she has taken an overdose"),
    *("self harm", "self-harm", "selfharming", "self harming teenager", "cutting herself"),
    *("he cuts his arms", "SELF HARM!!!", "my child is hurting himself"),
    *("my husband hits me", "dad hits me", "mum's boyfriend hits us", "scared of my partner"),
    *("my child is violent", "son attacks me", "she keeps hitting me", "child to parent violence"),
    *("abuse", "my child is being abused", "someone touched her inappropriately", "raped"),
    *("groomed online", "county lines", "exploitation", "neglect", "child protection"),
    *(
        "my child is in danger",
        "not safe at home",
        "I don't feel safe",
        "unsafe",
        "scared to go home",
    ),
    *("threatened with a knife", "strangled", "he is not breathing", "999", "emergency"),
    *("my child has run away", "gone missing", "I can't cope", "can’t go on", "I cannot carry on"),
    *("forced marriage", "FGM", "I might lose control", "what to do if my daughter self harms"),
)
HARMLESS = (
    *("swimming", "school dinners", "speech therapy", "ehcp", "my son won't go to school"),
    *(
        "not going to school",
        "school refusal",
        "she is not talking",
        "he doesnt want to go to school",
    ),
    *("can't sit still", "not eating", "wont eat vegetables", "not sleeping", "toilet training"),
    *("bullying", "anger", "autism", "behaviour", "life skills", "independent living", "hospital"),
    *("end of term", "living room adaptations", "no point appealing", "wheelchair", "safe place"),
    *("child minder", "taking tablets at school", "saving for later", "trampoline", "blue badge"),
    *("", "?", "😀", "die", "3 year old", "who is the senco at st marys", "want to make friends"),
)


@pytest.fixture(scope="module")
def reader(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(FILES)


def shows_the_panel(reader: Reader, text: str) -> bool:
    return search(Choices(text=text), reader).is_urgent


@pytest.mark.parametrize("text", IN_DANGER)
def test_words_of_harm_show_the_panel(reader: Reader, text: str) -> None:
    assert shows_the_panel(reader, text)


@pytest.mark.parametrize("text", HARMLESS)
def test_everyday_words_do_not(reader: Reader, text: str) -> None:
    assert not shows_the_panel(reader, text)


@pytest.mark.parametrize("text", ["suicde", "sucidal", "slef harm", "self hram", "overdoze"])
def test_a_slip_of_the_finger_does_not_hide_the_panel(example: Reader, text: str) -> None:
    assert shows_the_panel(example, text)


def test_neither_filters_nor_an_exact_search_nor_an_empty_result_hide_the_panel(
    reader: Reader,
) -> None:
    harm = "zzzz self harm"
    for choices in (
        Choices(text=harm, exactly=True),
        Choices(text=harm, age=3, near="SC1", filters={"help": ("group",)}),
        Choices(text=harm, near="nowhere at all"),
    ):
        assert search(choices, reader).is_urgent
    assert search(Choices(text=harm, filters={"help": ("group",)}), reader).total == 0


def test_the_guide_to_a_crisis_comes_first_and_lines_to_call_even_where_no_word_is_found(
    example: Reader,
) -> None:
    found = search(Choices(text="kms"), example)
    assert found.results[0].address == "/guides/help-in-a-crisis/"
    assert {one.kind for one in found.results[1:]} == {"Helpline"}


@pytest.mark.parametrize(
    "text",
    ["scared of my dad", "my dad hits me", "my mum hits me", "my son attacks me at swimming club"],
)
def test_nothing_unkind_stands_under_the_panel(example: Reader, text: str) -> None:
    kinds = {"Guide", "Guide for young people", "Helpline", "Social care", "Advice"}
    found = search(Choices(text=text), example, per_page=50)
    assert found.results[0].address == "/guides/help-in-a-crisis/"
    assert {one.kind for one in found.results} <= kinds | {"Health service"}
    assert "/services/dads-brew/" in {
        one.address for one in search(Choices(text="dads"), example, per_page=50).results
    }


def test_the_words_stand_in_the_index_so_that_the_browser_shows_the_panel_too(
    reader: Reader,
) -> None:
    assert {"suici", "harm", "kms"} <= {*reader.facts["danger_starts"].split()}
    assert any(row.startswith("suicid*") for row in reader.file("danger.json")["danger"])


def test_all_that_was_found_is_one_link_away_with_the_guide_to_a_crisis_first(
    example: Reader,
) -> None:
    found = search(Choices(text="my son attacks me at swimming club"), example, per_page=100)
    every = search(choices_of(parse_qs(found.everything), example), example, per_page=100)
    assert every.is_urgent
    assert every.everything == ""
    assert every.results[0].address == found.results[0].address == "/guides/help-in-a-crisis/"
    assert "Activity" in {one.kind for one in every.results}
    assert "Activity" not in {one.kind for one in found.results}


def test_nothing_is_offered_where_nothing_was_left_out(example: Reader) -> None:
    assert search(Choices(text="swimming"), example).everything == ""
