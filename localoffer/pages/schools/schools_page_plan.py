"""Which pages of schools there are: none where an offer has no school."""

from collections.abc import Iterator

from localoffer.pages.index import Index
from localoffer.pages.page import Page
from localoffer.pages.schools.coordinators import coordinators_page
from localoffer.pages.schools.report_lists import by_state, report_list_pages, reports_page
from localoffer.pages.schools.school_groups import make_groups
from localoffer.pages.schools.school_lists import list_pages, schools_page, ways_of
from localoffer.pages.schools.school_page import make_school_page_context, school_page
from localoffer.pages.schools.written_report_page import report_pages
from localoffer.schools.known_school import known_schools
from localoffer.schools.needs import NeedWords


def schools_pages(index: Index) -> Iterator[Page]:
    """Yield the directory, its lists, each school, reports written here, and what is known."""
    offer = index.offer
    if not offer.schools:
        return
    schools = known_schools(offer)
    words = NeedWords(offer.lists.needs.values())
    groups = make_groups(schools, offer, words)
    ways = ways_of(groups, index)
    from_register = any(known.school.urn for known in schools)
    yield schools_page(ways, index, from_register=from_register)
    yield from list_pages(ways, groups, from_register=from_register)
    around = make_school_page_context(index, groups, words)
    yield from (school_page(known, around) for known in schools)
    yield from report_pages({known.entry.slug: known for known in schools}, index)
    if offer.coordinators:
        yield coordinators_page(index)
    states = by_state(schools)
    yield reports_page(schools, states, index, from_register=from_register)
    yield from report_list_pages(states, offer.today)
