"""What the pages of forms show. Their templates may use these fields and no others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from feedback.submission import Manner
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something to mend: the id of its box, and the sentence."""

    box: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(Page):
    """A form, empty or as it was sent. ``typed`` holds every value, by the name of its box."""

    number: str
    manner: Manner
    typed: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    about: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPage(FormPage):
    """The form for a comment."""

    template: ClassVar[str] = "feedback/comment.html"
    kind: ClassVar[str] = "feedback"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPage(Page):
    """The reference, and what happens next."""

    template: ClassVar[str] = "feedback/received.html"
    kind: ClassVar[str] = "feedback"
    reference: str
    wants_reply: bool
