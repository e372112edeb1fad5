"""A form: its wordings, its questions, and how what was typed becomes a submission."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from feedback.forms.labels import (
    AGE,
    AGES,
    AREA,
    MANNERS,
    MORE,
    MORE_SENTENCE,
    NO_ANSWER,
    PUBLISH,
    REPLY,
    ROLE,
    ROLES,
    WAYS,
    YES_NO,
    Version,
    manner_of,
)
from feedback.forms.question import Choice, FormQuestion, QuestionGroup, QuestionWording
from feedback.forms.validate import validate
from feedback.submission import Kind, Manner, PublishAnswer, Submission, publish_answer_of
from localoffer.counted import counted
from localoffer.form_error import FormError
from localoffer.model.feedback import Feedback
from localoffer.serving.site_context import SiteContext

Answers = Mapping[str, str]

#: Answers that are no part of the words: a submission has fields of their own for them.
_FIELDS_APART = frozenset({"reply", "email", "phone", "post", "publish", "role", "age", "area"})


@dataclass(frozen=True, slots=True)
class FormRequest:
    """The page that a form is wanted about, the version of its words, and a survey's slug."""

    page: str = ""
    manner: Manner = "plain"
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form at ``/feedback/NAME``.

    ``groups`` gives its questions; ``about_question`` names the answer that goes into ``about``, if
    one does; ``next_steps`` says what happens when it is sent; ``empty`` what to do about no answer
    at all, where no one question has to be answered. ``manners`` are its versions, the first that
    of whoever asks for none. ``publish`` is what sending it says about publishing where that is not
    asked, and ``send_note`` the sentence above its button that says so.
    """

    kind: Kind
    headings: Version
    leads: Version
    groups: Callable[[FormRequest, SiteContext], tuple[QuestionGroup, ...]]
    about_question: str
    next_steps: Callable[[Feedback, Manner], tuple[str, ...]]
    empty: str = ""
    manners: tuple[Manner, ...] = MANNERS
    publish: PublishAnswer = "not answered"
    send_note: Version | None = None


def read_form(
    form: Form, typed: Mapping[str, str], form_request: FormRequest, site_context: SiteContext
) -> Submission | tuple[FormError, ...]:
    """Return the submission of a form, or its errors."""
    questions = [
        one for group in form.groups(form_request, site_context) for one in group.questions
    ]
    answers = validate(questions, typed)
    if isinstance(answers, tuple):
        return answers
    if form.empty and not answers:
        return (FormError(questions[0].name, form.empty),)
    return submission_of(form, answers, form_request, typed.get("form", ""))


def submission_of(
    form: Form, answers: Answers, form_request: FormRequest, number: str
) -> Submission:
    """Return a submission of answers that fit."""
    fields_apart = _FIELDS_APART | {form.about_question}
    return Submission(
        form=number,
        kind=form.kind,
        words={name: words for name, words in answers.items() if name not in fields_apart},
        page=form_request.page,
        about=answers.get(form.about_question, ""),
        role=answers.get("role", ""),
        age=answers.get("age", ""),
        area=answers.get("area", ""),
        manner=form_request.manner,
        publish=publish_answer_of(answers["publish"]) if "publish" in answers else form.publish,
        reply_to=answers.get("email") or answers.get("phone") or answers.get("post") or "",
    )


def form_request_of(
    typed: Mapping[str, str], site_context: SiteContext, manners: tuple[Manner, ...] = MANNERS
) -> FormRequest:
    """Return which form is wanted; a page that is not of this site counts as none."""
    page, manner = typed.get("page", ""), manner_of(typed.get("manner"), manners)
    return FormRequest(page if page in site_context.titles else "", manner)


def days(number: int) -> str:
    """Return "2 working days"."""
    return counted(number, "working day")


def publish(form_request: FormRequest) -> FormQuestion:
    """Return the question whether it may be published."""
    return one_of("publish", PUBLISH, YES_NO, form_request.manner)


def one_of(
    name: str,
    wordings: Mapping[Manner, QuestionWording],
    choices: tuple[Choice, ...],
    manner: Manner,
    none: Mapping[Manner, Choice] = NO_ANSWER,
) -> FormQuestion:
    """Return a question with choices; ``none`` is the one by which an answer is taken back."""
    last = none[manner]
    if not any(choice.picture for choice in choices):
        last = replace(last, picture="")
    return FormQuestion.of(name, wordings[manner], "one", (*choices, last))


def reply(form_request: FormRequest, site_context: SiteContext) -> FormQuestion:
    """Return the question whether a reply is wanted, and where to."""
    question = FormQuestion.of("reply", REPLY[form_request.manner], "one", WAYS)
    keep = counted(site_context.offer.site.feedback.keep_contact_days, "day")
    return replace(question, hint=question.hint.format(keep=keep))


def role(form_request: FormRequest) -> FormQuestion:
    """Return the question who it is."""
    return one_of("role", ROLE, ROLES, form_request.manner)


def age(form_request: FormRequest) -> FormQuestion:
    """Return the question of which broad age it is about; nobody under 5 fills in a form."""
    ages = AGES[1:] if form_request.manner == "young" else AGES
    return one_of("age", AGE, ages, form_request.manner)


def area(form_request: FormRequest, site_context: SiteContext) -> FormQuestion:
    """Return the question of where they live, in the council's own list of places."""
    areas = site_context.offer.lists.areas.values()
    rows = (area for area in areas if area.in_area and area.lived_in)
    places = tuple(Choice(row.id, row.name) for row in rows)
    return FormQuestion.of("area", AREA[form_request.manner], "list", places)


def more(form_request: FormRequest, *questions: FormQuestion) -> QuestionGroup:
    """Return the questions that may be left out, under their heading.

    A list without choices, as that of the places of a new council, is not asked.
    """
    asked = tuple(one for one in questions if one.kind != "list" or one.choices)
    return QuestionGroup(MORE[form_request.manner], MORE_SENTENCE[form_request.manner], asked)
