"""The template contexts of forms. Their templates may use these fields and no others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from feedback.forms.progress_step import ProgressStep
from feedback.forms.question import QuestionGroup
from feedback.submission import Manner
from localoffer.form_error import FormError
from localoffer.model.reference import Contact
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True)
class HelpLinks:
    """Other help, and where else to complain.

    ``safety`` answers for someone in danger; ``crisis`` and ``complain`` are guides.
    """

    safety: Contact | None
    crisis: Link | None
    complain: Link | None


@dataclass(frozen=True, slots=True)
class RecordFact:
    """What a record says now, for whoever corrects it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(Page):
    """A form, empty or as it was posted.

    ``typed`` holds every answer by the name of its field, ``hidden`` what the form sends with them.
    ``about`` is the page that it is about and ``facts`` what that says. ``versions`` are the same
    form in other words. ``no_names`` and ``length_hint`` stand above every text field.
    ``send_note`` is a sentence above the button; ``next_steps`` says what happens when it is sent.
    ``pictures`` has the file of each picture by its name.
    """

    template: ClassVar[str] = "feedback/form.html"
    kind: ClassVar[str] = "feedback"
    heading: str
    lead: str
    manner: Manner
    groups: tuple[QuestionGroup, ...]
    typed: Mapping[str, str]
    errors: tuple[FormError, ...]
    hidden: Mapping[str, str]
    about: Link | None
    facts: tuple[RecordFact, ...]
    versions: tuple[Link, ...]
    no_names: str
    length_hint: str
    send_note: str
    next_steps: tuple[str, ...]
    help_links: HelpLinks
    pictures: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPage(Page):
    """The reference, what to do with it, what happens next, and where to go on.

    All of it is in the words of ``manner``, which is that of the form that was sent. ``later``
    leads to the page that says how far it is, ``onward`` to the page that it is about and on.
    """

    template: ClassVar[str] = "feedback/received.html"
    kind: ClassVar[str] = "feedback"
    reference: str
    reference_notes: tuple[ProgressStep, ...]
    steps: tuple[ProgressStep, ...]
    is_danger: bool
    manner: Manner
    help_links: HelpLinks
    later: Link
    onward: tuple[Link, ...]
    pictures: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencePage(Page):
    """A few sentences and where to go on: thanks, or why there is nothing here."""

    template: ClassVar[str] = "feedback/sentence.html"
    kind: ClassVar[str] = "feedback"
    sentences: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage(Page):
    """A box for a reference and, with one that is known, where what was sent stands.

    ``steps`` say it in the words of ``manner``; ``answer`` is the page of the answer, if any.
    """

    template: ClassVar[str] = "feedback/status.html"
    kind: ClassVar[str] = "feedback"
    heading: str
    lead: str
    manner: Manner
    reference: str
    errors: tuple[FormError, ...]
    steps: tuple[ProgressStep, ...]
    answer: Link | None
    versions: tuple[Link, ...]
    help_links: HelpLinks
    pictures: Mapping[str, str]
