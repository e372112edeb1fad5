"""What search knows of a page: a new kind of record joins by yielding these, and nothing else."""

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
PageRank = Literal["current", "overdue", "closed", "past"]


@dataclass(frozen=True, slots=True)
class ResultText:
    """What a result says of a page besides its title and summary: short lines, empty if none.

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
    (``weights.FAMILIES``). ``names`` are other names it goes by; ``labels`` the names of its
    needs, kind and topics; ``facets`` its values by filter (``filters.FILTERS``), such as
    ``{"need": ("autism",)}``; ``ages`` the youngest and the oldest in years, None for all ages;
    ``postcodes`` where it happens; ``of_a_place`` whether it lists what is in one place;
    ``standing`` whether it still holds.
    """

    address: str
    title: str
    summary: str
    family: Family
    shown: ResultText
    names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    body: str = ""
    ages: tuple[int, int] | None = None
    postcodes: tuple[str, ...] = ()
    of_a_place: bool = False
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standing: PageRank = "current"
