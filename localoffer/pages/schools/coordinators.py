"""The finder of EHC coordinators: a plain table that works without script."""

from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, SCHOOLS
from localoffer.pages.schools.contexts import CoordinatorRow, CoordinatorsPage
from localoffer.pages.schools.school_page_links import COORDINATORS


def coordinators_page(index: Index) -> CoordinatorsPage:
    """Return the page; its rows stand in the order in which they count."""
    offer = index.offer
    contacts = offer.lists.contacts
    return CoordinatorsPage(
        address=COORDINATORS.address,
        title=COORDINATORS.label,
        description=COORDINATORS.sentence,
        crumbs=(HOME, SCHOOLS),
        rows=tuple(
            CoordinatorRow(rule.covers, contacts[rule.contact])
            for rule in offer.coordinators
            if rule.contact in contacts
        ),
        guide=index.links.get("/guides/find-your-ehc-coordinator/"),
    )
