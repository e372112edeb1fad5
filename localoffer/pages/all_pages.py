"""The plan: every page of a site and who claims its address."""

from collections.abc import Iterator

from localoffer.offer import Offer
from localoffer.pages.annual_report.report_plan import review_pages
from localoffer.pages.contexts import RedirectPage
from localoffer.pages.council_pages import home_page, site_pages
from localoffer.pages.ehc_journey.journey_plan import journey_pages
from localoffer.pages.figures.figures_page import figures_pages
from localoffer.pages.index import make_index
from localoffer.pages.listings import a_to_z_pages, browse_pages, find_page
from localoffer.pages.page import Page
from localoffer.pages.provision.provision_plan import provision_pages
from localoffer.pages.record_pages import guide_page, service_page, topic_page
from localoffer.pages.reference_pages import reference_pages, site_map_page
from localoffer.pages.schools.schools_page_plan import schools_pages
from localoffer.pages.search_page import search_page
from localoffer.pages.you_said_we_did.comments_plan import said_pages
from localoffer.pages.you_said_we_did.page_comments import with_heard
from localoffer.pictures import Pictures


def plan(offer: Offer, pictures: Pictures) -> tuple[Page, ...]:
    """Return every page of the site, the home page first."""
    return tuple(with_heard(_pages(offer, pictures), make_index(offer)))


def _pages(offer: Offer, pictures: Pictures) -> Iterator[Page]:
    index = make_index(offer)
    yield home_page(index)
    yield from (topic_page(entry, index) for entry in offer.topics)
    yield from (guide_page(entry, index, pictures) for entry in offer.guides)
    yield from (service_page(entry, index) for entry in offer.services)
    yield from schools_pages(index)
    yield from provision_pages(index)
    yield from journey_pages(index)
    yield from figures_pages(index)
    yield from review_pages(index, pictures)
    yield from said_pages(index)
    yield search_page(index)
    yield find_page(index)
    yield from browse_pages(index)
    yield from a_to_z_pages(index)
    yield from reference_pages(index)
    yield site_map_page(index)
    yield from site_pages(index)
    for redirect in offer.redirects:
        yield RedirectPage(
            address=redirect.old,
            title="This page has moved",
            description="This page has moved.",
            new=redirect.new,
            listed=False,
        )
