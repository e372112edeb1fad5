"""What the pages of the desk show. Their templates may use these fields and no others."""

from dataclasses import dataclass
from typing import ClassVar

from feedback.accounts.account import Account
from feedback.moderation.context_parts import (
    ActionButton,
    Danger,
    FieldOption,
    FormField,
    FormFieldGroup,
    Queued,
    QueueFilterList,
    Safety,
    SubmissionFact,
    Tick,
    TypedWords,
    Voted,
)
from localoffer.form_error import FormError
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationPage(Page):
    """A page of the desk. ``told`` says what has just been done."""

    kind: ClassVar[str] = "desk"

    account: Account
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage(ModerationPage):
    """A list of what was sent. ``dangers`` are those with words of danger, of every list."""

    template: ClassVar[str] = "feedback/desk.html"

    safety: Safety
    dangers: tuple[Queued, ...]
    lists: tuple[Link, ...]
    filters: tuple[QueueFilterList, ...]
    narrowed: str
    counted: str
    rows: tuple[Queued, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage(ModerationPage):
    """What was sent, and how it stands: of every kind.

    ``can`` names the deeds that its state and the account allow.
    """

    heading: str
    version: int
    state: str
    mistakes: tuple[FormError, ...]
    facts: tuple[SubmissionFact, ...]
    safety: Safety
    danger: Danger | None
    typed: tuple[TypedWords, ...]
    can: frozenset[str]
    next: str
    history: tuple[ActionButton, ...]
    asks_reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeratedCommentPage(SentPage):
    """A comment: what was typed beside what will be published.

    ``meanwhile`` says who saved a newer version while this was written. ``shown`` is
    what is written, for where nothing can be. ``like`` are others that may say the like.
    """

    template: ClassVar[str] = "feedback/desk-comment.html"

    meanwhile: str
    rare: tuple[str, ...]
    groups: tuple[FormFieldGroup, ...]
    shown: tuple[SubmissionFact, ...]
    ticks: tuple[Tick, ...]
    reasons: tuple[FieldOption, ...]
    like: tuple[FieldOption, ...]
    merged: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage(SentPage):
    """What is no comment: a correction, why a page was useful, words that were looked for.

    ``file`` is the file of the record that it is about. ``boxes`` are for what is counted of it and
    for its sender.
    """

    template: ClassVar[str] = "feedback/desk-words.html"

    file: str
    boxes: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPage(ModerationPage):
    """The address that somebody left for a reply, and the words of the reply."""

    template: ClassVar[str] = "feedback/desk-address.html"

    left: str
    words: str
    back: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPage(ModerationPage):
    """The form to enter a comment for somebody who rang, wrote or came."""

    template: ClassVar[str] = "feedback/desk-enter.html"

    heading: str
    form: str
    boxes: tuple[FormField, ...]
    mistakes: tuple[FormError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage(ModerationPage):
    """The acts, newest first."""

    template: ClassVar[str] = "feedback/desk-log.html"

    deeds: tuple[ActionButton, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesPage(ModerationPage):
    """Which pages were found useful, and which were not."""

    template: ClassVar[str] = "feedback/desk-votes.html"

    rows: tuple[Voted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPage(ModerationPage):
    """There is nothing here (any more)."""

    template: ClassVar[str] = "feedback/desk-lost.html"

    sentence: str
