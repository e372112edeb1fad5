"""The pages of annual reports and surveys, field by field: the contract with their templates."""

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
    """A row of a table of counts. ``percent`` is the length of its bar; None where it has none."""

    label: str
    count_text: str
    percent: float | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of counts. ``note`` says what is hidden in it and why, or is empty.

    ``heading`` is that of the column of labels.
    """

    id: str
    title: str
    heading: str
    rows: tuple[CountRow, ...]
    note: str = ""
    has_places: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted in a year, and on which day.

    ``unmet_needs`` are what people looked for and did not find, or said is missing. While a year
    ``is_running`` it has no tables, as whoever compares two versions could know a sender.
    """

    as_at: date
    is_running: bool
    facts: tuple[CountRow, ...]
    tables: tuple[CountTable, ...]
    withheld: CountTable | None
    unmet_needs: tuple[CountTable, ...]


@dataclass(frozen=True, slots=True)
class AnsweredComment:
    """A published comment in a line or two, and the link to the whole of it."""

    comment_text: str
    answer: str
    status: str
    link: Link


@dataclass(frozen=True, slots=True)
class ThemeComments:
    """A theme and its comments of the year; ``more`` leads on where not all are shown."""

    id: str
    name: str
    comments: tuple[AnsweredComment, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """A theme, where its comments stand, and how many are done, under way or refused."""

    link: Link
    published: int
    done: int
    under_way: int
    refused: int


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """Something that changed because someone said so; ``see`` is the page that changed."""

    because: str
    what: str
    see: Link | None
    comment: Link


@dataclass(frozen=True, slots=True)
class RefusedRequest:
    """Something that could not change, and why; ``comment`` is the one that asked for it."""

    request: Cannot
    comment: Link | None


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
class SurveyLesson:
    """A survey of the year, and its result with what was learned from it."""

    link: Link
    result: SurveyResult | None


@dataclass(frozen=True, slots=True)
class ConsultationEvent:
    """A time when people were consulted, how many took part, and the page that tells more."""

    consultation: Consultation
    people: str
    see: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage(Page):
    """How the site is made, and who was consulted; ``reports`` leads to the annual reports."""

    template: ClassVar[str] = "pages/about.html"
    kind: ClassVar[str] = "site"
    consulted_groups: tuple[ConsultedGroup, ...]
    reports: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReportPage(Page):
    """The report of one year. ``published`` is how many of its comments are published.

    ``wall`` counts the themes of words on the wall; None where none may be shown.
    """

    template: ClassVar[str] = "pages/annual-report.html"
    kind: ClassVar[str] = "review"
    report: Entry[Review]
    contents: tuple[Link, ...]
    numbers: Numbers | None
    published: int
    themes: tuple[ThemeCounts, ...]
    comments: Link
    wall: CountTable | None
    surveys: tuple[SurveyLesson, ...]
    changes: tuple[ChangeMade, ...]
    refused_requests: tuple[RefusedRequest, ...]
    promises: tuple[Promise, ...]
    earlier_promises: tuple[Promise, ...]
    earlier_report: Link | None
    consulted_groups: tuple[ConsultedGroup, ...]
    consultation: Link
    reached_offline: tuple[CountRow, ...]
    easy_read: Link | None
    next_due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersPage(Page):
    """The comments of one year and their answers, by theme."""

    template: ClassVar[str] = "pages/annual-report-comments.html"
    kind: ClassVar[str] = "review-comments"
    themes: tuple[ThemeComments, ...]
    report: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPage(Page):
    """Who was consulted in one year: each group of regulation 54, and each event."""

    template: ClassVar[str] = "pages/annual-report-consultation.html"
    kind: ClassVar[str] = "review-asked"
    consulted_groups: tuple[ConsultedGroup, ...]
    events: tuple[ConsultationEvent, ...]
    report: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReportEasyReadPage(Page):
    """The report of one year in easy read."""

    template: ClassVar[str] = "pages/annual-report-easy-read.html"
    kind: ClassVar[str] = "review-easy-read"
    lines: tuple[PicturedLine, ...]
    same_in_words: Link
    young_people: Link | None


@dataclass(frozen=True, slots=True)
class ArchivedReport:
    """A year of the archive: its days, its report and the report's easy read."""

    begins: date
    ends: date
    report: Link
    published: date
    easy_read: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage(Page):
    """Every report, the newest first."""

    template: ClassVar[str] = "pages/annual-report-archive.html"
    kind: ClassVar[str] = "reviews"
    current_year: Period
    due: date
    late: bool
    comments_so_far: int
    years: tuple[ArchivedReport, ...]


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey in the list of all: whether it is open, and whether it has results."""

    link: Link
    survey: Survey
    is_open: bool
    is_upcoming: bool
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
    is_upcoming: bool
    answer_at: str | None
    result: SurveyResult | None
    answer_count: str
    tables: tuple[CountTable, ...]
    report: Link | None
