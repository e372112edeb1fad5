"""What moderators' pages show. Their templates may use these fields and no others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from feedback.accounts.account import Account
from feedback.moderation.context_parts import (
    AssignmentStatus,
    AuditEntry,
    Danger,
    FieldOption,
    FormField,
    FormFieldGroup,
    PageVotes,
    QueueFilterList,
    QueueRow,
    RowLeftAlone,
    RowPutAside,
    RowToPutAside,
    Safety,
    StandardAnswerChoice,
    StandardAnswerLink,
    SubmissionFact,
    Tick,
    TypedWords,
)
from feedback.moderation.record_to_change import RecordToChange
from localoffer.form_error import FormError
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationPage(Page):
    """A moderators' page. ``flash`` says what has just been done."""

    kind: ClassVar[str] = "moderation"

    account: Account
    flash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage(ModerationPage):
    """A list of what was sent.

    ``in_danger`` are the rows with words of danger, of every list. ``page_filter`` is the address
    of the page from which all rows were sent, if one was asked for. ``next_address`` leads to the
    rows after these, ``file_address`` to all of them as a CSV file. What is ticked in
    the list of ``list_kind`` and ``list_state`` leads back to it.
    """

    template: ClassVar[str] = "feedback/moderation-queue.html"

    safety: Safety
    in_danger: tuple[QueueRow, ...]
    lists: tuple[Link, ...]
    filters: tuple[QueueFilterList, ...]
    page_filter: str
    word_filter: str
    count_text: str
    rows: tuple[QueueRow, ...]
    list_kind: str
    list_state: str
    next_address: str
    file_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionPage(ModerationPage):
    """What was sent, of whatever kind, and the state that it is in.

    ``actions`` are the buttons that its state and the account allow: each name with its label.
    ``next_address`` leads to the one after it in the queue. ``reply_status`` says whether its
    sender asked for a reply and has had it.
    """

    heading: str
    version: int
    state: str
    errors: tuple[FormError, ...]
    facts: tuple[SubmissionFact, ...]
    safety: Safety
    danger: Danger
    typed: tuple[TypedWords, ...]
    actions: Mapping[str, str]
    next_address: str
    history: tuple[AuditEntry, ...]
    reply_status: str
    assignment: AssignmentStatus
    standard_answers: StandardAnswerChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeratedCommentPage(SubmissionPage):
    """A comment: what was typed beside what will be published.

    ``saved_by`` is who has saved a newer version while this one was written. ``rare_details`` may
    together point at one child. ``written`` is the answer where it cannot be changed.
    ``why_not_published`` says what its sender wished. ``second_person`` says who has to sign it off
    where the council asks for two people. ``similar`` are comments that this one can be merged
    into, and ``into`` is the reference that was written to merge it.
    """

    template: ClassVar[str] = "feedback/moderation-comment.html"

    saved_by: str
    rare_details: tuple[str, ...]
    groups: tuple[FormFieldGroup, ...]
    written: tuple[SubmissionFact, ...]
    why_not_published: str
    second_person: str
    ticks: tuple[Tick, ...]
    reasons: tuple[FieldOption, ...]
    similar: tuple[FieldOption, ...]
    into: str
    merged: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSubmissionPage(SubmissionPage):
    """What is no comment: a correction, why a page was useful, words that were searched for.

    ``record`` is the one that it is about. ``fields`` are for the page that changed, for what is
    counted of it, and for its sender.
    """

    template: ClassVar[str] = "feedback/moderation-other.html"

    record: RecordToChange | None
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPage(ModerationPage):
    """The address that somebody left for a reply, and the words of the reply.

    ``actions`` are as on ``SubmissionPage``; ``back`` is the page that these are sent to.
    """

    template: ClassVar[str] = "feedback/moderation-address.html"

    sender_address: str
    reply_text: str
    actions: Mapping[str, str]
    back: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPage(ModerationPage):
    """The form to enter a comment for somebody who phoned, wrote or came.

    ``form_number`` makes sure that the form is counted once, however often it is sent.
    """

    template: ClassVar[str] = "feedback/moderation-enter.html"

    heading: str
    form_number: str
    fields: tuple[FormField, ...]
    errors: tuple[FormError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWordsPage(ModerationPage):
    """The form to enter words for the wall from an event, up to ``most_lines`` at once.

    ``form_number`` makes sure that each line is counted once, however often the form is sent.
    """

    template: ClassVar[str] = "feedback/moderation-enter-words.html"

    heading: str
    form_number: str
    fields: tuple[FormField, ...]
    most_lines: int
    errors: tuple[FormError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAsidePage(ModerationPage):
    """Several that are no comments: to be put aside, or what became of that.

    ``back_address`` is that of the list they were ticked in, of this kind and state.
    """

    template: ClassVar[str] = "feedback/moderation-put-aside.html"

    to_put_aside: tuple[RowToPutAside, ...]
    put_aside: tuple[RowPutAside, ...]
    left_alone: tuple[RowLeftAlone, ...]
    back_address: str
    list_kind: str
    list_state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardAnswersPage(ModerationPage):
    """The standard answers, and the form to keep a new one (``is_new``) or to change one.

    ``is_full`` says that no more can be kept. ``tick`` is for the names in what was written.
    """

    template: ClassVar[str] = "feedback/moderation-standard-answers.html"

    heading: str
    rows: tuple[StandardAnswerLink, ...]
    may_change: bool
    is_full: bool
    is_new: bool
    version: int
    fields: tuple[FormField, ...]
    tick: Tick | None
    errors: tuple[FormError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage(ModerationPage):
    """The audit log, newest first. ``next_address`` leads to older entries."""

    template: ClassVar[str] = "feedback/moderation-log.html"

    entries: tuple[AuditEntry, ...]
    next_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesPage(ModerationPage):
    """Which pages were found useful, and which were not."""

    template: ClassVar[str] = "feedback/moderation-votes.html"

    rows: tuple[PageVotes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentNotFoundPage(ModerationPage):
    """There is no such comment (any more)."""

    template: ClassVar[str] = "feedback/moderation-not-found.html"

    sentence: str
