"""Words for the wall: one of two questions, and one small box."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from feedback.forms.form import Form, FormRequest, days
from feedback.forms.labels import three
from feedback.forms.question import Choice, FormQuestion, QuestionGroup, QuestionWording
from feedback.submission import Manner
from localoffer.model.feedback import Feedback
from localoffer.model.wall_note import LONGEST_NOTE
from localoffer.pages.wall.wall_pages import WALL_QUESTIONS
from localoffer.serving.site_context import SiteContext

_WHICH: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("Choose one"),
    "young": QuestionWording("Choose one"),
    "easy": QuestionWording("Choose one", picture="red question mark"),
}
_PICTURES: Final[Mapping[str, str]] = {"good": "thumbs up", "change": "hammer and wrench"}
_SAID: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("Your words", "A few words are enough. Spelling does not matter."),
    "young": QuestionWording("Your words", "A few words are enough. Spelling does not matter."),
    "easy": QuestionWording("Your words", "A few words are enough.", "speaking head"),
}


def _groups(form_request: FormRequest, _: SiteContext) -> tuple[QuestionGroup, ...]:
    manner = form_request.manner
    choices = tuple(
        Choice(question, words, picture=_PICTURES[question])
        for question, words in WALL_QUESTIONS.items()
    )
    which = replace(
        FormQuestion.of("question", _WHICH[manner], "one", choices),
        missing="Choose one: what is good, or what you would change.",
    )
    said = replace(
        FormQuestion.of("said", _SAID[manner]),
        missing="Write a few words first.",
        max_length=LONGEST_NOTE,
    )
    return (QuestionGroup("", "", (which, said)),)


def _next_steps(feedback: Feedback, manner: Manner) -> tuple[str, ...]:
    if manner == "easy":
        return (
            f"We read it in {days(feedback.days_to_read)}.",
            "We take out all names.",
            "We put your words on the wall.",
            "We write there what we do.",
        )
    return (
        f"Someone reads it within {days(feedback.days_to_read)}.",
        "We take out anything that could show who you are.",
        "Then your words go on the wall. If something is done about them, the wall says so.",
        "What the wall is about is counted in our report, once a year.",
    )


WALL: Final = Form(
    kind="wall",
    headings=three("Words for the wall", "Put your words on the wall", "Write on our wall"),
    leads=three(
        "Are you a child or a young person? Tell us in a few words. Do not say who you are.",
        "Tell us in a few words. You do not have to say who you are.",
        "You can tell us in a few words.",
    ),
    groups=_groups,
    about_question="question",
    next_steps=_next_steps,
    manners=("young", "easy"),
    publish="yes",
    send_note=three(
        "If you press Send, your words can go on the wall, where everyone can read them.",
        "If you press Send, your words can go on the wall, where everyone can read them.",
        "If you press Send, all people can read your words. They will not know it was you.",
    ),
)
