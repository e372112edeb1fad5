"""The parts that pages of the review are made of: tables, answers, promises."""

from dataclasses import dataclass
from datetime import date

from localoffer.model.annual_report import Cannot, Consultation
from localoffer.model.reference import Contact
from localoffer.model.survey import SurveyResult
from localoffer.pages.page import Link


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
