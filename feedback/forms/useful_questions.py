"""Why a page was useful, or was not: asked after the yes or the no."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from feedback.forms.form import Asked, Form, days, publish
from feedback.forms.labels import three
from feedback.forms.question import Group, Question, Said
from feedback.submission import Manner
from localoffer.model.site import Feedback
from localoffer.serving.site_context import Surroundings

_WHY: Final[Mapping[Manner, Said]] = {
    "plain": Said("Why? What would make this page better?"),
    "young": Said("Why? What would make this page better?"),
    "easy": Said("Why?", picture="speaking head"),
}


def _groups(asked: Asked, _: Surroundings) -> tuple[Group, ...]:
    why = replace(Question.of("why", _WHY[asked.manner]), missing="Write why, or leave this page.")
    return (Group("", "", (why, publish(asked))),)


def _after(feedback: Feedback, _: Manner) -> tuple[str, ...]:
    return (
        f"Someone reads it within {days(feedback.triage_days)}.",
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
    kept="",
    after=_after,
)
