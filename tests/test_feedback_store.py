"""What is received is kept once, on SQLite and on PostgreSQL."""

from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from feedback.store.engine import reading, writing
from feedback.store.survey_answers import store_survey_answer
from feedback.store.tables import survey_answers, votes
from feedback.store.votes import store_vote
from feedback.submission import SurveyAnswer, Vote
from tests.support.feedback import client, form_number, make_service


def test_a_comment_sent_twice_has_one_reference(feedback_app: Flask) -> None:
    browser = client(feedback_app)
    form = {"form": form_number(), "page": "/guides/ask-for-a-plan/", "wrong": "It is out of date."}
    first = browser.post("/feedback/comment", data=form)
    again = browser.post("/feedback/comment", data=form)
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    assert first.location.rpartition("/")[2] in browser.get(first.location).text


def test_a_vote_sent_twice_counts_once(tmp_path: Path, databases: str) -> None:
    service = make_service(tmp_path, databases)
    vote = Vote("a form", "/guides/ask-for-a-plan/", useful=True)
    with writing(service.engine) as connection:
        assert store_vote(connection, vote, "2026-03")
        assert not store_vote(connection, vote, "2026-03")
    with reading(service.engine) as connection:
        assert connection.execute(select(func.count()).select_from(votes)).scalar_one() == 1


def test_an_answer_to_a_survey_sent_twice_counts_once(tmp_path: Path, databases: str) -> None:
    service = make_service(tmp_path, databases)
    answer = SurveyAnswer("a form", "helped", {"helped": "A lot", "found": ("A friend",)})
    with writing(service.engine) as connection:
        assert store_survey_answer(connection, answer, "2026-03")
        assert not store_survey_answer(connection, answer, "2026-03")
    with reading(service.engine) as connection:
        row = connection.execute(select(survey_answers)).one()
    assert row.choices == '{"found": ["A friend"], "helped": "A lot"}'
