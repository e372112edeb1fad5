"""The small values that the contexts of moderators' pages are made of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from feedback.moderation.highlight import HighlightedPiece
from localoffer.model.reference import Contact
from localoffer.pages.page import Link
from localoffer.serving.site_context import SiteContext

#: Which letters of a box are counted (``templates/scripts/letter_count/letters.js``).
Counted = Literal["all", "trimmed", "lines"]


@dataclass(frozen=True, slots=True)
class FieldOption:
    """Something to choose in a field."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FormField:
    """A field to write or choose in.

    ``kind`` is ``words``, ``line``, ``day``, ``number``, ``list``, ``one`` or ``any``.
    ``saved_meanwhile`` is what somebody else has saved there, where it differs. ``max_length`` is
    how many letters it takes, 0 where nothing limits it; ``counted`` says which: "all",
    "trimmed" those between the blanks at both ends, "lines" those of each line.
    """

    name: str
    label: str
    kind: str
    value: str = ""
    hint: str = ""
    options: tuple[FieldOption, ...] = ()
    saved_meanwhile: str | None = None
    max_length: int = 0
    counted: Counted = "all"


@dataclass(frozen=True, slots=True)
class FormFieldGroup:
    """Fields that belong together, under a heading."""

    id: str
    title: str
    hint: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that a moderator ticks before signing off, to say that they have done it."""

    name: str
    value: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class SubmissionFact:
    """One thing that is known of what was sent, with the page it leads to, if any."""

    name: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class TypedWords:
    """What was typed in answer to one question of a form, in pieces."""

    question: str
    pieces: tuple[HighlightedPiece, ...]

    @property
    def marks(self) -> tuple[HighlightedPiece, ...]:
        """The pieces that may name or lead to somebody."""
        return tuple(piece for piece in self.pieces if piece.why)


@dataclass(frozen=True, slots=True)
class Danger:
    """Words of danger in what was sent, and sentences that say what was done about them.

    ``is_marked`` is False where no word of danger was found: whoever reads it may know better, and
    pass it on all the same. ``is_grave`` is False where they are words of worry. ``passed_to`` is
    to whom it can be passed on.
    """

    is_marked: bool
    is_grave: bool
    words: tuple[str, ...]
    history: tuple[str, ...]
    passed_to: tuple[FieldOption, ...]


@dataclass(frozen=True, slots=True)
class AssignmentStatus:
    """Who has a comment: in words, and by the name of the account ("" for nobody).

    ``people`` are those to whom it can be given. ``viewers`` says who else is looking at it, a
    sentence each.
    """

    sentence: str
    assigned_to: str
    people: tuple[FieldOption, ...]
    viewers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardAnswerLink:
    """A standard answer in their list, with the address at which it is changed."""

    address: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class StandardAnswerChoice:
    """The standard answers to choose from, the name of the box they go into, and what was done."""

    options: tuple[FieldOption, ...]
    box: str
    told: str


@dataclass(frozen=True, slots=True)
class Safety:
    """Who to call: the council's own contact for safety, and the guide for what cannot wait."""

    contact: Contact | None
    crisis: Link | None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One row of a list: where it leads, its first words, and what is known of it.

    ``assigned_to`` is the name of the account that has it, "" for nobody. ``viewers`` says who else
    is looking at it, a sentence each. ``second_person`` says who wrote it, where it waits for
    somebody else to sign it off. ``tick`` is the box by which it is put aside with others, and
    ``why_no_tick`` says why there is none.
    """

    address: str
    reference: str
    excerpt: str
    state: str
    received: date
    due: date
    wants_reply: bool
    waiting_time: str
    page_title: str
    overdue: str
    danger: str
    assigned_to: str
    viewers: tuple[str, ...]
    quarantine_reasons: tuple[str, ...] = ()
    second_person: str = ""
    tick: Tick | None = None
    why_no_tick: str = ""


@dataclass(frozen=True, slots=True)
class RowToPutAside:
    """What is to be put aside as no comment, shown once more: its tick, and all its words."""

    link: Link
    tick: Tick
    text: str


@dataclass(frozen=True, slots=True)
class RowPutAside:
    """What was put aside as no comment, in the version that can be undone."""

    link: Link
    version: int


@dataclass(frozen=True, slots=True)
class RowLeftAlone:
    """What was not put aside with the others, and why."""

    link: Link
    why: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An act of the audit log, in words. ``comment`` leads to what it was done to."""

    at: datetime
    who: str
    what: str
    comment: Link | None = None


@dataclass(frozen=True, slots=True)
class PageVotes:
    """How many found a page useful, and how many did not."""

    page: Link
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class QueueFilterList:
    """A list to choose from, to narrow the queue by."""

    name: str
    label: str
    options: tuple[FieldOption, ...]


def safety_of(site_context: SiteContext) -> Safety:
    """Return the council's contact for safety and its guide for what cannot wait, if any."""
    site = site_context.offer.site
    contact = site_context.offer.lists.contacts.get(site.feedback.safety or "")
    address = f"/guides/{site.crisis}/"
    title = site_context.titles.get(address) if site.crisis else None
    return Safety(contact, Link(address, title) if title else None)
