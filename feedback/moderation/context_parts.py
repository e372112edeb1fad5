"""The small values that moderation pages are made of."""

from dataclasses import dataclass
from datetime import date, datetime

from feedback.moderation.highlight import HighlightedPiece
from localoffer.model.reference import Contact
from localoffer.pages.page import Link
from localoffer.serving.site_context import SiteContext


@dataclass(frozen=True, slots=True)
class FieldOption:
    """Something to choose in a box."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FormField:
    """A box to write or choose in.

    ``kind`` is ``words``, ``line``, ``day``, ``number``, ``list``, ``one`` or ``any``. ``theirs``
    is what somebody else has saved there meanwhile, where it differs.
    """

    name: str
    label: str
    kind: str
    value: str = ""
    hint: str = ""
    options: tuple[FieldOption, ...] = ()
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class FormFieldGroup:
    """Boxes that belong together, under a heading."""

    id: str
    title: str
    sentence: str
    boxes: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to say that one has done, before signing off."""

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
    """What was typed in one box, in pieces."""

    asked: str
    pieces: tuple[HighlightedPiece, ...]

    @property
    def marks(self) -> tuple[HighlightedPiece, ...]:
        """The pieces that may name or lead to somebody."""
        return tuple(piece for piece in self.pieces if piece.why)


@dataclass(frozen=True, slots=True)
class Danger:
    """Words of danger in what was sent, and what was done about them.

    ``is_grave`` is False where they are words of worry.
    """

    is_grave: bool
    words: tuple[str, ...]
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Safety:
    """Who to call: the council's own contact for safety, and the guide for what cannot wait."""

    contact: Contact | None
    crisis: Link | None


@dataclass(frozen=True, slots=True)
class Queued:
    """One row of a list: where it leads, its first words, and what is known of it."""

    address: str
    said: str
    state: str
    received: date
    waits: str
    about: str
    late: str
    danger: str
    why_apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionButton:
    """An act of the log, in words. ``comment`` leads to what it was done to."""

    at: datetime
    who: str
    what: str
    comment: Link | None = None


@dataclass(frozen=True, slots=True)
class Voted:
    """How many found a page useful."""

    page: Link
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class QueueFilterList:
    """A list to choose from, to narrow the queue by."""

    name: str
    label: str
    options: tuple[FieldOption, ...]


def safety_of(around: SiteContext) -> Safety:
    """Return the council's contact for safety and the guide for what cannot wait, if there are."""
    site = around.offer.site
    contact = around.offer.lists.contacts.get(site.feedback.safety or "")
    address = f"/guides/{site.crisis}/"
    title = around.titles.get(address) if site.crisis else None
    return Safety(contact, Link(address, title) if title else None)
