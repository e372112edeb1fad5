"""Letters that stand for words: when a parent would know them, and when an editor is told."""

import pytest

from localoffer.plain_language.check_words import LanguageLimits, check_words
from localoffer.plain_language.passage import Passage
from localoffer.problems import Problem


def problems(text: str, **fields: str) -> list[Problem]:
    header = [Passage("services/a.md", 3, name, value) for name, value in fields.items()]
    return check_words(
        [*header, Passage("services/a.md", 30, "", text)], LanguageLimits(reading_age=11)
    )


def test_letters_nobody_explained_are_told_once_at_their_first_use() -> None:
    problem = problems("We help.\n\nAn OT visits. The OT's room is big. Two OTs work here.")
    assert [(p.line, p.level, p.message) for p in problem] == [
        (32, "warning", '"OT" is not explained on this page.')
    ]
    fix = 'Write "occupational therapy (OT)" where it first stands, or link it to the glossary.'
    assert problem[0].fix == fix


@pytest.mark.parametrize(
    "text",
    [
        "Ask for occupational therapy (OT). The OT visits.",
        "OT (occupational therapy) can help. OTs visit.",
        "We have [OTs](/glossary/#ot). Your OT calls.",
        "We have [OT sessions](/guides/ot/). Your OT calls.",
        "An education, health and care (EHC) plan helps. The EHC plan is yours.",
        "An education, health and care plan (EHC plan) helps. EHC plans last.",
        "An EHC plan is an education, health and care plan.",
        "An EHC plan (education, health and care plan) helps.",
        "Ask for a plan (also called an EHCP). The EHCP is yours.",
        "Ask an advisory teacher, or ATQ. The ATQ calls you.",
        "ATQ stands for advisory teacher. The ATQ calls.",
        'Your <abbr title="occupational therapist">OT</abbr> calls.',
    ],
)
def test_letters_explained_or_linked_are_let_be(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The NHS, your GP, GPs' letters, a PDF, TV, CDs, the UK and ID.",
        "Schedule 2, Part VI and George IV.",
        "Years KS2 and Y6, room B12, form SC1 4AB, COVID-19, MP3.",
        "You do NOT need to pay. It is FREE. ALWAYS ask FIRST.",
        "COME AND PLAY WITH THE XYZW CLUB",
        "The ALDERCOMBE hall is near.",
        "See https://www.example.org/SENCO or write to SENCO@example.org.",
        "The A&E at 9AM. R&B and Q&A.",
        "Section F and section I. Plan B.",
    ],
)
def test_what_needs_no_explanation_is_let_be(text: str) -> None:
    assert [p for p in problems(text) if "explain" in p.message] == []


@pytest.mark.parametrize("letters", ["SEND", "SALT", "PIP", "SENCo", "DfE", "VI", "PALS", "CAMHS"])
def test_letters_that_are_also_a_word_are_read_as_letters(letters: str) -> None:
    assert [f'"{letters}"' in p.message for p in problems(f"Ask the {letters} team.")] == [True]


def test_an_explanation_that_comes_too_late_is_told_with_its_line() -> None:
    (problem,) = problems("Ask the SENCO.\n\nA special needs co-ordinator (SENCO) helps.")
    assert problem.line == 30
    assert problem.message == '"SENCO" is used here before line 32, which explains it.'


def test_a_heading_or_summary_may_use_what_the_text_below_explains() -> None:
    text = "## Your OT\n\nOccupational therapy (OT) helps."
    assert problems(text, summary="How an OT can help you.") == []
    assert [p.line for p in problems("## Your OT\n\nWe help.")] == [30]


def test_what_the_summary_explains_the_text_may_use() -> None:
    assert problems("The OT calls you.", summary="Help from occupational therapy (OT).") == []
