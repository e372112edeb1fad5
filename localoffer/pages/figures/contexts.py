"""The page of the council's own figures, field by field."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from localoffer.model.reference import Contact
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it begins and how wide it is, in percent of the chart; None if not known.

    ``value`` is its number in words; ``compare`` is the width of the mark to compare with.
    """

    label: str
    value: str
    start: float
    width: float | None
    compare: float | None = None
    compare_value: str = ""
    note: str = ""
    link: Link | None = None
    as_at: date | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its sentence; ``columns`` are the headings of its table."""

    id: str
    title: str
    sentence: str
    bars: tuple[Bar, ...]
    columns: tuple[str, ...]
    compare_label: str
    as_at: date | None
    source: str
    source_url: str | None
    doing: str | None
    contact: Contact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage(Page):
    """Every figure that the council publishes about itself, and the waiting times of services."""

    template: ClassVar[str] = "pages/figures.html"
    kind: ClassVar[str] = "figures"
    charts: tuple[Chart, ...]
