"""The pages of the yearly review, field by field: the contract with their templates."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from localoffer.annual_report.evidence import ConsultedGroup
from localoffer.annual_report.reporting_year import Period
from localoffer.model.annual_report import Cannot, Consultation, Review
from localoffer.model.reference import Contact
from localoffer.model.survey import Survey, SurveyResult
from localoffer.offer import Entry
from localoffer.pages.contexts import PicturedLine
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row of a table of counts: how many, in words, and its bar in percent (None: no bar)."""

    label: str
    said: str
    part: float | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of counts. ``note`` says what is hidden in it and why, or is empty."""

    id: str
    title: str
    about: str
    rows: tuple[CountRow, ...]
    note: str = ""
    has_places: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted in a year, and on which day; ``wanting`` is what people did not find."""

    as_at: date
    facts: tuple[CountRow, ...]
    tables: tuple[CountTable, ...]
    withheld: CountTable | None
    wanting: tuple[CountTable, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A published comment in a line or two, and the link to the whole of it."""

    said: str
    answer: str
    status: str
    link: Link


@dataclass(frozen=True, slots=True)
class ThemeTold:
    """A theme and its comments of the year; ``more`` leads on where not all are shown."""

    id: str
    name: str
    comments: tuple[Answered, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class ThemeCounted:
    """A theme, where its comments stand, and how many of them are done, begun or refused."""

    link: Link
    published: int
    done: int
    begun: int
    cannot: int


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that changed because someone said so; ``see`` is the page that changed."""

    because: str
    what: str
    see: Link | None
    told: Link


@dataclass(frozen=True, slots=True)
class RefusedRequest:
    """Something that could not change, and why; ``told`` is the comment that asked for it."""

    asked: Cannot
    told: Link | None


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised, who does it and by when, and what became of it."""

    what: str
    owner: Contact | None
    by: date
    status: str
    outcome: str
    comments: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """A survey of the year and what was learned from it."""

    link: Link
    result: SurveyResult | None


@dataclass(frozen=True, slots=True)
class ConsultationEvent:
    """A time when people were asked, and the page that tells more."""

    asked: Consultation
    people: str
    see: Link | None


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
