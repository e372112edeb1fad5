"""A correction to a record: what kind, and what it should say."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from feedback.forms.form import Form, FormRequest, days, more, one_of, publish, reply, role
from feedback.forms.labels import NOT_SURE, three
from feedback.forms.question import Choice, FormQuestion, QuestionGroup, QuestionWording
from feedback.submission import Manner
from localoffer.model.feedback import Feedback
from localoffer.serving.site_context import SiteContext

_KIND: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("What kind of problem is it?"),
    "young": QuestionWording("What kind of problem is it?"),
    "easy": QuestionWording("What is wrong?", picture="red question mark"),
}
#: The kinds of error that other councils' sites know.
_KINDS: Final = (
    Choice("out of date", "It is out of date", picture="calendar"),
    Choice("wrong detail", "A detail is wrong", "A phone number, a place, a price.", "pencil"),
    Choice("closed", "It has closed", picture="door"),
    Choice("missing service", "A service is missing", picture="eyes"),
    Choice("hard to understand", "It is hard to understand", picture="confused face"),
    Choice(
        "not accessible",
        "I cannot use it",
        "A screen reader, the keyboard or large print does not work.",
        "mobile phone",
    ),
)
_WHICH: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("Which page or service is it?", "Its name is enough."),
    "young": QuestionWording("Which page or service is it?", "Its name is enough."),
    "easy": QuestionWording("Which page or service is it?", picture="page facing up"),
}
_WHAT: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("What is wrong, and what should it say?"),
    "young": QuestionWording("What is wrong, and what should it say?"),
    "easy": QuestionWording("What should it say?", picture="pencil"),
}
_HOW: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("How do you know?", "Such as: I rang last week. It helps us check."),
    "young": QuestionWording("How do you know?", "Such as: I went there last week."),
    "easy": QuestionWording("How do you know?", picture="telephone receiver"),
}


def _groups(form_request: FormRequest, site_context: SiteContext) -> tuple[QuestionGroup, ...]:
    which = FormQuestion.of("which", _WHICH[form_request.manner], "line")
    kind = one_of("kind", _KIND, _KINDS, form_request.manner, NOT_SURE)
    what = FormQuestion.of("what", _WHAT[form_request.manner])
    first = (
        *(
            ()
            if form_request.page
            else (replace(which, missing="Write which page or service it is."),)
        ),
        kind,
        replace(what, missing="Write what is wrong, and what it should say."),
        publish(form_request),
    )
    rest = (
        FormQuestion.of("how", _HOW[form_request.manner]),
        reply(form_request, site_context),
        role(form_request),
    )
    return QuestionGroup("", "", first), more(form_request, *rest)


def _next_steps(feedback: Feedback, manner: Manner) -> tuple[str, ...]:
    if manner == "easy":
        return (
            f"We read it in {days(feedback.days_to_read)}.",
            "We ask if it is right.",
            "Then we change the page.",
        )
    if manner == "young":
        return (
            f"Someone reads it within {days(feedback.days_to_read)}.",
            "We ask the people who run it. Then we put the page right.",
            f"We try to do that within {days(feedback.days_to_answer)}.",
        )
    return (
        f"Someone reads it within {days(feedback.days_to_read)}.",
        "We check it with whoever runs the service, and mend the page.",
        f"We aim to do so within {days(feedback.days_to_answer)}.",
    )


CORRECTION: Final = Form(
    kind="correction",
    headings=three("Suggest a correction", "Tell us what is wrong here", "Something is wrong"),
    leads=three(
        "An old number, a club that closed, a page that is hard to follow: tell us and we mend it.",
        "An old number? A club that closed? Tell us and we put it right.",
        "You can tell us what is wrong. Then we can put it right.",
    ),
    groups=_groups,
    about_question="kind",
    next_steps=_next_steps,
)
