"""The page of the council's own figures, field by field."""

from dataclasses import dataclass
from typing import ClassVar

from localoffer.pages.figures.charts import Chart
from localoffer.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage(Page):
    """Every figure that the council publishes about itself, and the waiting times of services."""

    template: ClassVar[str] = "pages/figures.html"
    kind: ClassVar[str] = "figures"
    charts: tuple[Chart, ...]
