"""What someone looked for and did not find."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from feedback.forms.form import Form, FormRequest, age, area, days, more, reply
from feedback.forms.labels import three
from feedback.forms.question import FormQuestion, QuestionGroup, QuestionWording
from feedback.submission import Manner
from localoffer.model.feedback import Feedback
from localoffer.serving.site_context import SiteContext

_SOUGHT: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("What were you looking for?", "Use your own words."),
    "young": QuestionWording("What were you looking for?", "Use your own words."),
    "easy": QuestionWording("What did you look for?", picture="magnifying glass tilted left"),
}
_MISSING = "Write what you were looking for."


def _groups(form_request: FormRequest, site_context: SiteContext) -> tuple[QuestionGroup, ...]:
    question = replace(FormQuestion.of("sought", _SOUGHT[form_request.manner]), missing=_MISSING)
    rest = (age(form_request), area(form_request, site_context), reply(form_request, site_context))
    return QuestionGroup("", "", (question,)), more(form_request, *rest)


def _next_steps(feedback: Feedback, manner: Manner) -> tuple[str, ...]:
    if manner == "easy":
        return (
            f"We read it in {days(feedback.days_to_read)}.",
            "We count what is missing.",
            "We do not put your words on this site.",
        )
    if manner == "young":
        return (
            f"Someone reads it within {days(feedback.days_to_read)}.",
            "Is the help there, but hard to find? Then we make it easier to find.",
            "We count what people look for and do not find. It helps us plan.",
            "We do not put your words on this site.",
        )
    return (
        f"Someone reads it within {days(feedback.days_to_read)}.",
        "If the help is there and was hard to find, we mend that.",
        "We count what people look for and do not find. The council plans with these counts.",
        "We do not publish your words.",
    )


SOUGHT: Final = Form(
    kind="sought",
    headings=three(
        "Tell us what you were looking for",
        "Tell us what you were looking for",
        "What did you look for?",
    ),
    leads=three(
        "You looked for help and it was not here. Tell us, so that we know what is missing.",
        "It was not here? Tell us, so that we know what is missing.",
        "You did not find it. You can tell us.",
    ),
    groups=_groups,
    about_question="",
    next_steps=_next_steps,
)
