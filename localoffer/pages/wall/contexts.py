"""The pages of the wall, field by field: what their templates may use."""

from dataclasses import dataclass
from typing import ClassVar

from localoffer.model.reference import Contact
from localoffer.model.wall_note import WallNote
from localoffer.offer import Entry
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True)
class WallCard:
    """A note on the wall with all that is shown of it.

    ``people`` says how many said the like, and is empty for one. ``answer_heading`` are the words
    above its answer; without an answer ``status`` says how far it is, and is empty where nothing is
    to be done. ``sign`` is the icon of either.
    """

    entry: Entry[WallNote]
    month: str
    people: str
    answer_heading: str
    status: str
    sign: str
    changed: Link | None


@dataclass(frozen=True, slots=True)
class WallGroup:
    """The notes that answer one question, the newest first."""

    id: str
    heading: str
    cards: tuple[WallCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WallPage(Page):
    """The wall, or one part of a long one; ``total`` is how many notes all parts have."""

    template: ClassVar[str] = "pages/wall.html"
    kind: ClassVar[str] = "wall"
    groups: tuple[WallGroup, ...]
    total: int
    part: int
    parts: tuple[Link, ...]
    said: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallSheetPage(Page):
    """A sheet to print, on which children and young people write words for the wall."""

    template: ClassVar[str] = "pages/wall-sheet.html"
    kind: ClassVar[str] = "wall-sheet"
    safety: Contact | None
    crisis: Link | None
