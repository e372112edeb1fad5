"""The form for the wall: one question, one box, and said plainly that everyone can read it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from localoffer.model.wall_note import LONGEST_NOTE
from localoffer.plain_language.blocks import blocks
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.reading_age import grade
from localoffer.plain_language.sentences import sentences
from tests.support.feedback import form_number
from tests.support.moderation import ModerationSite, moderation_site


@pytest.fixture
def site(tmp_path: Path) -> ModerationSite:
    return moderation_site(tmp_path)


@pytest.fixture
def reader(site: ModerationSite) -> FlaskClient:
    """A browser in which nobody is signed in."""
    browser = site.signed_in["ruth"].application.test_client()
    browser.environ_base.update(site.signed_in["ruth"].environ_base)
    return browser


def test_it_has_one_choice_and_one_box_and_asks_nothing_else(reader: FlaskClient) -> None:
    answer = reader.get("/feedback/wall")
    assert "Set-Cookie" not in answer.headers
    form = BeautifulSoup(answer.text, "html.parser").select_one("form.form")
    assert form
    fields = {str(one["name"]) for one in form.select("input:not([type=hidden]), textarea, select")}
    assert fields == {"question", "said", "website"}
    assert {str(one["value"]) for one in form.select("[name=question]")} == {"good", "change"}


@pytest.mark.parametrize("words", ["", "plain", "young", "easy"])
def test_it_names_childline_and_says_at_its_button_who_can_read_the_words(
    reader: FlaskClient, words: str
) -> None:
    page = BeautifulSoup(reader.get(f"/feedback/wall?words={words}").text, "html.parser")
    assert page.select("h1 ~ .notice.warn a[href='tel:08001111']")
    send = page.select_one(".form-send")
    assert send
    note = send.find_previous_sibling("p")
    assert note
    assert "If you press Send" in note.get_text()
    assert "read" in note.get_text()
    manner = page.select_one("input[name=manner]")
    assert manner
    assert manner["value"] == ("easy" if words == "easy" else "young")
    assert len(page.select(".form-versions a")) == 1


@pytest.mark.parametrize("words", ["young", "easy"])
def test_its_words_are_for_a_reader_of_nine_and_its_pictures_are_there(
    reader: FlaskClient, words: str
) -> None:
    page = BeautifulSoup(reader.get(f"/feedback/wall?words={words}").text, "html.parser")
    notes = page.select("main :is(.lead p, .form-hint, .form-names, .panel li, legend, label)")
    text = "\n\n".join(tag.get_text() for tag in notes)
    assert grade(sentences(blocks(Passage("form", 1, "", text)))) + 5 < 9
    pictured = page.select(".form-pictured > .picture img")
    assert len(pictured) == (len(page.select(".form-question")) if words == "easy" else 0)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose one: what is good, or what you would change."),
        ({"question": "good"}, "Write a few words first."),
        ({"question": "worst", "said": "x"}, "Choose one of the answers"),
        ({"question": "good", "said": "x" * (LONGEST_NOTE + 3)}, "Take out 3"),
    ],
)
def test_a_mistake_is_told_and_loses_nothing(
    reader: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    answer = reader.post("/feedback/wall", data={"form": form_number(), **typed})
    assert answer.status_code == 400
    assert sentence in answer.text
    box = BeautifulSoup(answer.text, "html.parser").select_one("textarea#said")
    assert box
    assert box.get_text().strip() == typed.get("said", "")


def test_its_sender_is_told_how_far_the_words_are_and_how_to_take_them_back(
    site: ModerationSite, reader: FlaskClient
) -> None:
    typed = {"form": form_number(), "question": "good", "said": "The swing"}
    sent = reader.post("/feedback/wall", data=typed)
    received = reader.get(sent.location).text
    assert "Then your words go on the wall" in received
    assert "Did you change your mind?" in received
    assert "did not say that we may publish" not in received
    reference = sent.location.rpartition("/")[2]
    row = site.row(reference=reference)
    assert (row.kind, row.about, row.publish, row.manner) == ("wall", "good", "yes", "young")
    assert "We have got it." in reader.get(f"/feedback/status/?reference={reference}").text
    ticks = {"nobody_known": "yes", "as_typed": "yes", "theme-travel": "yes"}
    site.post(row.id, action="sign-off", **ticks)
    standing = reader.get(f"/feedback/status/?reference={reference}").text
    assert "Your words come onto the wall next." in standing
    assert "We aim to answer by" not in standing


def test_words_of_danger_are_met_with_help_and_stand_above_the_queue(
    site: ModerationSite, reader: FlaskClient
) -> None:
    typed = {"form": form_number(), "question": "change", "said": "My dad hits me"}
    sent = reader.post("/feedback/wall", data=typed)
    assert 'Call <a href="tel:999">999</a>' in reader.get(sent.location).text
    panel = site.get("").partition("Somebody may be in danger")[2].partition("</section>")[0]
    assert "My dad hits me" in panel
