"""The pages of the yearly review, field by field: the contract with their templates."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from localoffer.annual_report.consulted import ConsultedGroup
from localoffer.annual_report.reporting_year import Period
from localoffer.model.annual_report import Review
from localoffer.model.survey import Survey, SurveyResult
from localoffer.offer import Entry
from localoffer.pages.annual_report.context_parts import (
    Changed,
    ConsultationEvent,
    CountRow,
    CountTable,
    Learned,
    Numbers,
    Promise,
    RefusedRequest,
    ThemeCounted,
    ThemeTold,
)
from localoffer.pages.contexts import PicturedLine
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage(Page):
    """How the site is made, and who was asked about it; ``reports`` leads to the yearly ones."""

    template: ClassVar[str] = "pages/about.html"
    kind: ClassVar[str] = "site"
    asked: tuple[ConsultedGroup, ...]
    reports: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage(Page):
    """The report of one year. ``published`` is how many of its comments are."""

    template: ClassVar[str] = "pages/review.html"
    kind: ClassVar[str] = "review"
    report: Entry[Review]
    contents: tuple[Link, ...]
    numbers: Numbers | None
    published: int
    themes: tuple[ThemeCounted, ...]
    comments: Link
    surveys: tuple[Learned, ...]
    changed: tuple[Changed, ...]
    refused: tuple[RefusedRequest, ...]
    promises: tuple[Promise, ...]
    earlier: tuple[Promise, ...]
    earlier_report: Link | None
    groups: tuple[ConsultedGroup, ...]
    asked: Link
    reached: tuple[CountRow, ...]
    easy_read: Link | None
    next_due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersPage(Page):
    """The comments of one year and their answers, by theme."""

    template: ClassVar[str] = "pages/review-comments.html"
    kind: ClassVar[str] = "review-comments"
    themes: tuple[ThemeTold, ...]
    report: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage(Page):
    """Who was asked in one year: each group of regulation 54, and each time."""

    template: ClassVar[str] = "pages/review-asked.html"
    kind: ClassVar[str] = "review-asked"
    groups: tuple[ConsultedGroup, ...]
    held: tuple[ConsultationEvent, ...]
    report: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEasyPage(Page):
    """The report of one year in easy read."""

    template: ClassVar[str] = "pages/review-easy-read.html"
    kind: ClassVar[str] = "review-easy-read"
    lines: tuple[PicturedLine, ...]
    same_in_words: Link
    young: Link | None


@dataclass(frozen=True, slots=True)
class Reported:
    """A year of the archive: its days, its report and the report's easy read."""

    begins: date
    ends: date
    report: Link
    published: date
    easy_read: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage(Page):
    """Every report, the newest first; ``running`` is the year that runs now."""

    template: ClassVar[str] = "pages/review-archive.html"
    kind: ClassVar[str] = "reviews"
    running: Period
    due: date
    late: bool
    said_so_far: int
    years: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey in the list of all: whether it is open, and whether it has results."""

    link: Link
    survey: Survey
    is_open: bool
    is_to_come: bool
    has_results: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveysPage(Page):
    """Every survey: those that can be answered now, those to come and those that are over."""

    template: ClassVar[str] = "pages/surveys.html"
    kind: ClassVar[str] = "surveys"
    surveys: tuple[SurveyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPage(Page):
    """A survey: what it asks, how to answer it while it is open, and then what people said."""

    template: ClassVar[str] = "pages/survey.html"
    kind: ClassVar[str] = "survey"
    survey: Entry[Survey]
    is_open: bool
    is_to_come: bool
    answer_at: str | None
    result: SurveyResult | None
    answers: str
    tables: tuple[CountTable, ...]
    report: Link | None
