"""Which provision pages there are: none where a council has no statements."""

from collections.abc import Iterator

from localoffer.pages.index import Index
from localoffer.pages.page import Page
from localoffer.pages.provision.grid import grid_page
from localoffer.pages.provision.hub import hub_page
from localoffer.pages.provision.lists import list_pages
from localoffer.pages.provision.meeting import meeting_page
from localoffer.pages.provision.statements import statement_page


def provision_pages(index: Index) -> Iterator[Page]:
    """Yield every page of this part."""
    if index.offer.statements:
        yield hub_page(index)
        yield from list_pages(index)
        yield from (statement_page(entry, index) for entry in index.offer.statements)
        yield meeting_page(index.offer)
        yield grid_page(index)
