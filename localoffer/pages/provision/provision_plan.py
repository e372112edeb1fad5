"""Which provision pages there are: none where a council has no statements."""

from collections.abc import Iterator

from localoffer.pages.index import Index
from localoffer.pages.page import Page
from localoffer.pages.provision.coverage_grid import grid_page
from localoffer.pages.provision.landing_page import hub_page
from localoffer.pages.provision.meeting_list import meeting_page
from localoffer.pages.provision.statement_lists import list_pages
from localoffer.pages.provision.statement_pages import statement_page


def provision_pages(index: Index) -> Iterator[Page]:
    """Yield every page of this part."""
    if index.offer.statements:
        yield hub_page(index)
        yield from list_pages(index)
        yield from (statement_page(entry, index) for entry in index.offer.statements)
        yield meeting_page(index.offer)
        yield grid_page(index)
