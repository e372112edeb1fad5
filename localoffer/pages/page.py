"""What a page is, and the small values that several kinds of page share."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from localoffer.model.reference import Contact, Event, ServiceChange

#: Marks a field whose value is part of an entry that stands on the same page: the entry's
#: digest covers it, so that the page's key need not.
COVERED = {"covered": True}


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address (``/…`` on this site), with a sentence about it."""

    address: str
    label: str
    sentence: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Assurance:
    """Who answers for a page, when it was checked and when the next check is due.

    ``due`` is None where nobody ever checked it and no day was set: then it has no day to name.
    Where ``assured_by`` is empty and there is a day, nobody here has checked it: the day is that of
    its source.
    """

    assured_date: date | None
    assured_by: str
    due: date | None
    overdue: bool
    owner: Contact
    source: str | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """That a page's text is national.

    ``version`` is the one in which the text last changed (empty where none is recorded),
    ``council_parts`` are the headings under which the council's own words stand, and
    ``council_checked`` is the day on which the oldest of those words were checked.
    """

    version: str
    council_parts: tuple[Link, ...]
    council_checked: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """A service or guide as one row of a list. ``facts`` are short: "Ages 5 to 11", "Free"."""

    address: str
    title: str
    summary: str
    kind: str
    facts: tuple[str, ...] = ()
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class EventDay:
    """An event and those of its days that have not passed."""

    event: Event
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class DatedChange:
    """A change and a link to the page it is about, in the words of that page's title."""

    change: ServiceChange
    see: Link | None


@dataclass(frozen=True, slots=True)
class PageComments:
    """The newest comments about a page, and the list of all of them if there are more."""

    newest: tuple[Link, ...]
    all: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. Its template may use these fields and no others.

    ``address`` starts and ends with ``/`` (or ends in a file's name); ``crumbs`` lead from
    home to the page above this one; ``kind`` names the type of page in ``build.json``;
    ``page_comments`` are the comments about it.
    """

    template: ClassVar[str]
    kind: ClassVar[str]

    address: str
    title: str
    description: str
    crumbs: tuple[Link, ...] = ()
    assurance: Assurance | None = None
    provenance: Provenance | None = None
    listed: bool = True
    page_comments: PageComments | None = None


def is_part_of_list(address: str) -> bool:
    """Return whether an address is only a part of a long list or a letter, which come and go."""
    letters = ("/a-z/", "/schools/names/")
    return "/part-" in address or (address.startswith(letters) and address != "/a-z/")
