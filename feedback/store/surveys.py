"""Keeping the choices of an answer to a survey."""

import json
from functools import cache
from typing import Any

from sqlalchemy import Connection

from feedback.store.once import fitting, form_key, insert_once, readable
from feedback.store.tables import survey_answers
from feedback.submission import SurveyAnswer


def keep_survey(connection: Connection, answer: SurveyAnswer, month: str) -> bool:
    """Write down an answer of a month (``2026-03``); return False for a form sent before."""
    choices = readable(json.dumps(dict(answer.choices), ensure_ascii=False, sort_keys=True))
    key = form_key(answer.form)
    row = {
        "form": key,
        "survey": fitting(answer.survey, survey_answers.c.survey),
        "month": month,
        "choices": choices,
    }
    return connection.execute(_insert(connection.dialect.name), row).first() is not None


@cache
def _insert(dialect: str) -> Any:
    key = survey_answers.c.form
    return insert_once(dialect, survey_answers, key).returning(survey_answers.c.id)
