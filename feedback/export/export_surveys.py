"""``content/survey-results/``: what was answered in surveys that are closed, as counts."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from feedback.app_context import AppContext
from feedback.export.content_file import ExportResult, KnownIds, record_in, write_record
from feedback.store.engine import reading
from feedback.store.tables import survey_answers
from localoffer.annual_report.suppression import suppress
from localoffer.model.survey import Survey, SurveyQuestion, SurveyResult
from localoffer.offer import Entry

_FEWER = "Fewer than {} people answered, so nothing of it is shown."
_MORE = "It says that as many or more answered than this store knows of, so it is left as it is."

Choices = Mapping[str, str | list[str]]


def export_surveys(
    app: AppContext, content: Path, known: KnownIds, today: date
) -> Iterator[ExportResult]:
    """Yield what became of the results of each survey that has closed and that people answered."""
    offer = known.offer
    for survey in offer.surveys if offer else ():
        if offer and survey.record.closes < today:
            least = offer.site.feedback.least_shown
            yield from _export(survey, _answers(app, survey.slug), content, known, least, today)


def _export(
    survey: Entry[Survey], answers: list[Choices], content: Path, known: KnownIds, least: int,
    today: date,
) -> Iterator[ExportResult]:  # fmt: skip
    path = f"survey-results/{survey.slug}.yaml"
    old = record_in(content, path)
    if not answers:
        return
    if len(answers) < least:
        yield ExportResult(path, "left", (_FEWER.format(least),))
    elif isinstance(old, SurveyResult) and (old.answers or 0) >= len(answers):
        if old.answers != len(answers):
            yield ExportResult(path, "left", (_MORE,))
    else:
        values = values_of(survey, answers, least, today)
        if isinstance(old, SurveyResult):
            said = {"what_we_learned": old.what_we_learned, "what_we_do": old.what_we_do}
            values |= {name: words for name, words in said.items() if words}
        yield from write_record(content, path, SurveyResult, values, known)


def values_of(
    survey: Entry[Survey], answers: list[Choices], least: int, today: date
) -> dict[str, Any]:
    """Return the fields of a result's file: no number that is small or gives a small one away."""
    told = [(one, _numbers(one, answers, least)) for one in survey.record.questions]
    questions = [
        {"question": one.id, "tallies": _tallies(one, numbers)} for one, numbers in told if numbers
    ]
    return {
        "survey": survey.slug,
        "as_at": today,
        "answers": len(answers),
        **({"questions": questions} if questions else {}),
    }


def _tallies(
    question: SurveyQuestion, numbers: tuple[int | None, ...]
) -> list[Mapping[str, object]]:
    rows = zip(question.options, numbers, strict=True)
    return [
        {"answer": option} if number is None else {"answer": option, "number": number}
        for option, number in rows
    ]


def _numbers(
    question: SurveyQuestion, answers: list[Choices], least: int
) -> tuple[int | None, ...]:
    """Return the numbers that may be shown; none where they would give each other away."""
    if question.kind == "text":
        return ()
    counts: Counter[str] = Counter()
    for answer in answers:
        chosen = answer.get(question.id, ())
        counts.update({chosen} if isinstance(chosen, str) else set(chosen))
    numbers = [counts[option] for option in question.options]
    shown = suppress(numbers, least, sum(numbers) if question.kind == "choose one" else None)
    return () if shown.is_disclosive else shown.numbers


def _answers(app: AppContext, slug: str) -> list[Choices]:
    mine = select(survey_answers.c.choices).where(survey_answers.c.survey == slug)
    with reading(app.engine) as connection:
        return [json.loads(row) for row in connection.execute(mine).scalars()]
