"""Which journey pages there are besides the guides: the calculator of days."""

from collections.abc import Iterator

from localoffer.pages.ehc_journey.date_calculator import dates_page
from localoffer.pages.index import Index
from localoffer.pages.page import Page


def journey_pages(index: Index) -> Iterator[Page]:
    """Yield every page of this part."""
    yield dates_page(index.offer)
