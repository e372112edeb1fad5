"""The lists of what every setting should do, as search knows them: none without a statement."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from localoffer.offer import Offer
from localoffer.pages.index import Index, make_index
from localoffer.pages.link_titles import areas_with_statements
from localoffer.pages.navigation import PROVISION
from localoffer.pages.provision.contexts import ListPage
from localoffer.pages.provision.coverage_grid import grid_page
from localoffer.pages.provision.landing_page import landing_page
from localoffer.pages.provision.meeting_list import meeting_page
from localoffer.pages.provision.statement_lists import statement_list_pages
from search.documents.body_text import labels_of
from search.documents.document import SearchDocument
from search.documents.from_page import document_of

_KIND = "What every setting should do"

_HUB = (
    "ordinarily available provision", "OAP", "what should school do for my child",
    "what school has to do", "what help every child gets without a plan", "inclusive practice",
    "quality first teaching", "reasonable adjustments in class",
)  # fmt: skip
_MEETING = (
    "list to take to a meeting with school", "what to ask for at a meeting",
    "meeting with the SENCO", "checklist for school", "print a list",
)  # fmt: skip
_GRID = ("gaps in the local offer", "coverage table", "what the council has not written")
_STAFF = (
    "classroom strategies", "for teachers", "for staff", "quality first teaching", "toolkit",
    "universal and targeted provision",
)  # fmt: skip
_PARENTS = ("what should school do", "what should nursery do", "ordinarily available")
_LISTS: Mapping[str, tuple[str, ...]] = {
    "phases/early-years": ("what should nursery do", "preschool", "childminder"),
    "phases/primary": ("what should primary school do", "infant", "junior"),
    "phases/secondary": ("what should secondary school do", "high school", "academy"),
    "phases/post-16": ("what should college do", "sixth form"),
    "tiers/every-child": ("universal", "high quality teaching", "what every child gets"),
    "tiers/more": ("targeted", "extra help", "intervention", "without an EHCP"),
}


def expectation_lists(offer: Offer) -> Iterator[SearchDocument]:
    """Yield the way in, the lists by area, phase and tier, and the list for a meeting.

    Of the lists for staff those by area alone; the lists that the table of facets leads to are
    left out: they say the same again.
    """
    if not offer.statements:
        return
    index = make_index(offer)
    yield document_of(landing_page(index), _KIND, _HUB)
    yield document_of(meeting_page(offer), _KIND, _MEETING)
    yield document_of(grid_page(index), _KIND, _GRID)
    areas = {area.id for area in areas_with_statements(index.offer)}
    for page in statement_list_pages(index):
        end = page.address.removeprefix(PROVISION.address).rstrip("/")
        area = end.partition("/")[0]
        if area in areas:
            yield _of_area(page, area, index)
        elif end in _LISTS:
            yield document_of(page, _KIND, _LISTS[end])


def _of_area(page: ListPage, area: str, index: Index) -> SearchDocument:
    lists = index.offer.lists
    row = lists.need_areas[area]
    needs = [lists.needs[need] for need in row.needs if need in lists.needs]
    also = (words for need in needs for words in need.also_called)
    is_staff = page.voice == "staff"
    document = document_of(
        page,
        _KIND,
        _STAFF if is_staff else (*_PARENTS, *also),
        labels=(row.name, *labels_of(row.needs, lists.needs)),
        facets={"need": row.needs},
    )
    return document if is_staff else replace(document, family="expectations")
