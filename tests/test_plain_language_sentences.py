"""Where sentences begin and end, and on which line, as an editor sees them."""

import pytest

from localoffer.plain_language.check_words import LanguageLimits, check_words
from localoffer.plain_language.passage import Passage
from localoffer.problems import Problem


def problems(text: str, *, line: int = 1, field: str = "") -> list[Problem]:
    return check_words([Passage("guides/a.md", line, field, text)], LanguageLimits(reading_age=11))


def words(number: int) -> str:
    return " ".join((["we", "play", "in", "the", "park"] * number)[:number])


def test_a_sentence_of_34_words_is_told_with_its_first_words_and_what_to_do() -> None:
    text = f"Short one.\n\nWhen you have asked us to help {words(27)}."
    (problem,) = problems(text, line=40)
    assert (problem.path, problem.line, problem.level) == ("guides/a.md", 42, "warning")
    assert problem.message == 'This sentence has 34 words: "When you have asked us to…".'
    assert problem.fix == "Split it so that each sentence has 25 words or fewer."


def test_a_sentence_of_25_words_is_not_told() -> None:
    assert problems(f"{words(25)}.") == []


def test_a_dash_between_words_is_not_a_word() -> None:
    assert problems(f"{words(12)} – {words(13)} & more") != []
    assert problems(f"{words(12)} – {words(13)}.") == []


def test_the_line_is_that_of_the_sentence_and_not_of_its_paragraph() -> None:
    text = f"We play.\nWe sing. We rest.\nThen {words(30)}.\n"
    assert [problem.line for problem in problems(text, line=10)] == [12]


@pytest.mark.parametrize(
    "text",
    [
        f"- {words(20)}\n- {words(20)}\n- {words(20)}",
        f"1. {words(20)}\n2. {words(20)}",
        f"{words(20)}\n\n{words(20)}",
        f"| {words(20)} | {words(20)} |\n|---|---|\n| {words(20)} | {words(20)} |",
        f"Day | Club\n--- | ---\n{words(20)} | {words(20)}",
        f"> {words(20)}.\n>\n> {words(20)}.",
        f"{words(20)}!  {words(3)}? {words(20).capitalize()}.",
        f"“{words(20)}.” They said.",
        f"## {words(15)}\n{words(15)}",
        f"{words(15)}\n---\n{words(15)}",
        f"```\n{words(40)}\n```",
        f"<!-- {words(40)}\n\n{words(40)} -->",
        f'[{words(20)}](https://www.example.org/a-b-c "{words(20)}") {words(4)}.',
        f'{words(20)} <abbr title="{words(4)}">club</abbr>.',
    ],
)
def test_bullets_cells_quotes_headings_and_code_are_no_part_of_a_long_sentence(text: str) -> None:
    assert [problem.message for problem in problems(text)] == []


@pytest.mark.parametrize(
    "between",
    ["e.g. swimming", "at 9.30am", "for £4.50", "at St. Mary's", "with Dr. Ali", "on the no. 7 bus",
     "at www.example.org/a.b", "from J. Smith"],
)  # fmt: skip
def test_a_full_stop_inside_a_short_form_a_time_a_price_or_an_address_ends_nothing(
    between: str,
) -> None:
    messages = [p.message for p in problems(f"{words(12)} {between} {words(13)}.")]
    assert any(message.startswith("This sentence has ") for message in messages)


def test_no_is_an_answer_and_ends_a_sentence() -> None:
    assert problems(f"{words(12)} the answer is no. Then {words(14)}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Croeso i bawb. " + "Mae ein clwb ar agor bob dydd Sadwrn i blant a phobl ifanc anabl " * 8,
        "ہم ہر ہفتے آپ کے بچے کی مدد کرتے ہیں اور آپ سے بات کرتے ہیں " * 8,
        "Nasz klub jest otwarty w każdą sobotę dla dzieci z niepełnosprawnościami i rodzin " * 8,
    ],
)
def test_welsh_urdu_and_polish_are_never_judged_by_english_rules(text: str) -> None:
    assert problems(text) == []


def test_the_same_page_in_english_still_is() -> None:
    welsh = "Mae ein clwb ar agor bob dydd Sadwrn i blant a phobl ifanc anabl yn y dref. " * 3
    assert [p.line for p in problems(f"{welsh}\n\nYou {words(30)} and you can play.")] == [3]


def test_welsh_bullets_are_welsh_though_each_is_short() -> None:
    bullets = "\n".join(["- Croeso i bawb yn y clwb CWTCH", "- Mae te a choffi ar gael"] * 6)
    assert problems(bullets) == []


def test_english_with_few_small_words_is_english() -> None:
    text = "Each nursery has a special needs lead, who helps. Childminders can use ours."
    (problem,) = problems(f"{text} Ask stakeholders.")
    assert '"stakeholders" is a word to avoid' in problem.message
