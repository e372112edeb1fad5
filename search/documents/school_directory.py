"""The directory of schools and its lists, as search knows them. The lists by letter are left out.

They come from what plans the site: a list without a school is no result.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from localoffer.model.lists import Need
from localoffer.offer import Offer
from localoffer.pages.index import make_index
from localoffer.pages.navigation import SCHOOLS
from localoffer.pages.schools.contexts import SchoolListPage
from localoffer.pages.schools.report_lists import reports_page, schools_by_state
from localoffer.pages.schools.school_groups import EARLY_YEARS, make_groups
from localoffer.pages.schools.school_lists import (
    coordinators_page,
    school_groupings,
    school_list_pages,
    schools_page,
)
from localoffer.schools.facts import NeedWords
from localoffer.schools.known_school import known_schools
from search.documents.document import SearchDocument
from search.documents.from_page import document_of

_KIND = "List of schools"
_LIST = "Each with its ages, its base if it has one, and its report on special needs."

#: Words that people type for the lists of a kind or a phase, by the end of the address.
_TYPED: Mapping[str, tuple[str, ...]] = {
    "bases": ("resource base", "SEN unit", "unit in a mainstream school",
              "which schools have a base", "ARP", "SRP", "resourced provision", "specialist hub"),
    "special": ("special school", "special needs school", "list of special schools"),
    "independent": ("private school", "fee paying school", "independent special school"),
    "out-of-area": ("school in another council", "school over the border", "neighbouring council"),
    "colleges": ("college", "further education", "FE college", "after GCSEs"),
    EARLY_YEARS: ("nursery", "preschool", "playgroup", "childminder", "list of nurseries"),
    "phases/early-years": ("nursery school", "nursery class", "reception"),
    "phases/primary": ("primary school", "infant school", "junior school", "first school"),
    "phases/secondary": ("secondary school", "high school", "academy", "big school"),
    "phases/post-16": ("sixth form", "college", "A levels", "after GCSEs"),
}  # fmt: skip
#: What families call the lists of a place.
_IN_PLACES = {
    "places": ("schools", "primary schools", "secondary schools", "colleges"),
    EARLY_YEARS: ("nurseries", "childminders", "playgroups"),
}
_NAMES: Mapping[str, tuple[str, ...]] = {
    "bases": ("SEN units", "resource bases", "schools with a unit"),
    EARLY_YEARS: ("nurseries", "playgroups", "childminders", "preschools"),
}
_SCHOOLS = (
    "find a school", "school finder", "list of schools", "all schools", "schools near me",
    "my child's school", "SENCO of a school",
)  # fmt: skip
_COORDINATORS = (
    "EHC coordinator", "EHCP coordinator", "SEN officer", "case officer", "plan coordinator",
    "who is my caseworker",
)  # fmt: skip
_REPORTS = (
    "SEN information report", "SEN report", "schools without a report", "out of date report",
)  # fmt: skip


def school_lists(offer: Offer) -> Iterator[SearchDocument]:
    """Yield the directory, its lists, the coordinators and what is known of reports."""
    if not offer.schools:
        return
    index, schools = make_index(offer), known_schools(offer)
    groups = make_groups(schools, offer, NeedWords(offer.lists.needs.values()))
    ways = school_groupings(groups, index)
    yield document_of(schools_page(ways, index, from_register=False), "Page of this site", _SCHOOLS)
    others = [way for way in ways if way.key != "names"]
    for page in school_list_pages(others, groups, from_register=False):
        if page.total and page.part == 1:
            yield _of_list(page, offer.lists.needs)
    if offer.coordinators:
        yield document_of(coordinators_page(index), "Page of this site", _COORDINATORS)
    reports = reports_page(schools, schools_by_state(schools), index, from_register=False)
    yield document_of(reports, "Page of this site", _REPORTS)


def _of_list(page: SchoolListPage, needs: Mapping[str, Need]) -> SearchDocument:
    """Return a list, by what the end of its address says it is a list of."""
    end = page.address.removeprefix(SCHOOLS.address).rstrip("/")
    way, _, key = end.partition("/")
    names = _NAMES.get(end, ())
    facets: dict[str, tuple[str, ...]] = {}
    if way == "needs":
        names = tuple(f"{needs[key].name} {kind}" for kind in ("school", "base", "unit"))
        facets = {"need": (key,)}
    elif way in _IN_PLACES and key:
        place = key.replace("-", " ")  # "Carrow", where the list is of "The city of Carrow"
        names = tuple(f"{kind} in {place}" for kind in _IN_PLACES[way])
        facets = {"place": (key,)}
    document = document_of(page, _KIND, _TYPED.get(end, ()), names=names, facets=facets)
    return replace(document, summary=page.explanation or _LIST, of_a_place="place" in facets)
