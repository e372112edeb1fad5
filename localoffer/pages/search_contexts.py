"""What a page of search results says, field by field: the contract between search and templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from localoffer.model.reference import Contact
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True)
class Choices:
    """What is to be found.

    ``text`` is what was typed; ``filters`` the options chosen by filter; ``age`` in years,
    or else ``unread_age``, what was typed as an age and says none; ``near`` a postcode or a town,
    and ``within`` how many miles of it at most; ``exactly`` keeps the spelling as it was typed;
    ``everything`` shows all that was found, where words of danger would leave only what helps.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    age: int | None = None
    near: str = ""
    exactly: bool = False
    unread_age: str = ""
    within: int | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """Words with several meanings: "SLT" may mean speech therapy or the leadership team.

    ``choices`` are the searches for each meaning, as the end of an address.
    """

    words: str
    meanings: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One result.

    ``marked`` is the summary, or a sentence of the page that has words which title and summary
    lack, in pieces, each with whether it matches the words.
    ``away`` says how far it is, such as "1.2 miles from SC1"; lines that say nothing are empty.
    """

    number: int
    address: str
    title: str
    kind: str
    summary: str
    marked: tuple[tuple[str, bool], ...]
    ages: str
    place: str
    checked: str
    notice: str
    away: str
    score: int


@dataclass(frozen=True, slots=True)
class OptionState:
    """A choice of a filter: how many results it leaves, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FilterState:
    """A filter with its choices. ``first`` ones are always seen, the others under "more"."""

    name: str
    label: str
    kind: str
    first: bool
    options: tuple[OptionState, ...]


@dataclass(frozen=True, slots=True)
class Removable:
    """A chosen filter as a phrase, the search without it, and how many results that has.

    ``choices`` is that search as the end of an address, such as ``q=club&free=yes``.
    """

    phrase: str
    choices: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that a page of results says.

    ``showing_for`` is what was searched for, where the spelling was put right, else empty, and
    ``as_typed`` the search for what was typed; ``description`` the whole search in English;
    ``notes`` sentences above the results; ``meant`` short forms with several meanings;
    ``near_spellings`` words to try where nothing was found; ``is_urgent`` whether to show the
    panel of help, and ``everything`` the search for what is left out for its sake, if anything is;
    ``removable`` the filters chosen; ``unknown_place`` a place asked for that is not known;
    ``previous`` and ``next`` the other pages of results, empty if there is none.

    Searches are written as the end of an address: ``q=speech+therapy&age=3``.
    """

    choices: Choices
    showing_for: str
    as_typed: str
    description: str
    notes: tuple[str, ...]
    meant: tuple[Meant, ...]
    near_spellings: tuple[tuple[str, str], ...]
    is_urgent: bool
    everything: str
    total: int
    page: int
    pages: int
    previous: str
    next: str
    results: tuple[Result, ...]
    filters: tuple[FilterState, ...]
    removable: tuple[Removable, ...]
    unknown_place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The page of results. As a file it has none: the script fills it in the browser.

    The service for those without script renders the same page with ``results``. ``tasks`` are the
    six commonest, for who finds nothing; ``browse_groups`` are the lists to browse, as on the page
    of lists; ``attribution`` says whose data the distances come from.
    """

    template: ClassVar[str] = "pages/search.html"
    kind: ClassVar[str] = "search"
    results: Results | None
    tasks: tuple[Link, ...]
    browse_groups: tuple[tuple[str, tuple[Link, ...]], ...]
    advice: Contact | None
    crisis: Link | None
    attribution: str
