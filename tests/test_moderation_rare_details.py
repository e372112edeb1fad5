"""Whether one person may be known from a text: two hundred texts, and the tick to look."""

import sys
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from feedback.moderation.answer import Answer
from feedback.moderation.personal_names import IT_IS_A_SCHOOL, IT_IS_A_SERVICE, names_of
from feedback.moderation.rare_combinations import published_text, rare_together
from localoffer.offer import Offer
from localoffer.pipeline import Task, check
from localoffer.read.yaml_parser import parse
from tests.support.feedback import ROOT
from tests.support.moderation import moderation_site, surroundings
from tests.support.sign_off import WHOLE, sign

_FILE = ROOT / "tests" / "identifying_sentences.yaml"
_SENTENCES = parse(_FILE.read_text(encoding="utf-8"), _FILE.name).values
#: The least of fifty texts that are asked about, and the most of fifty that need not be.
_LEAST_CAUGHT = {"tuned": 50, "unseen": 44}
_MOST_IN_VAIN = {"tuned": 0, "unseen": 0}


@pytest.fixture(scope="module")
def offer(tmp_path_factory: pytest.TempPathFactory) -> Offer:
    """The example council's, with its places and schools."""
    state = tmp_path_factory.mktemp("state")
    found = check(Task(ROOT / "content", ROOT, state, date(2026, 11, 22))).offer
    assert found
    return found


def _is_asked_about(text: str, offer: Offer) -> bool:
    names = (name.why for name in names_of(offer).find(text))
    return bool(rare_together(text, offer)) or any(
        why not in (IT_IS_A_SCHOOL, IT_IS_A_SERVICE) for why in names
    )


@pytest.mark.parametrize("half", ["tuned", "unseen"])
def test_what_may_point_at_one_person_is_asked_about(half: str, offer: Offer) -> None:
    texts = _SENTENCES[half]["identifying"]
    missed = [text for text in texts if not _is_asked_about(text, offer)]
    assert len(texts) == 50
    assert len(texts) - len(missed) >= _LEAST_CAUGHT[half]


@pytest.mark.parametrize("half", ["tuned", "unseen"])
def test_what_points_at_nobody_is_not_asked_about(half: str, offer: Offer) -> None:
    texts = _SENTENCES[half]["harmless"]
    in_vain = [text for text in texts if _is_asked_about(text, offer)]
    assert len(texts) == 50
    assert len(in_vain) <= _MOST_IN_VAIN[half]


def test_all_that_would_be_published_is_read_together(offer: Offer) -> None:
    answer = Answer(
        you_said="My son can't hear.",
        action_what="We asked the team in Aldercombe.",
        about="/schools/hartsmoor-primary-school/",
    )
    titles = {answer.about: "Hartsmoor Primary School"}
    assert rare_together(answer.you_said, offer) == ()
    assert rare_together(published_text(answer, {}), offer) == (
        "can't hear",
        "Aldercombe",
    )
    assert "Hartsmoor Primary School" in rare_together(published_text(answer, titles), offer)
    assert "Aldercombe" not in published_text(Answer(private="Aldercombe", reply="Ald"), titles)


def test_a_text_that_may_point_at_one_person_needs_a_look_of_its_own(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    said = "The only deaf girl in Little Marsh."
    page = sign(site, number, you_said=said)
    assert '<a href="#looked_together">' in page
    assert "Together, these may point at one person: The only deaf girl, deaf, Little Marsh" in page
    site.post(number, action="save", **{**WHOLE, "you_said": said})
    details = "The only deaf girl, deaf, Little Marsh"
    assert details in unescape(site.get(f"comment/{number}"))
    other = sign(site, number, you_said=f"{said} She is 9.", looked_together=details)
    assert '<a href="#looked_together">' in other
    assert sign(site, number, you_said=said, looked_together=details) == ""


def _lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of Python something runs: the same on any machine."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize(
    "piece", ["my ", "the only ", "year 3 ", "Sam's mum ", "a ", "Mrs B ", "\n"]
)
def test_a_text_of_twice_the_length_takes_twice_the_steps(piece: str) -> None:
    offer = surroundings().offer
    rare_together(piece, offer)
    once = _lines_run(lambda: rare_together(piece * 300, offer))
    twice = _lines_run(lambda: rare_together(piece * 600, offer))
    assert twice <= 2.1 * once + 200
