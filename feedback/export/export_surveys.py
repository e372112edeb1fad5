"""``content/survey-results/``: the counted answers of surveys that have closed."""

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
_MORE_KNOWN = (
    "It says that as many or more answered than this store knows of, so it is left as it is."
)

Choices = Mapping[str, str | list[str]]


def export_surveys(
    app: AppContext, content: Path, known_ids: KnownIds, today: date
) -> Iterator[ExportResult]:
    """Yield a result for the file of each survey that has closed and has answers."""
    offer = known_ids.offer
    for survey in offer.surveys if offer else ():
        if offer and survey.record.closes < today:
            least = offer.site.feedback.least_shown
            yield from _export(survey, _answers(app, survey.slug), content, known_ids, least, today)


def _export(
    survey: Entry[Survey], answers: list[Choices], content: Path, known_ids: KnownIds, least: int,
    today: date,
) -> Iterator[ExportResult]:  # fmt: skip
    path = f"survey-results/{survey.slug}.yaml"
    existing = record_in(content, path)
    if not answers:
        return
    if len(answers) < least:
        yield ExportResult(path, "left", (_FEWER.format(least),))
    elif isinstance(existing, SurveyResult) and (existing.answers or 0) >= len(answers):
        if existing.answers != len(answers):
            yield ExportResult(path, "left", (_MORE_KNOWN,))
    else:
        values = values_of(survey, answers, least, today)
        if isinstance(existing, SurveyResult):
            texts = {"what_we_learned": existing.what_we_learned, "what_we_do": existing.what_we_do}
            values |= {name: words for name, words in texts.items() if words}
        yield from write_record(content, path, SurveyResult, values, known_ids)


def values_of(
    survey: Entry[Survey], answers: list[Choices], least: int, today: date
) -> dict[str, Any]:
    """Return the fields of a file, without small numbers and those that give them away."""
    numbers_by_question = [
        (question, _numbers(question, answers, least)) for question in survey.record.questions
    ]
    questions = [
        {"question": question.id, "tallies": _tallies(question, numbers)}
        for question, numbers in numbers_by_question
        if numbers
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
    """Return the numbers that may be published; none where they would disclose each other."""
    if question.kind == "text":
        return ()
    counts: Counter[str] = Counter()
    for answer in answers:
        chosen = answer.get(question.id, ())
        counts.update({chosen} if isinstance(chosen, str) else set(chosen))
    numbers = [counts[option] for option in question.options]
    suppressed = suppress(numbers, least, sum(numbers) if question.kind == "choose one" else None)
    return () if suppressed.is_disclosive else suppressed.numbers


def _answers(app: AppContext, slug: str) -> list[Choices]:
    choices = select(survey_answers.c.choices).where(survey_answers.c.survey == slug)
    with reading(app.engine) as connection:
        return [json.loads(row) for row in connection.execute(choices).scalars()]
