"""What is found in the words that were typed: danger, names, rare combinations."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from time import process_time

import pytest
import yaml
from bs4 import BeautifulSoup

from feedback.intake.danger import GRAVE, danger_of, danger_words
from feedback.moderation.highlight import pieces
from feedback.moderation.personal_names import names_of
from feedback.moderation.rare_combinations import rare_together
from tests.support.moderation import moderation_site, surroundings

ROOT = Path(__file__).parent.parent
DECISION = ROOT / "docs" / "decisions" / "0039-danger-words.md"

#: In each group of tests/danger_sentences.yaml: how many of how many are found, at least, and how
#: many of how many are false alarms, at most.
FIGURES = {
    "tuned": ((155, 157), (10, 171)),
    "kept_apart": ((75, 77), (10, 91)),
    "written_after": ((8, 30), (5, 30)),
}


@cache
def graded() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The graded sentences, by their group and what they are."""
    text = (ROOT / "tests" / "danger_sentences.yaml").read_text(encoding="utf-8")
    groups: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(text)
    return groups


def marked(texts: Sequence[str]) -> int:
    return sum(danger_of(text) >= GRAVE for text in texts)


@pytest.mark.parametrize("group", FIGURES)
def test_disclosures_are_found_and_harmless_ones_left_as_the_decision_says(group: str) -> None:
    danger, harmless = graded()[group]["danger"], graded()[group]["harmless"]
    (found, disclosures), (false, look_alikes) = FIGURES[group]
    assert (len(danger), len(harmless)) == (disclosures, look_alikes)
    assert (marked(danger), marked(harmless)) == (found, false)
    row = f"| {found} of {disclosures} | {false} of {look_alikes} |"
    assert row in DECISION.read_text(encoding="utf-8")


def test_no_sentence_is_graded_twice_and_there_are_more_than_three_hundred() -> None:
    texts = [text for group in graded().values() for rows in group.values() for text in rows]
    assert len(texts) == len(set(texts)) > 300


def test_few_false_alarms_come_from_what_families_write_of_a_site() -> None:
    """The comments and the searches of the example: ordinary ones, with a few that tell of harm."""
    read = [yaml.safe_load(file.read_bytes()) for file in (ROOT / "content/comments").glob("*")]
    comments = [row["you_said"] for row in read]
    searches = yaml.safe_load((ROOT / "tests" / "searches.yaml").read_bytes())
    assert marked(comments) <= 2 < len(comments) / 20
    assert marked([row["query"] for row in searches]) <= 7 < len(searches) / 20


@pytest.mark.parametrize(
    "word", ["him he said the man ", "hold them not ", "staff force me ", "a "]
)
def test_the_work_grows_with_the_text_and_no_faster(word: str) -> None:
    danger_of(word)

    def seconds(letters: int) -> float:
        began = process_time()
        danger_of(word * (letters // len(word)))
        return process_time() - began

    seconds(20_000)
    assert seconds(160_000) < 4 * 8 * max(seconds(20_000), 0.002)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("Dzień dobry, nie wiem gdzie jest szkoła dla mojego syna", 1),
        ("আমার ছেলের জন্য কোন স্কুল ভালো হবে জানতে চাই", 1),
        ("жінка каже що їй потрібна школа для дитини", 1),
        ("Is there a page in Polish? Dziękuję.", 0),
        ("My friend Иван says hello to the team.", 0),
        ("autism assessment dyslexia speech therapy", 0),
    ],
)
def test_what_nobody_here_can_read_is_a_worry(text: str, least: int) -> None:
    assert danger_of(text) == least


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("I want to kill my self", 3),
        ("I feel like ending it", 3),
        ("she cut her arms", 3),
        ("staff locked him in a room", 3),
        ("I might hurt him", 3),
        ("someone is touching her", 2),
        ("a man online asks for pictures", 2),
        ("no one believes me", 2),
        ("he says he dosent want to live, he doesn’t want to be here", 3),
        ("she is sucidal", 3),
        ("my dad hits me", 3),
        ("I dont feel very safe at home", 3),
        ("she has been self-harming", 3),
        ("SELF HARM", 3),
        ("the teacher was hitting him at school", 2),
        ("he was restrained and has bruises", 2),
        ("he has ran away twice", 2),
        ("I’m scared of my dad", 2),
        ("it is neglet", 2),
        ("there is abuse in the house", 2),
        ("I am at the end of my tether", 1),
        ("she is being bullied every day", 1),
        ("The bus is late and the page is wrong.", 0),
        ("Your form is hard to use on my phone.", 0),
        ("The funding is ending in May.", 0),
        ("", 0),
    ],
)
def test_words_of_danger_are_found_however_they_are_written(text: str, least: int) -> None:
    assert danger_of(text) == least


def test_the_words_of_danger_are_told_as_they_stand() -> None:
    text = "He isn't safe there. I can’t cope."
    assert [text[found.start : found.end] for found in danger_words(text)] == [
        "isn't safe",
        "can’t cope",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My son Tom waited.", "Tom"),
        ("our daughter, Ama Boateng, waited", "Ama Boateng"),
        ("my son is called Tom", "Tom"),
        ("Mrs Okafor said no", "Mrs Okafor"),
        ("dr. Lee said no", "dr. Lee"),
        ("My name is Jo", "Jo"),
        ("his teacher Ms Hale", "Ms Hale"),
        ("We asked at the saturday club", "the saturday club"),
    ],
)
def test_what_may_be_a_name_is_marked(text: str, name: str) -> None:
    found = names_of(surroundings().offer).find(text)
    assert name in [text[one.start : one.end] for one in found]


@pytest.mark.parametrize("text", ["My son waited.", "My son I mean", "The SENCO. It was late."])
def test_ordinary_words_are_not_marked(text: str) -> None:
    assert names_of(surroundings().offer).find(text) == ()


def test_numbers_and_addresses_are_marked_beside_names() -> None:
    text = "I am at jo@example.org or 07700 900123, SC1 4AB. Mrs Okafor knows."
    marked = [piece.text for piece in pieces(text, surroundings().offer) if piece.why]
    assert marked == ["jo@example.org", "07700 900123", "SC1 4AB", "Mrs Okafor"]
    assert "".join(piece.text for piece in pieces(text, surroundings().offer)) == text


def test_a_small_place_a_need_and_an_age_together_are_told() -> None:
    offer = surroundings().offer
    area = next(iter(offer.lists.areas.values())).name
    need = next(iter(offer.lists.needs.values())).name
    assert rare_together(f"The only boy, a 7 year old with {need} in {area}", offer) == (
        "The only boy",
        "7 year old",
        need,
        area,
    )
    assert rare_together(f"There is little for {need}.", offer) == ()


def test_the_page_marks_what_may_name_somebody_in_words_too(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    page = site.get(f"comment/{site.send('My son Tom hurts himself. Ring 07700 900123.')}")
    marked = BeautifulSoup(page, "html.parser").select("mark")
    assert [mark.get_text() for mark in marked] == ["[look at: Tom]", "[look at: 07700 900123]"]
    assert "it may be somebody" in page
    assert "phone number" in page
    assert "Somebody may be in danger" in page
    assert "“<bdi>hurts himself</bdi>”" in page
