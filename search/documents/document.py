"""What search knows of a page: a new kind of record is searched once it yields these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Family = Literal[
    "guide",
    "easy read",
    "young",
    "professional",
    "topic",
    "service",
    "school",
    "report",
    "expectation",
    "expectations",
    "event",
    "word",
    "contact",
    "comment",
    "comments",
    "page",
]
#: What a page is to somebody in danger: nothing, of help, a number to call, the first to read.
UrgentHelp = Literal["none", "helps", "line", "first"]
PageStatus = Literal["current", "overdue", "with gaps", "closed", "past"]


@dataclass(frozen=True, slots=True)
class ResultText:
    """What a result shows of a page besides its title and summary: short lines, empty if none.

    ``notice`` is what to know first, such as "Closed until 4 January 2027".
    """

    kind: str
    ages: str = ""
    place: str = ""
    checked: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page, or part of a page, that can be found.

    ``address`` starts with ``/`` and may end in ``#id``. ``family`` decides how much it counts
    (``weights.FAMILIES``). ``names`` are its other names; ``labels`` the names of its
    needs, kind and topics; ``facets`` its values by filter (``search.filters``), such as
    ``{"need": ("autism",)}``; ``ages`` the youngest and the oldest in years, None for all ages;
    ``postcodes`` where it happens; ``of_a_place`` whether it lists what is in one place;
    ``status`` whether it is up to date; ``urgent_help`` whether it may stand under the panel;
    ``result_title`` what a result says instead of ``title``.
    """

    address: str
    title: str
    summary: str
    family: Family
    result_text: ResultText
    names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    body: str = ""
    ages: tuple[int, int] | None = None
    postcodes: tuple[str, ...] = ()
    of_a_place: bool = False
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    status: PageStatus = "current"
    urgent_help: UrgentHelp = "none"
    result_title: str = ""
