"""The pages of schools, field by field: the contract between planning and the templates."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from localoffer.model.lists import Need
from localoffer.model.reference import Contact
from localoffer.model.school import ResourcedProvision, School, Senco
from localoffer.model.school_report import SchoolReport
from localoffer.offer import Entry
from localoffer.pages.page import COVERED, Link, Page
from localoffer.schools.report_status import ReportStatus
from localoffer.schools.schedule_1 import PartCoverage
from localoffer.schools.visit_questions import Questions
from localoffer.schools.written_report import ReportAnswer


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school as one row of a list. ``kind_and_town`` tells schools of one name apart.

    ``report`` is the state of its report in words and ``sign`` the drawing beside them;
    ``notes`` are short: a base, outside our area, closing. ``shared`` says that another school
    has the name too: a link then says more than the name.
    """

    address: str
    name: str
    kind_and_town: str
    report: str
    sign: str
    notes: tuple[str, ...] = ()
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolsPage(Page):
    """The first page of the directory: by name, by first letter, then by every other grouping."""

    template: ClassVar[str] = "pages/schools.html"
    kind: ClassVar[str] = "schools"
    total: int
    letters: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    about_reports: Link | None
    from_register: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolListPage(Page):
    """One list of schools, or one part of a long one."""

    template: ClassVar[str] = "pages/schools-list.html"
    kind: ClassVar[str] = "school-list"
    heading: str
    explanation: str
    total: int
    rows: tuple[SchoolRow, ...]
    part: int
    parts: tuple[Link, ...]
    letters: tuple[Link, ...]
    others: tuple[Link, ...]
    others_title: str
    from_register: bool


@dataclass(frozen=True, slots=True)
class BaseView:
    """A base or unit with its needs by name, and the page of its service."""

    base: ResourcedProvision = field(metadata=COVERED)
    needs: tuple[Need, ...]
    service: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolPage(Page):
    """A school: its report, whom to reach, its bases, what to ask and what to expect.

    ``report_age`` is in words, empty where no date is known. ``register_bases`` are sentences
    for what only the national register says.
    """

    template: ClassVar[str] = "pages/school.html"
    kind: ClassVar[str] = "school"
    school: Entry[School]
    kind_name: str
    kind_and_town: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    report_status: ReportStatus
    report_words: str
    report_sign: str
    report_age: str
    why_not_expected: str
    bases: tuple[BaseView, ...]
    register_bases: tuple[str, ...]
    needs: tuple[Need, ...]
    senco: Senco | None
    is_special: bool
    questions: tuple[Questions, ...]
    coordinator: Contact | None
    coordinators: Link | None
    expected_provision: tuple[Link, ...]
    about_reports: Link | None
    place: Link | None
    related: tuple[SchoolRow, ...]


@dataclass(frozen=True, slots=True)
class CoordinatorRow:
    """What a coordinator covers, in words, and how to reach them."""

    covers: str
    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorsPage(Page):
    """Which EHC coordinator looks after which schools: a box and a plain table."""

    template: ClassVar[str] = "pages/schools-coordinators.html"
    kind: ClassVar[str] = "school-coordinators"
    rows: tuple[CoordinatorRow, ...]
    guide: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolReportPage(Page):
    """A SEN information report that a school wrote here."""

    template: ClassVar[str] = "pages/school-report.html"
    kind: ClassVar[str] = "school-report"
    report: Entry[SchoolReport]
    school: Link
    report_words: str
    report_sign: str
    answers: tuple[ReportAnswer, ...]
    words: int
    reading_age: int | None


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many schools are in a state, the share of them in percent, and the list of them."""

    words: str
    sign: str
    count: int
    percent: int
    schools: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage(Page):
    """The council's view of reports: how many are in which state, and what they seem to have."""

    template: ClassVar[str] = "pages/schools-reports.html"
    kind: ClassVar[str] = "school-reports"
    total: int
    states: tuple[StateCount, ...]
    others: int
    coverage: tuple[PartCoverage, ...]
    newest_check: date | None
    from_register: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A school's report as the council sees it. ``months`` is its age; None: not known."""

    address: str
    name: str
    kind_and_town: str
    report_status: ReportStatus
    months: int | None
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportListPage(Page):
    """The schools whose report is in one state, or one part of them."""

    template: ClassVar[str] = "pages/schools-reports-list.html"
    kind: ClassVar[str] = "school-reports-list"
    heading: str
    explanation: str
    total: int
    rows: tuple[ReportRow, ...]
    part: int
    parts: tuple[Link, ...]
