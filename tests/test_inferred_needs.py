"""Needs that a record plainly names become needs, and no others do."""

import time

import pytest

from localoffer.importers.inference.need_phrases import PATTERNS
from localoffer.importers.inference.need_words import needs_from_words
from localoffer.importers.inference.record_texts import RecordTexts
from localoffer.importers.shared.notes import Notes

ALL = frozenset(PATTERNS)


def _needs(sentence: str = "", *, name: str = "Otter Club", rule: str = "") -> set[str]:
    texts = RecordTexts((name, rule) if rule else (name,), "", sentence)
    return set(needs_from_words(texts, ALL, Notes()))


@pytest.mark.parametrize(
    ("sentence", "needs"),
    [
        ("A club for autistic children.", {"autism"}),
        (
            "Therapy for children aged 18 months to 9 years with speech delay.",
            {"speech-and-language"},
        ),
        ("We help children who stammer.", {"speech-and-language"}),
        ("A weekend for teenagers who self-harm.", {"mental-health"}),
        ("Nurses who visit children with complex health needs at home.", {"medical"}),
        ("A garden for adults recovering from depression.", {"mental-health"}),
        ("We see children who have a mental health difficulty.", {"mental-health"}),
        ("We teach young people with SEND to travel alone.", {"any"}),
        ("For dancers with a physical disability.", {"physical-disability"}),
        ("A club for children with autism.", {"autism"}),
        ("A group for young people with autism or ADHD.", {"autism", "adhd"}),
        ("We support children with a learning disability.", {"learning-disability"}),
        ("Swimming for deaf children and their families.", {"hearing"}),
        ("Help for blind and partially sighted young people.", {"vision"}),
        ("We offer sessions for visually impaired people.", {"vision"}),
        ("A club for disabled children.", {"any"}),
        ("A football club for people with disabilities.", {"any"}),
        ("We work with children who have special educational needs.", {"any"}),
        ("Play days for children with SEND.", {"any"}),
        (
            "A group for adults aged 16 and over with a learning disability.",
            {"learning-disability"},
        ),
        ("Help for young people with anxiety and depression.", {"mental-health"}),
        ("Riding for children with physical disabilities.", {"physical-disability"}),
        ("We're a group of parents of autistic children.", {"autism"}),
        ("We support deaf and hard of hearing children.", {"hearing"}),
        ("Tennis for people who use wheelchairs.", {"physical-disability"}),
        ("Help for pupils with hearing or visual impairment.", {"hearing", "vision"}),
        (
            "A club for people with physical and learning disabilities.",
            {"physical-disability", "learning-disability"},
        ),
        ("We work with 0-25 year olds with SEND.", {"any"}),
        ("The club is for children with a diagnosis of autism.", {"autism"}),
        ("A class for adults (18+) with a learning disability.", {"learning-disability"}),
        ("Support for families of children with epilepsy.", {"medical"}),
        ("A choir for people with hearing loss.", {"hearing"}),
    ],
)
def test_a_sentence_on_whom_it_is_for_names_needs(sentence: str, needs: set[str]) -> None:
    assert _needs(sentence) == needs


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("Harbour Autism Group", {"autism"}),
        ("Selective Mutism Tea", {"speech-and-language"}),
        ("ADHD Parents' Evening", {"adhd"}),
        ("Deaf Children's Choir", {"hearing"}),
        ("SEND Youth Club", {"any"}),
        ("Send a Smile", set()),
        ("Autism awareness training", set()),
        ("Guide Dogs for the Blind", set()),
    ],
)
def test_a_name_names_needs(name: str, needs: set[str]) -> None:
    assert _needs(name=name) == needs


def test_a_rule_of_eligibility_names_needs() -> None:
    assert _needs(rule="Children with autism, aged 5 to 11") == {"autism"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Not suitable for children with epilepsy.",
        "The building is accessible for wheelchair users.",
        "Everyone is welcome, including people with a disability.",
        "You do not need to have autism.",
        "There is a disabled toilet for people who need it.",
        "Please send us an email for help.",
        "Exercise can reduce anxiety for people of all ages.",
        "We raise money for deaf children.",
        "Training for staff who work with autistic children.",
        "Autism is a lifelong condition.",
        "Our volunteers are people with a disability.",
        "We hold an autism assessment for children with a diagnosis.",
        "Open to all, regardless of disability.",
        "The blind on the window is for shade.",
        "Support for people with dementia.",
        "A talk on anxiety.",
        "Children with epilepsy must be seizure-free for 6 months to help out.",
        "For people who have a special interest.",
    ],
)
def test_a_sentence_that_is_not_on_whom_it_is_for_names_none(sentence: str) -> None:
    assert _needs(sentence) == set()


def test_a_need_that_the_council_does_not_list_is_left_out() -> None:
    texts = RecordTexts(("Autism Group",), "", "")
    assert needs_from_words(texts, frozenset({"hearing"}), Notes()) == []


def test_what_is_said_of_something_else_that_is_named_does_not_count() -> None:
    assert _needs("Seal Society supports children with epilepsy.") == set()


@pytest.mark.parametrize(
    "text", ["children with " * 20_000, "for deaf, " * 40_000, "people aged 5 to " * 20_000]
)
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    start = time.perf_counter()
    _needs(text)
    assert time.perf_counter() - start < 3
