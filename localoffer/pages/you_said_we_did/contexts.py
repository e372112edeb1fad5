"""The pages of "You said, we did", field by field: what their templates may use."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from localoffer.model.comment import Comment
from localoffer.model.reference import Contact
from localoffer.offer import Entry
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True)
class CommentSummary:
    """A comment with all that is shown of it.

    ``status`` is in words and ``sign`` its icon; ``title_is_all`` where the title says all that
    was said; ``about`` and ``changed`` are pages of this site; ``owner`` is the role of whoever
    acts, and ``late`` whether the day for it has passed.
    """

    entry: Entry[Comment]
    title: str
    title_is_all: bool
    status: str
    sign: str
    month: str
    who: str
    themes: tuple[Link, ...]
    about: Link | None
    changed: Link | None
    owner: str
    late: bool


@dataclass(frozen=True, slots=True)
class CommentFilter:
    """A filter of the list: its name in an address (``status``), its title, and its choices."""

    name: str
    title: str
    choices: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Comments of one year that are counted and not shown, by reason; no number: too few."""

    begins: date
    ends: date
    reasons: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentListPage(Page):
    """A list of comments, newest first, or one part of a long one.

    ``statuses`` lead to the list of each status; ``left_out`` is empty but on the very first page.
    ``list_address`` is the address of the list's first part; a list ``is_unfiltered`` where it
    holds every comment.
    """

    template: ClassVar[str] = "pages/you-said-we-did.html"
    kind: ClassVar[str] = "said"
    heading: str
    introduction: str
    list_address: str
    rows: tuple[CommentSummary, ...]
    total: int
    part: int
    parts: tuple[Link, ...]
    statuses: tuple[Link, ...]
    filters: tuple[CommentFilter, ...]
    left_out: tuple[LeftOut, ...]
    is_unfiltered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPage(Page):
    """One comment; ``matter`` and ``way`` say what it is about and how it came."""

    template: ClassVar[str] = "pages/comment.html"
    kind: ClassVar[str] = "comment"
    summary: CommentSummary
    matter: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YoungPeoplePage(Page):
    """What young people said, and what others said in short words."""

    template: ClassVar[str] = "pages/you-said-we-did-young-people.html"
    kind: ClassVar[str] = "said-young"
    rows: tuple[CommentSummary, ...]
    part: int
    parts: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellUsPage(Page):
    """Every way to tell the council, and what happens then.

    ``safety`` answers for someone in danger, ``complaints`` is the guide to complaints, and
    ``crisis`` that for what cannot wait.
    """

    template: ClassVar[str] = "pages/tell-us.html"
    kind: ClassVar[str] = "tell-us"
    safety: Contact | None
    crisis: Link | None
    complaints: Link | None
    answers: Link | None
