"""Why a page was useful, or was not: the form after a vote."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from feedback.forms.form import Form, FormRequest, days, publish
from feedback.forms.labels import three
from feedback.forms.question import FormQuestion, QuestionGroup, QuestionWording
from feedback.submission import Manner
from localoffer.model.feedback import Feedback
from localoffer.serving.site_context import SiteContext

_WHY: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("Why? What would make this page better?"),
    "young": QuestionWording("Why? What would make this page better?"),
    "easy": QuestionWording("Why?", picture="speaking head"),
}


def _groups(form_request: FormRequest, _: SiteContext) -> tuple[QuestionGroup, ...]:
    why = replace(
        FormQuestion.of("why", _WHY[form_request.manner]), missing="Write why, or leave this page."
    )
    return (QuestionGroup("", "", (why, publish(form_request))),)


def _next_steps(feedback: Feedback, manner: Manner) -> tuple[str, ...]:
    if manner == "easy":
        return (
            f"We read it in {days(feedback.days_to_read)}.",
            "We use it to make the page better.",
        )
    return (
        f"Someone reads it within {days(feedback.days_to_read)}.",
        "We use it when we next check the page.",
    )


USEFUL: Final = Form(
    kind="useful",
    headings=three("Thank you", "Thank you", "Thank you"),
    leads=three(
        "We have counted your answer. Would you tell us why? You do not have to.",
        "We have counted your answer. Will you tell us why? You do not have to.",
        "We have counted your answer.",
    ),
    groups=_groups,
    about_question="",
    next_steps=_next_steps,
)
