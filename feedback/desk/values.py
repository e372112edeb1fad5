"""What the pages of the desk show. Their templates may use these fields and no others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from feedback.accounts.seat import Account
from feedback.desk.marked import Piece
from feedback.forms.values import Mistake
from localoffer.model.reference import Contact
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose in a box."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box to write or choose in.

    ``kind`` is ``words``, ``line``, ``day``, ``number``, ``list``, ``one`` or ``any``. ``theirs``
    is what somebody else has saved there meanwhile, where it differs.
    """

    name: str
    label: str
    kind: str
    value: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class BoxGroup:
    """Boxes that belong together, under a heading."""

    id: str
    title: str
    sentence: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to say that one has done, before signing off."""

    name: str
    value: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of what was sent, with the page it leads to, if any."""

    name: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class TypedWords:
    """What was typed in one box, in pieces."""

    asked: str
    pieces: tuple[Piece, ...]

    @property
    def marks(self) -> tuple[Piece, ...]:
        """The pieces that may name or lead to somebody."""
        return tuple(piece for piece in self.pieces if piece.why)


@dataclass(frozen=True, slots=True)
class Danger:
    """Words of danger in what was sent, and what was done about them."""

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
class Deed:
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
class Filter:
    """A list to choose from, to narrow the queue by."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage(Page):
    """A page of the desk. ``told`` says what has just been done."""

    kind: ClassVar[str] = "desk"

    account: Account
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage(DeskPage):
    """A list of what was sent. ``dangers`` are those with words of danger, of every list."""

    template: ClassVar[str] = "feedback/desk.html"

    safety: Safety
    dangers: tuple[Queued, ...]
    lists: tuple[Link, ...]
    filters: tuple[Filter, ...]
    narrowed: str
    counted: str
    rows: tuple[Queued, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage(DeskPage):
    """What was sent, and how it stands: of every kind.

    ``can`` names the deeds that its state and the account allow.
    """

    version: int
    state: str
    mistakes: tuple[Mistake, ...]
    facts: tuple[Fact, ...]
    safety: Safety
    danger: Danger | None
    typed: tuple[TypedWords, ...]
    can: frozenset[str]
    next: str
    history: tuple[Deed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPage(SentPage):
    """A comment: what was typed beside what will be published.

    ``meanwhile`` says who saved a newer version while this was written. ``like`` are others that
    may say the like. ``said_again`` is what is shown where nothing can be written.
    """

    template: ClassVar[str] = "feedback/desk-comment.html"

    meanwhile: str
    rare: tuple[str, ...]
    groups: tuple[BoxGroup, ...]
    shown: tuple[Fact, ...]
    ticks: tuple[Tick, ...]
    reasons: tuple[Option, ...]
    like: tuple[Option, ...]
    merged: tuple[Link, ...]
    asks_reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage(SentPage):
    """What is no comment: a correction, why a page was useful, words that were looked for.

    ``file`` is the file of the record that it is about.
    """

    template: ClassVar[str] = "feedback/desk-words.html"

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPage(DeskPage):
    """The address that somebody left for a reply, and the words of the reply."""

    template: ClassVar[str] = "feedback/desk-address.html"

    left: str
    words: str
    back: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPage(DeskPage):
    """The form to enter a comment for somebody who rang, wrote or came."""

    template: ClassVar[str] = "feedback/desk-enter.html"

    form: str
    boxes: tuple[Box, ...]
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage(DeskPage):
    """The acts, newest first."""

    template: ClassVar[str] = "feedback/desk-log.html"

    deeds: tuple[Deed, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesPage(DeskPage):
    """Which pages were found useful, and which were not."""

    template: ClassVar[str] = "feedback/desk-votes.html"

    rows: tuple[Voted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPage(DeskPage):
    """There is nothing here (any more)."""

    template: ClassVar[str] = "feedback/desk-lost.html"

    sentence: str
