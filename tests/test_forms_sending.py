"""A form that is sent: kept once, or shown again with all that was typed and what to mend."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Row, select
from werkzeug.test import TestResponse

from feedback.store.engine import make_engine
from feedback.store.tables import comments, contacts, survey_answers, votes
from tests.support.feedback import ORIGIN, client, form_number

CLUB = "/services/saturday-club/"


@pytest.fixture
def reader(feedback_app: Flask) -> FlaskClient:
    return client(feedback_app)


@pytest.fixture
def rows(databases: str) -> Any:
    """Reads a table of the service's database."""

    def read(table: Any = comments) -> list[Row[Any]]:
        engine = make_engine(databases)
        with engine.connect() as connection:
            soup = list(connection.execute(select(table)))
        engine.dispose()
        return soup

    return read


def send(reader: FlaskClient, name: str = "comment", **typed: str) -> TestResponse:
    return reader.post(f"/feedback/{name}", data={"form": form_number(), **typed})


def seen(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def summary(answer: TestResponse) -> dict[str, str]:
    """What the summary of errors says, by the box that it leads to."""
    soup = seen(answer).select_one("#mistakes[role=alert][tabindex='-1']")
    assert soup
    assert soup.h2
    assert soup.h2.get_text() == "There is a problem"
    return {
        str(row.a["href"]) if row.a else "": row.get_text(strip=True) for row in soup.select("li")
    }


def test_a_comment_gets_a_reference_and_is_told_what_happens_next(
    reader: FlaskClient, rows: Any
) -> None:
    typed = {"wrong": "Nothing for deaf teenagers.", "page": CLUB, "publish": "yes"}
    answer = send(reader, **typed, reply="e-mail", email="sam@example.org")
    assert answer.status_code == 303
    received = seen(reader.get(answer.headers["Location"]))
    words = received.main.get_text(" ", strip=True) if received.main else ""
    row = rows()[0]
    assert f"Your reference: {row.reference}" in words
    assert "Someone reads it within 2 working days." in words
    assert "We aim to reply within 20 working days." in words
    assert "We delete your address 30 days after our reply." in words
    assert "deaf" not in received.get_text()
    assert "sam@example.org" not in received.get_text()
    assert json.loads(row.words) == {"wrong": "Nothing for deaf teenagers."}
    assert (row.page, row.may_publish, row.wants_reply) == (CLUB, True, True)
    assert b"sam" not in rows(contacts)[0].sealed


def test_words_of_danger_bring_the_number_to_call_back(reader: FlaskClient, rows: Any) -> None:
    for words, is_danger in (("He wants to kill himself.", True), ("The lift is old.", False)):
        answer = send(reader, wrong=words)
        received = seen(reader.get(answer.headers["Location"]))
        assert bool(received.select("main a[href='tel:999']")) is is_danger
    assert [row.danger > 0 for row in rows()] == [True, False]


def test_who_goes_back_and_writes_more_has_sent_both(reader: FlaskClient, rows: Any) -> None:
    number = form_number()
    for words in ("The lift is broken.", "The lift is broken. It has been for weeks."):
        answer = reader.post("/feedback/comment", data={"form": number, "wrong": words})
        assert answer.status_code == 303
    assert len(rows()) == 2


def test_a_form_without_its_number_is_kept_all_the_same(reader: FlaskClient, rows: Any) -> None:
    for words in ("One thing.", "Another thing."):
        assert reader.post("/feedback/comment", data={"wrong": words}).status_code == 303
        answers = {"q-helped": "A lot"}
        assert reader.post("/feedback/survey/helped", data=answers).status_code == 303
    assert len({row.reference for row in rows()}) == 2
    assert len(rows(survey_answers)) == 2


def test_a_form_sent_again_is_one_comment_with_one_reference(
    reader: FlaskClient, rows: Any
) -> None:
    typed = {"form": form_number(), "wrong": "The lift is broken."}
    answers = [reader.post("/feedback/comment", data=typed) for _ in range(3)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(rows()) == 1


def test_what_is_wrong_is_told_at_the_top_and_beside_its_box_and_all_stays(
    reader: FlaskClient, rows: Any
) -> None:
    typed = {
        "tried": 'Find a "club" <b>', "wrong": " ", "matter": "missing", "publish": "no",
        "reply": "e-mail", "email": "sam@", "role": "forum", "age": "5 to 10",
        "area": "little-marsh", "page": CLUB, "manner": "young",
    }  # fmt: skip
    answer = send(reader, **typed)
    assert answer.status_code == 400
    assert rows() == []
    soup = seen(answer)
    assert soup.title
    assert soup.title.get_text().startswith("Error: ")
    assert soup.h1
    assert soup.h1.get_text() == "Tell us what to change"
    summary_text = summary(answer)
    assert set(summary_text) == {"#wrong", "#email"}
    for link, sentence in summary_text.items():
        box = soup.select_one(link)
        assert box
        assert box["aria-invalid"] == "true"
        notes = [soup.find(id=name) for name in str(box["aria-describedby"]).split()]
        assert any(tag and tag.get_text() == f"Error: {sentence}" for tag in notes)
    assert typed_again(soup) == {**typed, "form": typed_again(soup)["form"], "website": ""}


def typed_again(soup: BeautifulSoup) -> Mapping[str, str]:
    """What the boxes of a form hold."""
    form = soup.select_one("form.form")
    assert form
    errors = {}
    for box in form.select("input:not([type=radio])"):
        if box["name"] != "phone":
            errors[str(box["name"])] = str(box["value"])
    for box in form.select("textarea"):
        if box["name"] != "post":
            errors[str(box["name"])] = box.get_text().removeprefix("\n")
    for box in form.select("input[checked]"):
        errors[str(box["name"])] = str(box["value"])
    for option in form.select("option[selected]"):
        errors["area"] = str(option["value"])
    return errors


def test_a_form_shown_again_keeps_its_number_so_that_it_stays_one_form(
    reader: FlaskClient,
) -> None:
    number = form_number()
    again = typed_again(seen(reader.post("/feedback/comment", data={"form": number})))
    assert again["form"] == number
    other = typed_again(seen(reader.post("/feedback/comment", data={"form": "forged"})))
    assert other["form"] != "forged"


def test_what_another_website_sends_is_shown_again_and_not_kept(
    reader: FlaskClient, rows: Any
) -> None:
    answer = reader.post(
        "/feedback/comment",
        data={"form": form_number(), "wrong": "Kept for you"},
        headers={"Origin": "https://evil.example.org"},
    )
    assert answer.status_code == 403
    assert list(summary(answer)) == [""]
    assert typed_again(seen(answer))["wrong"] == "Kept for you"
    assert rows() == []


def test_files_broken_letters_and_doubled_answers_are_told_and_words_stay(
    reader: FlaskClient, rows: Any
) -> None:
    number = form_number()
    file = (BytesIO(b"picture"), "child.jpg")
    with_file = reader.post(
        "/feedback/comment", data={"form": number, "wrong": "See this", "picture": file}
    )
    kind = "application/x-www-form-urlencoded"
    broken = reader.post("/feedback/comment", data=b"wrong=caf%e9", content_type=kind)
    doubled = reader.post("/feedback/comment", data=b"wrong=a&wrong=b", content_type=kind)
    as_json = reader.post("/feedback/comment", json={"wrong": "a"})
    assert {answer.status_code for answer in (with_file, broken, doubled, as_json)} == {400}
    assert summary(with_file)[""].startswith("This form takes words and no files.")
    assert typed_again(seen(with_file))["wrong"] == "See this"
    assert summary(broken)[""].startswith("Some letters did not reach us")
    assert summary(doubled)["#wrong"].startswith("An answer reached us twice.")
    assert "" in summary(as_json)
    assert rows() == []


def test_words_of_every_kind_stay_words(reader: FlaskClient, rows: Any) -> None:
    typed = "<script>alert(1)</script> '; DROP TABLE comments; -- =1+1 {{ 7*7 }} \u202e"
    assert send(reader, wrong=f"{typed}\0").status_code == 303
    assert json.loads(rows()[0].words) == {"wrong": typed}
    again = send(reader, tried=typed)
    assert typed_again(seen(again))["tried"] == typed
    assert "<script>alert" not in again.text


def test_a_correction_says_which_record_and_what_kind(reader: FlaskClient, rows: Any) -> None:
    answer = send(reader, "correction", page=CLUB, kind="closed", what="It shut in May.")
    assert answer.status_code == 303
    row = rows()[0]
    assert (row.kind, row.page, row.about) == ("correction", CLUB, "closed")


def test_what_was_looked_for_is_kept_only_when_it_is_sent(reader: FlaskClient, rows: Any) -> None:
    reader.get("/feedback/sought?words=secret+worry")
    assert rows() == []
    assert send(reader, "sought", sought="chess club", age="11 to 15").status_code == 303
    assert (rows()[0].kind, rows()[0].age, rows()[0].may_publish) == ("sought", "11 to 15", False)


def test_a_yes_or_a_no_is_counted_once_a_day_and_then_why_is_asked(
    reader: FlaskClient, rows: Any
) -> None:
    for _ in range(2):
        answer = reader.post("/feedback/useful", data={"page": CLUB, "answer": "no"})
        assert answer.status_code == 303
    assert [(row.page, row.useful) for row in rows(votes)] == [(CLUB, False)]
    why = reader.get(answer.headers["Location"])
    hidden = typed_again(seen(why))
    assert (hidden["page"], hidden["answer"]) == (CLUB, "no")
    assert seen(why).h1
    empty = reader.post("/feedback/useful", data={**hidden, "why": ""})
    assert summary(empty) == {"#why": "Write why, or leave this page."}
    sent = reader.post("/feedback/useful", data={**hidden, "why": "No phone number."})
    assert sent.status_code == 303
    row = rows()[0]
    assert (row.kind, row.page, row.about) == ("useful", CLUB, "no")


@pytest.mark.parametrize("typed", [{}, {"page": CLUB}, {"page": "/x/", "answer": "yes"}])
def test_a_vote_for_nothing_is_told(reader: FlaskClient, rows: Any, typed: dict[str, str]) -> None:
    answer = reader.post("/feedback/useful", data=typed)
    assert answer.status_code == 400
    assert "Go back to the page, and choose Yes or No at its end." in answer.text
    assert rows(votes) == []


def test_a_vote_from_another_website_is_told_and_not_counted(
    reader: FlaskClient, rows: Any
) -> None:
    origin = {"Origin": "https://evil.example.org"}
    data = {"page": CLUB, "answer": "yes"}
    assert reader.post("/feedback/useful", data=data, headers=origin).status_code == 403
    assert rows(votes) == []
    assert reader.post("/feedback/useful", data=data, headers={"Origin": ORIGIN}).status_code == 303


def test_a_surveys_choices_are_votes_and_its_words_are_read(reader: FlaskClient, rows: Any) -> None:
    typed = {"form": form_number(), "q-helped": "A lot", "q-found-2": "yes"}
    answers = [reader.post("/feedback/survey/helped", data=typed) for _ in range(2)]
    thanks = seen(reader.get(answers[1].headers["Location"]))
    assert thanks.main
    assert "Thank you. We read every answer." in thanks.main.get_text()
    assert [json.loads(row.choices) for row in rows(survey_answers)] == [
        {"helped": "A lot", "found": ["A friend"]}
    ]
    assert rows() == []
    worded = send(reader, "survey/helped", **{"q-helped": "A little", "q-more": "Ring us back."})
    assert worded.headers["Location"].startswith("/feedback/received/")
    assert json.loads(rows()[0].words) == {"more": "Ring us back."}
    assert len(rows(survey_answers)) == 2
    assert rows()[0].form not in {row.form for row in rows(survey_answers)}


def test_no_address_of_a_form_changes_anything_when_it_is_looked_at(
    reader: FlaskClient, rows: Any
) -> None:
    for address in (
        "/feedback/comment?wrong=x&form=y",
        f"/feedback/useful?page={CLUB}&answer=yes",
        "/feedback/sought?words=x",
        f"/feedback/correction?page={CLUB}&what=x",
        "/feedback/survey/helped?q-helped=A+lot&sent=yes",
    ):
        assert reader.get(address).status_code == 200
    assert (rows(), rows(votes), rows(survey_answers)) == ([], [], [])
