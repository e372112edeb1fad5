"""Parents' words mean what the council's own list says they mean, each in its own way."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

import pytest

from localoffer.pages.search_contexts import Choices
from search.engine.address import choices_of
from search.engine.reader import Reader
from search.engine.results import search

Indexed = Callable[[Mapping[str, Any]], Reader]

VOCABULARY = """
- {words: [respite], means: [sunny pauses], match: equivalent}
- {words: [knackered], means: [sunny pauses], match: expand, caution: Readers never see this.}
- {words: [flapping], means: [ribbons], match: expand}
- words: [statement, statements]
  means: [EHC plan]
  match: retired
  note: “Statements” ended. They are now EHC plans.
- {words: [resbite], means: [respite], match: misspelling}
- {words: [night], means: [lantern], match: expand}
- {words: [night sitter], means: [kestrel], match: expand}
- {words: [QQT], means: [quiet time, quality team], match: ambiguous}
- {words: [badger den], means: [QQT], match: equivalent}
- {words: [sitter, QQT sitter], means: [quality team], match: equivalent}
"""
FILES = {
    "services/breaks.md": {"name": "Sunny pauses"},
    "services/respite.md": {"name": "Respite"},
    "services/ribbons.md": {"name": "Ribbons"},
    "services/plans.md": {"name": "EHC plan"},
    "services/statement.md": {"name": "Another statement"},
    "services/lantern.md": {"name": "Lantern"},
    "services/kestrel.md": {"name": "Kestrel"},
    "services/badger.md": {"name": "Badger den"},
    "services/quiet.md": {"name": "Quiet time"},
    "services/quality.md": {"name": "Quality team"},
    "services/pitch.md": {"name": "Pitch", "text": "You may end up knackered."},
    "vocabulary/synonyms.yaml": VOCABULARY,
    "vocabulary/best-bets.yaml": """
- words: [lanterns]
  pages: [/services/kestrel/]
  reason: They are the same house.
""",
    "glossary.yaml": """
- {id: aac, term: AAC, stands_for: Signs and talkers, meaning: Ways to speak without a voice.}
- id: warnock
  term: Warnock report
  stands_for: Kestrel
  meaning: It is a paper of 1978.
  status: retired
  status_note: Nobody uses it now.
