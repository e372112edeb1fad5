"""The offer: all the checked content of one council on one day, as frozen values.

Classes that the build cache stores have no ``slots``: a frozen dataclass with slots takes Python
ten times as long to load.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from localoffer.model.annual_report import Consultation, Review, YearCounts
from localoffer.model.base import Record
from localoffer.model.comment import Comment
from localoffer.model.figures import Figure
from localoffer.model.guide import Guide, Landing
from localoffer.model.lists import AccessFeature, AgeGroup, Area, Need, ServiceKind, ThemeRow
from localoffer.model.provision import Agreement, NeedAreaRow, Statement
from localoffer.model.reference import Contact, Event, Redirect, ServiceChange, Term
from localoffer.model.school import CoordinatorRule, LinkCheck, School
from localoffer.model.school_report import SchoolReport
from localoffer.model.service import Service
from localoffer.model.site import Site
from localoffer.model.slot import Slot
from localoffer.model.survey import Survey, SurveyResult
from localoffer.model.vocabulary import BestBet, Synonym
from localoffer.model.wall_note import WallNote
from localoffer.national_versions.history import Release
from localoffer.read.layers import is_national

#: The highest level of heading in a text; only the page's title is above it.
TOP = 2

_TOP_HEADING = re.compile(rf"<h{TOP} id=\"[^\"]*\"[^<>]*>(?>(?:[^<]|<(?!/?h[2-6]))*)</h{TOP}>")

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its level (2 to 6), its words, and the id that links use.

    ``limit`` is the id of the time limit it names (ehc_journey/legal_limits.yaml), or empty.
    """

    level: int
    text: str
    id: str
    limit: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a text from one ``##`` heading to the next; the first may have no heading."""

    heading: Heading | None
    html: str


@dataclass(frozen=True)
class RenderedText:
    """An author's Markdown as safe HTML, with its headings and its internal links.

    A link is an address as written and the line it is on. ``sections`` are worked out anew each
    time: few pages need them, and there may be 20,000 texts.
    """

    html: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[tuple[str, int], ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The text before the first ``##`` heading, if any, then the text under each of them."""
        tops = [heading for heading in self.headings if heading.level == TOP]
        opening, *rest = _TOP_HEADING.split(self.html)
        sections = [Section(None, Markup(opening))] if opening.strip() else []
        parts = zip(tops, rest, strict=False)
        return (*sections, *(Section(top, Markup(html.lstrip())) for top, html in parts))


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with its file, slug, address and text, and a digest of all it was made from.

    ``missing`` names the required fields that a draft still lacks. ``slots`` are the names of a
    national text's slots; ``council_headings`` the ids of those of its headings under which the
    council's own words stand: an empty one is the text above the first heading.
    """

    path: str
    slug: str
    address: str
    record: R
    text: RenderedText
    digest: str
    missing: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    council_headings: tuple[str, ...] = ()

    @property
    def is_national(self) -> bool:
        """Whether the text came with the program, and is no council's own."""
        return is_national(self.path)


class _RowsById(Generic[R]):
    """An attribute of ``ListsById``: the rows of one list by their ids."""

    def __init__(self, model: type[R]) -> None:
        self._model = model

    def __get__(self, lists: "ListsById", owner: type["ListsById"]) -> Mapping[str, R]:
        return lists.of(self._model)


class _Entries(Generic[R]):
    """An attribute of ``Offer``: the entries of one folder."""

    def __init__(self, model: type[R]) -> None:
        self._model = model

    def __get__(self, offer: "Offer", owner: type["Offer"]) -> tuple[Entry[R], ...]:
        return offer.entries(self._model)


class _Rows(Generic[R]):
    """An attribute of ``Offer``: the rows of one list."""

    def __init__(self, model: type[R]) -> None:
        self._model = model

    def __get__(self, offer: "Offer", owner: type["Offer"]) -> tuple[R, ...]:
        return offer.rows(self._model)


@dataclass(frozen=True, slots=True)
class ListsById:
    """The rows of every list whose rows have ids, by id, in the order of their files."""

    by_model: Mapping[type[Record], Mapping[str, Any]]

    needs = _RowsById(Need)
    ages = _RowsById(AgeGroup)
    areas = _RowsById(Area)
    access = _RowsById(AccessFeature)
    kinds = _RowsById(ServiceKind)
    contacts = _RowsById(Contact)
    need_areas = _RowsById(NeedAreaRow)
    themes = _RowsById(ThemeRow)

    def of(self, model: type[R]) -> Mapping[str, R]:
        """Return the rows of the list with this model; empty where there are none."""
        return self.by_model.get(model, {})


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """Everything a site is made from. Offers are compared by identity, so that one can be a key.

    ``records`` holds the entries of every folder and the rows of every list, by their model.
    ``entries`` and ``rows`` return those of any model; the most used have attributes here.
    ``releases`` are the versions that changed national texts.
    """

    site: Site
    lists: ListsById
    records: Mapping[type[Record], tuple[Any, ...]]
    today: date
    releases: tuple[Release, ...] = ()

    services = _Entries(Service)
    guides = _Entries(Guide)
    slots = _Entries(Slot)
    topics = _Entries(Landing)
    schools = _Entries(School)
    reports = _Entries(SchoolReport)
    statements = _Entries(Statement)
    comments = _Entries(Comment)
    wall_notes = _Entries(WallNote)
    surveys = _Entries(Survey)
    survey_results = _Entries(SurveyResult)
    consultations = _Entries(Consultation)
    counts = _Entries(YearCounts)
    reviews = _Entries(Review)
    glossary = _Rows(Term)
    events = _Rows(Event)
    redirects = _Rows(Redirect)
    changes = _Rows(ServiceChange)
    synonyms = _Rows(Synonym)
    best_bets = _Rows(BestBet)
    coordinators = _Rows(CoordinatorRule)
    agreements = _Rows(Agreement)
    figures = _Rows(Figure)
    link_checks = _Rows(LinkCheck)

    def entries(self, model: type[R]) -> tuple[Entry[R], ...]:
        """Return the entries of the folder with this model, in the order of their slugs."""
        return self.records.get(model, ())

    def rows(self, model: type[R]) -> tuple[R, ...]:
        """Return the rows of the list with this model, in the order of its file."""
        return self.records.get(model, ())

    def with_entries(self, model: type[R], entries: tuple[Entry[R], ...]) -> "Offer":
        """Return a copy of the offer with these entries in place of those with this model."""
        return replace(self, records={**self.records, model: entries})
