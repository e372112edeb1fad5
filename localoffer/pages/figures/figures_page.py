"""The page of the council's own figures."""

from collections.abc import Iterator

from localoffer.pages.figures.charts import chart_of, waiting_chart
from localoffer.pages.figures.contexts import FiguresPage
from localoffer.pages.index import Index
from localoffer.pages.navigation import FIGURES, HOME
from localoffer.pages.page import Page


def figures_pages(index: Index) -> Iterator[Page]:
    """Yield the page of figures where there are any, or any service says how long people wait."""
    offer = index.offer
    waiting = waiting_chart(offer)
    charts = [chart_of(figure, offer) for figure in offer.figures]
    if charts or waiting:
        yield FiguresPage(
            address=FIGURES.address,
            title=FIGURES.label,
            description="Our own figures: plans on time, requests, appeals and waiting times.",
            crumbs=(HOME,),
            charts=(*charts, *([waiting] if waiting else ())),
        )
