"""Spelling is put right before the index is asked, and said, with a way back."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.pages.search_contexts import Choices
from search.engine.address import choices_of
from search.engine.correction import corrected
from search.engine.reader import Reader
from search.engine.results import search
from search.engine.spelling import distance, near_spellings

SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "search"

FILES = {
    "guides/autism.md": {"title": "Autism and your child"},
    "guides/dyslexia.md": {"title": "Dyslexia at school"},
    "guides/plans.md": {"title": "EHCP: a plan for your child"},
    "services/speech.md": {"name": "Speech therapy"},
    "services/physio.md": {"name": "Physio for children"},
    "services/jump.md": {"name": "Trampoline centre", "text": "We also have one trampolene."},
    "services/swim.md": {"name": "Swimming at the lido", "text": "Bring your own costume."},
    "services/rocks.md": {"name": "Rockpool rambles"},
    "services/marsh.md": {"name": "St Swithun school"},
    "services/camhs.md": {"name": "CAMHS", "text": "A jump on the trampolines."},
    "vocabulary/synonyms.yaml": """
- {words: [ECHP, EHPC], means: [EHCP], match: misspelling}
- {words: [cahms], means: [CAMHS], match: misspelling}
- {words: [hyper active], means: [hyperactive], match: misspelling}
- {words: [wheel chair ramp, wheel chair], means: [wheelchair ramps], match: misspelling}
- {words: [sensory room], means: [calm space], match: expand}
""",
}


@pytest.fixture(scope="module")
def reader(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(FILES)


def put_right(reader: Reader, text: str) -> str:
    """What was searched for instead; empty where the words were left alone."""
    return search(Choices(text=text), reader).showing_for


def words_of(reader: Reader, text: str) -> str:
    return put_right(reader, text) or text.lower()


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("autsm", "autism"),  # a letter is missing
        ("aotesm", "autism"),  # two vowels of a short word, and no consonant
        ("ortism", "autism"),  # as it sounds
        ("auttism", "autism"),  # a letter is doubled
        ("atuism", "autism"),  # two letters are swapped
        ("aitism", "autism"),  # a letter is another
        ("speach", "speech"),
        ("swiming", "swimming"),
        ("swimminng", "swimming"),
        ("trmapoline", "trampoline"),
        ("dsylexai", "dyslexia"),  # two slips in eight letters
        ("tranpoling", "trampoline"),
    ],
)
def test_a_slip_in_a_word_of_the_offer_is_put_right(reader: Reader, typed: str, right: str) -> None:
    assert put_right(reader, typed) == right


@pytest.mark.parametrize(
    ("typed", "right"),
    [("fizzio", "physio"), ("dislexia", "dyslexia"), ("skool", "school"), ("fisio", "physio")],
)
def test_a_word_that_sounds_alike_is_put_right(reader: Reader, typed: str, right: str) -> None:
    assert put_right(reader, typed) == right


@pytest.mark.parametrize("typed", ["spaagh", "autsnn", "trenbuling"])
def test_more_slips_than_letters_allow_are_left_alone(reader: Reader, typed: str) -> None:
    """One in four to six letters, two from seven on."""
    assert put_right(reader, typed) == ""


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=3))
def test_three_letters_or_fewer_are_never_changed(reader: Reader, typed: str) -> None:
    found, corrections = corrected([typed], reader)
    assert (found, corrections) == ([typed], ())


@pytest.mark.parametrize(
    ("typed", "right"), [("ECHP", "ehcp"), ("EHPC", "ehcp"), ("cahms", "camhs")]
)
def test_mixed_up_short_forms_are_put_right_by_the_editors_list(
    reader: Reader, typed: str, right: str
) -> None:
    assert put_right(reader, typed) == right
    assert put_right(reader, f"{typed} form") == f"{right} form"


def test_the_longest_misspelling_of_the_list_is_put_right_first(reader: Reader) -> None:
    assert put_right(reader, "hyper active") == "hyperactive"
    assert put_right(reader, "a wheel chair ramp") == "a wheelchair ramps"


def test_a_rare_but_right_word_is_never_corrected(reader: Reader) -> None:
    """One page says "trampolene", once: it stays, however common "trampoline" is."""
    assert put_right(reader, "trampolene") == ""
    assert search(Choices(text="trampolene"), reader).results[0].address == "/services/jump/"


@pytest.mark.parametrize(
    "word",
    [
        "bicycle",
        "preach",
        "beach",
        "costumes",
        "jumped",
        "jumping",
        "physics",
        "truism",
        "speeches",
    ],
)
def test_an_everyday_english_word_is_not_corrected(reader: Reader, word: str) -> None:
    assert put_right(reader, word) == ""


def test_american_spelling_of_a_word_of_the_offer_is_put_right(reader: Reader) -> None:
    assert put_right(reader, "trampoline center") == "trampoline centre"


def test_words_run_together_are_parted(reader: Reader) -> None:
    assert put_right(reader, "speechtherapy") == "speech therapy"
    assert put_right(reader, "sensoryroom") == "sensory room"


def test_the_name_of_a_saint_that_we_do_not_have_is_left_alone(reader: Reader) -> None:
    assert put_right(reader, "st autsm") == ""


def test_words_with_digits_and_endless_words_are_left_alone(reader: Reader) -> None:
    assert put_right(reader, "autism3 aut1sm") == ""
    assert put_right(reader, "a" * 31) == ""


def test_what_is_searched_for_is_said_and_one_link_leads_back_to_what_was_typed(
    reader: Reader,
) -> None:
    first = search(Choices(text="Autsm at schol", filters={"help": ("group",)}, age=4), reader)
    assert first.showing_for == "autism at school"
    assert first.description == "“autism at school” for age 4 of the kind support group"
    back = choices_of(parse_qs(first.as_typed), reader)
    assert back == Choices(text="Autsm at schol", filters={"help": ("group",)}, age=4, exactly=True)
    second = search(back, reader)
    assert (second.showing_for, second.as_typed, second.total) == ("", "", 0)
    assert second.description.startswith("“Autsm at schol”")


def test_a_query_that_is_right_says_nothing_of_spelling(reader: Reader) -> None:
    found = search(Choices(text="Autism at school"), reader)
    assert (found.showing_for, found.as_typed) == ("", "")


def test_an_empty_result_offers_near_spellings_that_find_something(reader: Reader) -> None:
    found = search(Choices(text="tranpolung"), reader)
    assert found.results == ()
    assert "trampoline" in dict(found.near_spellings)
    for _, address in found.near_spellings:
        assert search(choices_of(parse_qs(address), reader), reader).total > 0


@pytest.mark.parametrize(
    ("typed", "word", "letters"),
    [
        ("speech", "speech", 0),
        ("speeech", "speech", 1),
        ("spech", "speech", 1),
        ("spwech", "speech", 1),
        ("pseech", "speech", 1),
        ("speehc", "speech", 1),
        ("psehceh", "speech", 3),
    ],
)
def test_letters_doubled_missing_changed_and_swapped_count_one_each(
    typed: str, word: str, letters: int
) -> None:
    assert distance(typed, word, 2) == letters


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_two_words_are_as_far_from_each_other_either_way(one: str, other: str) -> None:
    assert distance(one, other, 8) == distance(other, one, 8)
    assert (distance(one, other, 8) == 0) == (one == other)


def test_at_most_three_spellings_are_offered_and_the_nearest_first() -> None:
    known = {"trampoline": 9, "trampolines": 5, "trampolining": 5, "trampolined": 1, "tram": 9}
    assert near_spellings("trampolin", known.items())[0] == "trampoline"
    assert len(near_spellings("trampolin", known.items())) == 3


def test_the_misspellings_that_people_really_typed_are_put_right(example: Reader) -> None:
    """Of those whose right word is in the offer, 95 in 100, in the order of the published list."""
    file = SHARED / "govuk_real_misspellings.csv"
    if not file.is_file():
        pytest.skip("The published misspellings are not on this machine: see CONTRIBUTING.md.")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [(row["typed"], row["meant"]) for row in csv.DictReader(lines)]
    ours = [(typed, meant) for typed, meant in rows if _in_the_offer(example, meant)]
    assert len(ours) > 20
    wrong = [
        (typed, found)
        for typed, meant in ours
        if (found := words_of(example, typed)) != meant.lower()
    ]
    assert len(wrong) <= len(ours) * 0.05, wrong


def _in_the_offer(reader: Reader, word: str) -> bool:
    shelves = reader.candidates(word.lower())
    return word.lower() in shelves
