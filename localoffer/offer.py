"""The offer: all checked content of one council on one day, as frozen values.

Those that are kept between builds have no ``slots``: Python takes ten times as long to load
frozen dataclasses that have.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from markupsafe import Markup

from localoffer.model.annual_report import Consultation, Review, YearCounts
from localoffer.model.base import Record
from localoffer.model.comment import Comment
from localoffer.model.figures import Figure
from localoffer.model.guide import Guide, Landing
from localoffer.model.lists import AccessFeature, AgeGroup, Area, Need, ServiceKind, ThemeRow
from localoffer.model.provision import NeedAreaRow, Statement
from localoffer.model.reference import Contact, Event, Redirect, ServiceChange, Term
from localoffer.model.school import CoordinatorRule, LinkCheck, School
from localoffer.model.school_report import SchoolReport
from localoffer.model.service import Service
from localoffer.model.site import Site
from localoffer.model.survey import Survey, SurveyResult
from localoffer.model.vocabulary import BestBet, Synonym

#: The highest level of heading in a text: the page's title is the only one above it.
TOP = 2

_TOP_HEADING = re.compile(rf"<h{TOP} id=\"[^\"]*\"[^>]*>.*?</h{TOP}>", re.DOTALL)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its level (2 to 6), its words and the id that links reach it by.

    ``limit`` is the id of the limit that it names (ehc_journey/legal_limits.yaml), or empty.
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
    """An author's Markdown as safe HTML, its headings, and where it links to.

    Its sections are cut anew each time: few pages ask, and there may be 20,000 texts.
    """

    html: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[tuple[str, int], ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The text before the first ``##`` heading, if any, and then that of each."""
        tops = [heading for heading in self.headings if heading.level == TOP]
        opening, *rest = _TOP_HEADING.split(self.html)
        sections = [Section(None, Markup(opening))] if opening.strip() else []
        parts = zip(tops, rest, strict=False)
        return (*sections, *(Section(top, Markup(html.lstrip())) for top, html in parts))


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with its place: file, slug, address, text, and a digest of all it was made from.

    ``missing`` names the required fields that a draft does not have yet.
    """

    path: str
    slug: str
    address: str
    record: R
    text: RenderedText
    digest: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListsById:
    """The lists of choices and the people to contact, by id, in the order of their files."""

    needs: Mapping[str, Need]
    ages: Mapping[str, AgeGroup]
    areas: Mapping[str, Area]
    access: Mapping[str, AccessFeature]
    kinds: Mapping[str, ServiceKind]
    contacts: Mapping[str, Contact]
    need_areas: Mapping[str, NeedAreaRow]
    themes: Mapping[str, ThemeRow]


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """Everything a site is made from. Two are the same only if they are one: it can be a key."""

    site: Site
    lists: ListsById
    services: tuple[Entry[Service], ...]
    guides: tuple[Entry[Guide], ...]
    topics: tuple[Entry[Landing], ...]
    schools: tuple[Entry[School], ...]
    reports: tuple[Entry[SchoolReport], ...]
    statements: tuple[Entry[Statement], ...]
    comments: tuple[Entry[Comment], ...]
    surveys: tuple[Entry[Survey], ...]
    survey_results: tuple[Entry[SurveyResult], ...]
    consultations: tuple[Entry[Consultation], ...]
    counts: tuple[Entry[YearCounts], ...]
    reviews: tuple[Entry[Review], ...]
    glossary: tuple[Term, ...]
    events: tuple[Event, ...]
    redirects: tuple[Redirect, ...]
    changes: tuple[ServiceChange, ...]
    synonyms: tuple[Synonym, ...]
    best_bets: tuple[BestBet, ...]
    coordinators: tuple[CoordinatorRule, ...]
    figures: tuple[Figure, ...]
    link_checks: tuple[LinkCheck, ...]
    today: date
