"""Signing off: whatever is lacking is told at its box, and nobody may be known from the words."""

from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import select

from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import load_comment
from feedback.moderation.publishable import record_values
from feedback.store.engine import reading
from feedback.store.tables import answers
from localoffer.model.comment import Comment
from tests.support.moderation import PAGE, moderation_site
from tests.support.sign_off import sign

ACTION: Final = {
    "action_what": "We open a phone line.",
    "action_owner": "help-line",
    "action_by": "2027-03-31",
}


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("you_said", {"you_said": " "}, "Write what was said"),
        ("matter", {"matter": ""}, "Choose which matter it is about."),
        ("themes", {"theme-travel": "", "theme-gone": "yes"}, "is not a theme any more"),
        ("who", {"who": ""}, "Choose who said it."),
        ("answer", {"answer": ""}, "Write the answer, or choose “We are listening”."),
        ("why_not", {"status": "cannot"}, "Say in plain words why it cannot be done."),
        ("action_what", {"status": "doing"}, "Write what is done about it."),
        ("action_owner", {"status": "planned"}, "Choose who does it."),
        ("action_by", {"status": "doing"}, "Enter the day it will be done by."),
        ("action_owner", {"action_what": "We call."}, "Choose who does it."),
        ("action_by", {"status": "doing", **ACTION, "action_by": "May"}, "is not a date"),
        ("action_done", {**ACTION, "action_done": "2199-01-01"}, "done in the future"),
        ("changed", {"changed": ""}, "Enter the page that changed"),
        ("changed", {"changed": "/guides/ask-for-a-pla/"}, "Did you mean /guides/ask-for-a-plan/?"),
        ("about", {"about": "/nowhere-at-all/"}, "There is no page"),
        ("next_review", {"next_review": "2026-02-30"}, "not a day in the calendar"),
        ("short_answer", {"short_said": "A taxi."}, "Write both in easy words, or neither."),
        ("short_said", {"short_said": "a" * 201, "short_answer": "b"}, "200 letters"),
        ("people", {"people": "many"}, "Write how many people said the like"),
        ("people", {"people": "0"}, "Write how many people said the like"),
        ("status", {"status": "soon"}, "is not one of the choices"),
        ("you_said", {"you_said": "Ring me on 01632 960123."}, "nobody may be known"),
        ("answer", {"answer": "We wrote to jo@example.org."}, "nobody may be known"),
        ("answer", {"answer": "Ring [insert name]."}, "text that was meant to be replaced"),
        ("nobody_known", {"nobody_known": ""}, "Tick that nobody can be known"),
        ("looked_answer", {"answer": "Mrs Okafor will ring."}, "Look at these, and tick"),
    ],
)
def test_what_is_lacking_is_told_at_its_box(
    tmp_path: Path, box: str, typed: dict[str, str], sentence: str
) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    page = sign(site, number, **typed)
    assert f'<a href="#{box}">' in page
    assert sentence in page
    assert f'id="{box}"' in page
    assert site.row(number).state == "new"


def test_everything_lacking_is_told_at_once_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    typed = {"you_said": "Ring 01632 960123.", "matter": "", "who": "", "answer": ""}
    page = sign(site, site.send(), nobody_known="", private="Ask Jo.", **typed)
    assert "nobody may be known" in page
    for sentence in ("Choose which matter", "Choose who said it", "Tick that", "Write the answer"):
        assert sentence in page
    assert "Ask Jo." in page


def test_words_as_typed_need_a_tick_of_their_own(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send("The taxi did not come.")
    page = sign(site, number, you_said="The taxi did  not come.")
    assert "still word for word as typed" in page
    assert sign(site, number, you_said="The taxi did not come.", as_typed="yes") == ""


def test_names_are_looked_at_again_when_there_is_a_new_one(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    first = sign(site, number, answer="Mrs Okafor will ring.")
    assert "I have looked at these in “The answer”: Mrs Okafor" in first
    ticked = {"answer": "Mrs Okafor and Mr Hale will ring.", "looked_answer": "Mrs Okafor"}
    assert "Mrs Okafor, Mr Hale" in sign(site, number, **ticked)
    assert sign(site, number, **{**ticked, "looked_answer": "Mrs Okafor, Mr Hale"}) == ""


def test_a_comment_whose_sender_said_no_is_not_signed_off(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send(publish="no")
    assert "Save and sign off" not in site.get(f"comment/{number}")
    assert "Its sender asked us not to publish it." in sign(site, number)


def test_only_a_moderator_signs_off(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    assert "Save and sign off" not in site.get(f"comment/{number}", by="amir")
    assert "Ask a moderator" in sign(site, number, by="amir")


def test_what_is_signed_off_is_a_record_that_loads(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send("My son waited.", page=PAGE, way="phone")
    assert sign(site, number, **ACTION, short_said="A taxi?", short_answer="Call us.") == ""
    with reading(site.service.engine) as connection:
        row, old = connection.execute(select(answers)).one(), load_comment(connection, number)
    assert old
    assert row.signed_by == "Local Offer team"
    assert row.number
    values = record_values(
        old, Answer.from_json(row.shown), site.service.site_context.offer.today, "X"
    )
    record = Comment.model_validate(values)
    assert record.how == "phone"
    assert record.action
    assert record.action.owner == "help-line"
    assert "My son" not in record.model_dump_json()


def test_what_is_written_after_signing_off_is_not_shown_until_it_is_signed_again(
    tmp_path: Path,
) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    assert sign(site, number) == ""
    assert "<textarea" not in site.get(f"comment/{number}")
    refused = site.post(number, action="save", you_said="Something else.")
    assert refused.status_code == 400
    assert "Open this comment again to change it." in refused.text
    assert "Something else." in refused.text
    with reading(site.service.engine) as connection:
        row = connection.execute(select(answers)).one()
    assert "Something else." not in f"{row.shown}{row.content}"
