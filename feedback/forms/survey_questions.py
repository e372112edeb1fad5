"""The forms of surveys in ``content/surveys``: choices are counted, words are moderated."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from feedback.forms import question as ask
from feedback.forms.form import Form, FormRequest, days
from feedback.forms.labels import NO_ANSWER, three
from feedback.forms.question import Choice, QuestionGroup, QuestionWording
from feedback.submission import Manner, Submission, SurveyAnswer
from localoffer.model.feedback import Feedback
from localoffer.model.survey import Survey, SurveyQuestion
from localoffer.offer import Entry, Offer
from localoffer.serving.site_context import SiteContext

#: A question's own id could be that of a box which every form has.
_BOX: Final = "q-"

_KINDS: Final[Mapping[str, ask.Kind]] = {
    "choose one": "one",
    "choose any": "any",
    "text": "words",
}
_NOTHING: Final = "Answer one question or more, or leave this page."


def survey_of(slug: str, offer: Offer) -> Entry[Survey] | None:
    """Return a survey by its slug."""
    return next((survey for survey in offer.surveys if survey.slug == slug), None)


def form_of(survey: Survey) -> Form:
    """Return the form of a survey. None of its questions has to be answered."""
    introduction = survey.introduction

    def groups(form_request: FormRequest, _: SiteContext) -> tuple[QuestionGroup, ...]:
        questions = (_question(question, form_request.manner) for question in survey.questions)
        return (QuestionGroup("", "", tuple(questions)),)

    heading = three(survey.title, survey.title, survey.title)
    lead = three(introduction, introduction, introduction)
    return Form("survey", heading, lead, groups, "", _next_steps, _NOTHING)


def split(
    survey: Entry[Survey], answers: Submission, key: str
) -> tuple[SurveyAnswer, Submission | None]:
    """Return the choices of an answer and, apart from them, its words; None where there are none.

    ``answers`` holds both. ``key`` is the number under which the choices are kept: nobody can tell
    from it which words came with them.
    """
    choices: dict[str, str | tuple[str, ...]] = {}
    words: dict[str, str] = {}
    for question in survey.record.questions:
        answer = answers.words.get(f"{_BOX}{question.id}")
        if answer is None:
            continue
        if question.kind == "text":
            words[question.id] = answer
        else:
            chosen = tuple(answer.split("\n"))
            choices[question.id] = chosen if question.kind == "choose any" else chosen[0]
    return SurveyAnswer(key, survey.slug, choices), replace(answers, words=words) if words else None


def _question(question: SurveyQuestion, manner: Manner) -> ask.FormQuestion:
    choices = tuple(Choice(option, option) for option in question.options)
    if question.kind == "choose one":
        choices = (*choices, NO_ANSWER[manner])
    wording = QuestionWording(question.asks, question.hint or "")
    return ask.FormQuestion.of(f"{_BOX}{question.id}", wording, _KINDS[question.kind], choices)


def _next_steps(feedback: Feedback, manner: Manner) -> tuple[str, ...]:
    if manner == "young":
        return (
            f"We count the answers. We never show a number under {feedback.least_shown}.",
            f"Someone reads what you write within {days(feedback.days_to_read)}.",
            "We put the numbers on this site, and say what we do about them.",
        )
    return (
        f"We count the answers. We never show a number under {feedback.least_shown}.",
        f"Someone reads what you write within {days(feedback.days_to_read)}.",
        "We publish the counts, and what we do about them.",
    )