""",
}


@pytest.fixture(scope="module")
def reader(indexed: Indexed) -> Reader:
    return indexed(FILES)


def addresses_of(reader: Reader, text: str) -> list[str]:
    return [one.address for one in search(Choices(text=text), reader).results]


def points(reader: Reader, text: str) -> dict[str, int]:
    return {one.address: one.score for one in search(Choices(text=text), reader).results}


def test_equivalent_words_find_each_other_both_ways_and_as_well(reader: Reader) -> None:
    both = {"/services/breaks/", "/services/respite/"}
    assert addresses_of(reader, "respite")[0] == "/services/respite/"
    assert addresses_of(reader, "sunny pauses")[0] == "/services/breaks/"
    assert both <= {*addresses_of(reader, "respite")[:2]}
    assert both <= {*addresses_of(reader, "sunny pauses")[:2]}


def test_words_that_expand_lead_one_way_only(reader: Reader) -> None:
    assert addresses_of(reader, "flapping") == ["/services/ribbons/"]
    assert "/services/pitch/" not in addresses_of(reader, "sunny pauses")


def test_words_that_expand_count_for_less_than_true_twins(reader: Reader) -> None:
    """One is a way to them, the other their very name: that scores more."""
    assert points(reader, "flapping")["/services/ribbons/"] > 0
    expanded = points(reader, "knackered")["/services/breaks/"]
    equivalent = points(reader, "respite")["/services/breaks/"]
    assert 0 < expanded < equivalent


def test_a_page_that_says_the_very_word_is_found_besides_what_it_means(reader: Reader) -> None:
    assert {*addresses_of(reader, "knackered")} == {"/services/breaks/", "/services/pitch/"}


def test_an_old_name_leads_to_the_new_one_and_says_so(reader: Reader) -> None:
    answer = search(Choices(text="my sons statement"), reader)
    assert "/services/plans/" in [one.address for one in answer.results]
    assert answer.notes == ("“Statements” ended. They are now EHC plans.",)
    assert search(Choices(text="EHC plan"), reader).notes == ()


def test_a_retired_word_of_the_glossary_says_so_too(reader: Reader) -> None:
    answer = search(Choices(text="warnock report"), reader)
    assert answer.notes == ("“Warnock report” is an old name. Nobody uses it now.",)
    assert "/services/kestrel/" in [one.address for one in answer.results]


def test_what_letters_stand_for_is_known_from_the_glossary(reader: Reader) -> None:
    assert addresses_of(reader, "signs and talkers")[0] == "/glossary/#aac"
    assert addresses_of(reader, "aac")[0] == "/glossary/#aac"


def test_a_misspelling_of_the_list_is_put_right_before_its_meaning_is_sought(
    reader: Reader,
) -> None:
    answer = search(Choices(text="resbite"), reader)
    assert answer.showing_for == "respite"
    assert {one.address for one in answer.results} >= {"/services/respite/", "/services/breaks/"}


def test_the_longest_phrase_is_followed_first(reader: Reader) -> None:
    """The night leads to the lantern, but a night sitter to the kestrel alone."""
    assert addresses_of(reader, "night") == ["/services/lantern/"]
    assert addresses_of(reader, "a night sitter for my son")[0] == "/services/kestrel/"
    assert "/services/lantern/" not in addresses_of(reader, "night sitter")
    assert {*addresses_of(reader, "night and sitter")[:2]} >= {"/services/kestrel/"}


def test_small_and_soft_words_may_stand_inside_a_phrase(reader: Reader) -> None:
    assert addresses_of(reader, "a sitter at night") != addresses_of(reader, "night sitter")
    assert addresses_of(reader, "night help sitter")[0] == "/services/kestrel/"


def test_an_ambiguous_short_form_is_never_followed_but_both_meanings_are_offered(
    reader: Reader,
) -> None:
    answer = search(Choices(text="QQT", age=4), reader)
    assert answer.results == ()
    (meant,) = answer.meant
    assert (meant.words, meant.meanings) == ("qqt", ("quiet time", "quality team"))
    first, second = (choices_of(parse_qs(address), reader) for address in meant.choices)
    assert (first.text, first.age) == ("quiet time", 4)
    assert search(first, reader).results[0].address == "/services/quiet/"
    assert search(second, reader).results[0].address == "/services/quality/"


def test_the_choice_of_a_meaning_keeps_the_other_words(reader: Reader) -> None:
    (meant,) = search(Choices(text="lantern qqt evenings"), reader).meant
    texts = [choices_of(parse_qs(address), reader).text for address in meant.choices]
    assert texts == ["lantern quiet time evenings", "lantern quality team evenings"]


def test_no_caution_for_editors_reaches_a_reader(reader: Reader) -> None:
    assert "Readers never see this" not in str(search(Choices(text="knackered"), reader))


def test_a_need_is_known_by_its_other_names(indexed: Indexed) -> None:
    small = indexed(
        {
            "services/club.md": {"name": "Brook club", "needs": ["speech-and-language"]},
            "services/other.md": {"name": "Hill club", "needs": ["dyslexia"]},
        }
    )
    assert addresses_of(small, "stammer") == ["/services/club/"]
    assert "/services/other/" in addresses_of(small, "word blind")
    assert "/services/club/" not in addresses_of(small, "word blind")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("respit care", "/guides/short-breaks/"),
        ("speach therapy for 3 year old", "/services/speech-and-language-therapy/"),
        ("my son wont go to school", "/guides/not-going-to-school/"),
        ("ehpc form", "/guides/ask-for-an-ehc-assessment/"),
        ("she is not talking", "/guides/speech-and-language/"),
    ],
)
def test_what_a_parent_types_brings_the_right_page_of_the_example_council_among_the_first_three(
    example: Reader, text: str, address: str
) -> None:
    assert address in addresses_of(example, text)[:3]


def test_ambiguous_short_forms_of_the_example_council_offer_their_meanings(
    example: Reader,
) -> None:
    for short in ("SLT", "OT", "EP", "CP", "ISP"):
        (meant,) = search(Choices(text=short), example).meant
        assert len(meant.meanings) >= 2
