"""Words to avoid, names that ended, and text that was meant to be replaced."""

import pytest

from localoffer.plain_language.check_words import LanguageLimits, check_words
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.word_lists import avoided
from localoffer.problems import Problem


def problems(text: str) -> list[Problem]:
    return check_words([Passage("services/a.md", 30, "", text)], LanguageLimits(reading_age=11))


@pytest.mark.parametrize(
    ("text", "word", "fix"),
    [
        ("Quality first teaching is for all.", "Quality first teaching", "good teaching for every"),
        ("Families in receipt of help can come.", "in receipt of", "Write: get."),
        ("We utilise a large hall.", "utilise", "Write: use."),
        ("Ask our stakeholders.", "stakeholders", "who they are"),
        ("It helps school refusers.", "school refusers", "not able to go to school"),
        ("She suffers from asthma.", "suffers from", "Write: has."),
        ("Please bear with us.", "Please bear with us", "sorry"),
        ("It is for challenging behaviour.", "challenging behaviour", "what the child does"),
        ("Your child is on School Action Plus.", "School Action Plus", "SEN support"),
        ("Statements of SEN are read too.", "Statements of SEN", "EHC plan"),
        ("The CCG pays.", "CCG", "integrated care board"),
        ("Ask the LEA.", "LEA", "council"),
        ("You can get tax credits.", "tax credits", "Universal Credit"),
    ],
)
def test_a_word_to_avoid_is_told_with_what_to_write(text: str, word: str, fix: str) -> None:
    problem = [p for p in problems(f"We help.\n\n{text}") if f'"{word}" is a' in p.message]
    assert [(p.line, p.level) for p in problem] == [(32, "warning")]
    assert fix in problem[0].fix


@pytest.mark.parametrize(
    "text",
    [
        "You may be challenging a decision.",
        "A behaviour plan can help with a challenging day.",
        "Lea Road is near. Ask at the lea.",
        "What does school action look like?",
        "Your bank statement shows it.",
        "Staff may say “stakeholder”. They mean you.",
        "Universal Credit is open to all.",
        "We use the hall. It is useful.",
    ],
)
def test_a_word_that_only_looks_like_one_is_let_be(text: str) -> None:
    assert problems(text) == []


def test_a_page_that_says_a_name_ended_may_use_it() -> None:
    text = (
        "Integrated care boards took over from clinical commissioning groups in 2022.\n\n"
        "Old letters name clinical commissioning groups. Keep them."
    )
    assert problems(text) == []
    assert problems("Clinical commissioning groups pay.") != []


def test_every_row_of_the_list_says_what_to_write_and_why() -> None:
    rows = [row for forms in avoided().values() for row in forms]
    assert len(rows) > 100
    assert all(row.instead and row.why.endswith(".") for row in rows)
    assert all(row.pattern.search(f"So {row.form}, then.") for row in rows)


@pytest.mark.parametrize(
    "text",
    ["Lorem ipsum dolor sit amet.", "TODO write this", "Dear {{ name }}", "{% if x %}",
     "Ring xxxxx.",
     "Insert name here", "Ring [phone number].", "Start: TBC", "Placeholder text", "[insert date]",
     "#REF!", "Your text here", "asdf", "{limit:ehc.final}"],
)  # fmt: skip
def test_text_meant_to_be_replaced_stops_the_build(text: str) -> None:
    problem = [p for p in problems(f"We help.\n\n{text}") if p.level == "error"]
    assert [p.line for p in problem] == [32]
    assert problem[0].message.startswith("This looks like text that was meant to be replaced: ")
    assert problem[0].fix == "Write what families need to know here, or delete it."


@pytest.mark.parametrize("text", ["test", "Test page 2", "testing testing"])
def test_a_text_that_is_only_a_trial_stops_the_build(text: str) -> None:
    assert [(p.line, p.level) for p in problems(text)] == [(30, "error")]


@pytest.mark.parametrize(
    "text",
    ["Dates will be confirmed.", "A hearing test takes ten minutes.", "Todo el mundo.",
     "Love, Mum xxx",
     "Insert the key and turn.", "[Name your price](/guides/a/)", "You may pay £{0}.",
     "A text, here."],
)  # fmt: skip
def test_text_that_only_looks_like_it_does_not(text: str) -> None:
    assert [p for p in problems(text) if p.level == "error"] == []
