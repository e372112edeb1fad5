"""The surveys: what each asks and till when, and what people answered."""

from collections.abc import Iterator

from localoffer.annual_report.suppression import display_count
from localoffer.model.survey import Survey, SurveyQuestion, SurveyResult, Tallied
from localoffer.offer import Entry, Offer
from localoffer.pages.annual_report.contexts import CountTable, SurveyPage, SurveyRow, SurveysPage
from localoffer.pages.annual_report.count_tables import count_table, empty_table
from localoffer.pages.navigation import HOME, SURVEYS
from localoffer.pages.page import Link


def surveys_page(offer: Offer) -> SurveysPage:
    """Return the list of all surveys, the newest first."""
    results = {one.record.survey for one in offer.survey_results}
    newest_first = sorted(offer.surveys, key=lambda one: one.record.opens, reverse=True)
    return SurveysPage(
        address=SURVEYS.address,
        title=SURVEYS.label,
        description="Short surveys about the Local Offer, and what people answered.",
        crumbs=(HOME,),
        surveys=tuple(
            SurveyRow(
                Link(one.address, one.record.title, one.record.summary),
                one.record,
                is_open(one.record, offer),
                one.record.opens > offer.today,
                one.slug in results,
            )
            for one in newest_first
        ),
    )


def is_open(survey: Survey, offer: Offer) -> bool:
    """Return whether a survey can be answered today."""
    return survey.opens <= offer.today <= survey.closes


def survey_page(entry: Entry[Survey], offer: Offer) -> SurveyPage:
    """Return the page of a survey; numbers of people under the least are not on it."""
    survey, service = entry.record, offer.site.feedback.address
    least = offer.site.feedback.least_shown
    results = (one.record for one in offer.survey_results if one.record.survey == entry.slug)
    result = next(results, None)
    return SurveyPage(
        address=entry.address,
        title=survey.title,
        description=survey.summary,
        crumbs=(HOME, SURVEYS),
        survey=entry,
        is_open=is_open(survey, offer),
        is_upcoming=survey.opens > offer.today,
        answer_at=f"{service}survey/{entry.slug}" if service else None,
        result=result,
        answer_count=display_count(result.answers, least) if result else "",
        tables=tuple(_tables(survey, result, least)) if result else (),
        report=_report(survey, offer),
    )


def _tables(survey: Survey, result: SurveyResult, least: int) -> Iterator[CountTable]:
    """Yield a table for each question that was counted; of too few answers none at all."""
    if result.answers is None or result.answers < least:
        return
    questions = {question.id: question for question in survey.questions}
    for tallied in result.questions:
        question = questions.get(tallied.question)
        table = question and _table(question, tallied, result.answers, least)
        if table:
            yield table


def _table(
    question: SurveyQuestion, tallied: Tallied, answers: int, least: int
) -> CountTable | None:
    """Return the answers to a question.

    Where one answer is chosen they add up to the number of people at most, so that a lone small
    number could be worked out; where several may be, nothing adds up.
    """
    numbers = [(one.answer, one.number) for one in tallied.tallies]
    total = answers if question.kind == "choose one" else None
    return count_table(empty_table(question.id, question.asks, "Answer"), numbers, least, total)


def _report(survey: Survey, offer: Offer) -> Link | None:
    """Return the first report published after the survey closed, in whose year it ran."""
    for one in offer.reviews:
        if survey.opens <= one.record.ends and survey.closes >= one.record.begins:
            return Link(one.address, one.record.title)
    return None
