"""The yearly report: years fit their names, results fit their survey, a report is not late.

That a report is due is a warning: time passing stops nobody from publishing.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from localoffer.annual_report.evidence import newest_report
from localoffer.annual_report.reporting_year import due_after, period_of, period_on, warned_from
from localoffer.check.field_problems import FieldProblem, LineOf, located
from localoffer.check.pydantic_errors import nearest
from localoffer.model.annual_report import Review, YearCounts
from localoffer.model.survey import Survey, SurveyQuestion, SurveyResult, Tallied
from localoffer.offer import Entry, Offer
from localoffer.problems import Level, Problem, quoted
from localoffer.program import PROGRAM
from localoffer.read.source import FieldPath


def review_problems(offer: Offer, line_of: LineOf) -> Iterator[Problem]:
    """Yield what is wrong with reports, counts and results, and that a report is due."""
    dated: tuple[Entry[Review] | Entry[YearCounts], ...] = (*offer.reviews, *offer.counts)
    for year in dated:
        yield from located(year.path, _year(year.slug, year.record), line_of)
    for report in offer.reviews:
        yield from located(report.path, _published(report.record, offer.today), line_of)
    surveys = {entry.slug: entry.record for entry in offer.surveys}
    for result in offer.survey_results:
        problems = _result(result, surveys, offer.survey_results)
        yield from located(result.path, problems, line_of)
    yield from _due(offer, line_of)


def _year(slug: str, record: Review | YearCounts) -> Iterator[FieldProblem]:
    """Yield a problem where the file's name, its first and its last day are of no one year."""
    period = period_on(record.begins, record.begins.month)
    if (slug, record.begins, record.ends) == (period.slug, period.begins, period.ends):
        return
    message = (
        f'The file is of the year "{slug}", but its days are {record.begins} to {record.ends}.'
    )
    fix = (
        f"A year from {period.begins} ends on {period.ends} and its file is called {period.slug}. "
        "Correct begins and ends, or rename the file."
    )
    yield ("begins",), message, fix, Level.ERROR


def _published(review: Review, today: date) -> Iterator[FieldProblem]:
    if review.published > today:
        message = f"It is published in the future ({review.published})."
        yield ("published",), message, "Write the day it is really published.", Level.ERROR


def _result(
    entry: Entry[SurveyResult],
    surveys: dict[str, Survey],
    results: Sequence[Entry[SurveyResult]],
) -> Iterator[FieldProblem]:
    result = entry.record
    first = next(other for other in results if other.record.survey == result.survey)
    if first is not entry:
        message = f"{first.path} has the result of the survey {quoted(result.survey)}, too."
        yield ("survey",), message, "Put the two together in one file.", Level.ERROR
    survey = surveys.get(result.survey)
    if survey is None:
        return
    questions = {question.id: question for question in survey.questions}
    for number, tallied in enumerate(result.questions):
        yield from _tallied(("questions", number), tallied, questions, result.survey)


def _tallied(
    place: FieldPath, tallied: Tallied, questions: dict[str, SurveyQuestion], survey: str
) -> Iterator[FieldProblem]:
    question = questions.get(tallied.question)
    if question is None:
        message = f"The survey {quoted(survey)} has no question {quoted(tallied.question)}."
        yield (*place, "question"), message, nearest(tallied.question, list(questions)), Level.ERROR
        return
    if question.kind == "text":
        message = f"The question {quoted(question.id)} is answered in words, which are not counted."
        fix = "Take it out; say what people wrote in what_we_learned."
        yield (*place, "question"), message, fix, Level.ERROR
        return
    for number, tally in enumerate(tallied.tallies):
        if tally.answer not in question.options:
            message = f"The question {quoted(question.id)} has no answer {quoted(tally.answer)}."
            fix = nearest(tally.answer, list(question.options))
            yield (*place, "tallies", number, "answer"), message, fix, Level.ERROR


def _due(offer: Offer, line_of: LineOf) -> Iterator[Problem]:
    """Yield a warning from eleven months after the newest report, or where there never was one."""
    newest = newest_report(offer)
    if newest and warned_from(newest.record.published) <= offer.today:
        message, fix = _next_report(newest.record, offer.today)
        line = line_of(newest.path, ("published",))
        yield Problem(newest.path, line, "published", message, fix, Level.WARNING)
    elif not newest and offer.comments:
        first = min(offer.comments, key=lambda entry: entry.record.said)
        message = "There are comments, but no report of any year yet (regulation 56(3))."
        year = period_of(first.record.said, offer.site.feedback.year_begins)
        when = "Write one" if year.ends < offer.today else f"Write one when {year.ends} is over"
        fix = f"{when}: {PROGRAM} new review {year.slug} makes the form."
        yield Problem(first.path, 1, "", message, fix, Level.WARNING)


def _next_report(newest: Review, today: date) -> tuple[str, str]:
    due = due_after(newest.published)
    message = f"The next report {'was' if due < today else 'is'} due by {due} (regulation 56(3))."
    year = period_on(newest.ends + timedelta(days=1), newest.begins.month)
    return message, f"Write it: {PROGRAM} new review {year.slug} makes the form."
