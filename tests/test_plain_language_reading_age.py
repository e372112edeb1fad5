"""The reading age of a page, against textstat and as an editor is told of it."""

import pytest
import textstat

from localoffer.plain_language.blocks import blocks
from localoffer.plain_language.check_words import LanguageLimits, check_words
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.reading_age import grade, prose, reading_age
from localoffer.plain_language.sentences import sentences

#: Every sentence has more than two words and one full stop, since textstat counts each full
#: stop as an end and leaves out the shortest sentences.
REAL = [
    (
        "We call you within five days. We listen to what your child needs at home and at school. "
        "You can bring a friend, and you can stop at any time. Nobody will ask why."
    ),
    (
        "The council has to decide within six weeks whether to carry out an assessment. If the "
        "answer is no, the letter explains how to appeal to the Tribunal. Mediation is free for "
        "families. Brackenshire SENDIASS gives independent advice about either of these."
    ),
    (
        "Arrangements for the identification of children whose difficulties necessitate additional "
        "provision are determined by the governing body in consultation with professionals. "
        "Parents shouldn't hesitate to communicate their anxieties; co-operation is encouraged."
    ),
    "Sunflower meets in term time. Swimming is at 10 and lunch is at 12. It costs 4 pounds.",
]

HARD = (
    "Eligibility determinations are communicated in writing to the applicants. "
    "Individual circumstances necessitating specialist intervention require documentation by us. "
) * 5


def passage(text: str, kind: str = "") -> Passage:
    return Passage("guides/a.md", 5, kind, text)


@pytest.mark.parametrize("text", REAL)
def test_the_grade_is_that_of_textstat(text: str) -> None:
    ours = grade(sentences(blocks(passage(text))))
    assert ours == pytest.approx(textstat.flesch_kincaid_grade(text), abs=0.01)


def test_a_page_over_the_limit_is_told_at_its_hardest_sentence() -> None:
    text = f"We help.\n\n{HARD}"
    (problem,) = [
        p for p in check_words([passage(text)], LanguageLimits(11)) if "reading age" in p.message
    ]
    assert problem.line == 7
    assert "; the limit is 11. Its hardest sentence is " in problem.message
    assert problem.fix == "Write shorter sentences and shorter words, here first."


def test_plain_words_are_under_the_limit_and_the_limit_is_the_council_s_own() -> None:
    text = REAL[0] * 3
    assert check_words([passage(text)], LanguageLimits(11)) == []
    assert check_words([passage(text)], LanguageLimits(5)) != []


def test_a_short_page_is_not_judged() -> None:
    short = "Interdisciplinary identification necessitates interdepartmental communication."
    assert reading_age(sentences(blocks(passage(short)))) is None
    assert check_words([passage(short)], LanguageLimits(11)) == []


def test_short_passages_of_one_page_are_judged_together() -> None:
    passages = [passage(sentence, "summary") for sentence in HARD.split(". ") if sentence]
    assert any("reading age" in p.message for p in check_words(passages, LanguageLimits(11)))


def test_headings_tables_and_addresses_do_not_count() -> None:
    plain = REAL[0] * 3
    table = "| Multidisciplinary identification | Interdepartmental communication |\n|---|---|\n"
    extra = f"## Multidisciplinary identification\n\n{table}\n"
    with_address = f"{plain} Write to arrangements.identification@consultation.example.org today."
    ages = [reading_age(prose(sentences(blocks(passage(text))))) for text in (plain, extra + plain)]
    assert ages[0] == ages[1]
    assert check_words([passage(with_address)], LanguageLimits(9)) == []
