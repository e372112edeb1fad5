"""Pages of the EHC journey, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from localoffer.ehc_journey.clocks import Clock
from localoffer.ehc_journey.deadlines import Deadline
from localoffer.ehc_journey.legal_limits import Limit
from localoffer.form_error import FormError
from localoffer.pages.contexts import GuidePage
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True)
class StagePart:
    """A part of a stage. ``kind`` is happens, who, you, letter or late."""

    kind: str
    title: str
    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a journey. ``when`` is a time such as "by week 6", or empty."""

    number: int
    title: str
    when: str
    id: str
    limit: Limit | None
    opening: str
    parts: tuple[StagePart, ...]
    following: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPage(GuidePage):
    """A guide whose parts are stages in time. ``coordinators`` leads to the EHC coordinators."""

    template: ClassVar[str] = "pages/journey.html"
    kind: ClassVar[str] = "journey"
    opening: str
    stages: tuple[Stage, ...]
    coordinators: Link | None


@dataclass(frozen=True, slots=True)
class ClockForm:
    """A clock with the guide that explains it, and a worked example that counts from ``start``."""

    clock: Clock
    guide: Link | None
    start: str
    example: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """The last days that the service worked out, or what to mend in what was ``typed``.

    ``start`` says the query in words; ``calendar`` is the address of the days as a calendar file.
    """

    form: ClockForm
    typed: Mapping[str, str]
    start: str
    rows: tuple[Deadline, ...]
    mistakes: tuple[FormError, ...]
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesPage(Page):
    """The date calculator. Its script reads ``script_data``, JSON; ``answer`` is the service's."""

    template: ClassVar[str] = "pages/dates.html"
    kind: ClassVar[str] = "ehc-dates"
    forms: tuple[ClockForm, ...]
    script_data: str
    last_year: int
    answer: DateAnswer | None = None
