"""A comment: what were you trying to do, what went wrong or is missing."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from feedback.forms.form import (
    Form,
    FormRequest,
    age,
    area,
    days,
    more,
    one_of,
    publish,
    reply,
    role,
)
from feedback.forms.labels import MANNERS, MATTER, MATTERS, NOT_SURE, three
from feedback.forms.question import FormQuestion, QuestionGroup, QuestionWording
from feedback.submission import Manner
from localoffer.model.feedback import Feedback
from localoffer.serving.site_context import SiteContext

_TRIED: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording(
        "What were you trying to do?",
        "Such as: find a club for a seven-year-old. You can leave this out.",
    ),
    "young": QuestionWording(
        "What were you trying to do?",
        "Such as: find something to do on a Saturday. You can skip this.",
    ),
    "easy": QuestionWording("What did you want to do?", "You can leave this out.", "thinking face"),
}
_WRONG: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording(
        "What went wrong, or what is missing?", "Is something good? Say that here too."
    ),
    "young": QuestionWording(
        "What went wrong, or what is missing?", "You can say what is good, too."
    ),
    "easy": QuestionWording("What is wrong or missing?", picture="speaking head"),
}
_MISSING = "Write what went wrong, or what is missing."


def _groups(form_request: FormRequest, site_context: SiteContext) -> tuple[QuestionGroup, ...]:
    return _questions(FormRequest(manner=form_request.manner), site_context)


@lru_cache(maxsize=2 * len(MANNERS))
def _questions(form_request: FormRequest, site_context: SiteContext) -> tuple[QuestionGroup, ...]:
    """Return the questions; those of the newest build are kept, and of the one before it."""
    wrong = replace(FormQuestion.of("wrong", _WRONG[form_request.manner]), missing=_MISSING)
    matter = one_of("matter", MATTER, MATTERS, form_request.manner, NOT_SURE)
    tried = FormQuestion.of("tried", _TRIED[form_request.manner])
    first = (tried, wrong, publish(form_request))
    rest = (matter, reply(form_request, site_context), role(form_request))
    return QuestionGroup("", "", first), more(
        form_request, *rest, age(form_request), area(form_request, site_context)
    )


def _next_steps(feedback: Feedback, manner: Manner) -> tuple[str, ...]:
    if manner == "easy":
        return (
            f"We read it in {days(feedback.days_to_read)}.",
            f"We try to answer in {days(feedback.days_to_answer)}.",
            "We put it on this site only if you say yes.",
            "We take out all names first.",
        )
    if manner == "young":
        return (
            f"Someone reads it within {days(feedback.days_to_read)}.",
            f"We try to answer within {days(feedback.days_to_answer)}.",
            "If you say we can, we put it on this site with our answer. We take out every name.",
            "Once a year we say how many people told us things, and what we did.",
        )
    return (
        f"Someone reads it within {days(feedback.days_to_read)}.",
        f"We aim to answer within {days(feedback.days_to_answer)}.",
        "If you say that we may, we publish it with our answer. We take out every name first.",
        "It is counted in our report on what families told us, once a year.",
    )


COMMENT: Final = Form(
    kind="comment",
    headings=three("Make a comment", "Tell us what to change", "Tell us what you think"),
    leads=three(
        "Is something missing, wrong or hard to use? Tell us. You do not have to say who you are.",
        "Something wrong, boring or missing? Tell us. You do not have to say who you are.",
        "You can tell us what is wrong or missing.",
    ),
    groups=_groups,
    about_question="matter",
    next_steps=_next_steps,
)
