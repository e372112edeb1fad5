"""Storing the choices of an answer to a survey."""

import json
from functools import cache

from sqlalchemy import Dialect, bindparam

from feedback.store.idempotency import cut_to_column, form_key, insert_once, storable
from feedback.store.prepared_statements import PreparedStatement, Transaction
from feedback.store.tables import survey_answers
from feedback.submission import SurveyAnswer


def store_survey_answer(transaction: Transaction, answer: SurveyAnswer, month: str) -> bool:
    """Insert an answer of a month (``2026-03``); return False for a form sent before."""
    choices = storable(json.dumps(dict(answer.choices), ensure_ascii=False, sort_keys=True))
    key = form_key(answer.form)
    row = {
        "form": key,
        "survey": cut_to_column(answer.survey, survey_answers.c.survey),
        "month": month,
        "choices": choices,
    }
    return _insert(transaction.dialect).run(transaction, row) is not None


@cache
def _insert(dialect: Dialect) -> PreparedStatement:
    insert = insert_once(dialect.name, survey_answers, survey_answers.c.form)
    names = ("form", "survey", "month", "choices")
    statement = insert.values({name: bindparam(name) for name in names})
    return PreparedStatement.of(statement.returning(survey_answers.c.id), dialect)
