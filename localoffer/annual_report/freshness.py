"""How many pages are checked in time and how many links work: the figures of one day."""

from localoffer.model.annual_report import Freshness
from localoffer.offer import Offer
from localoffer.pages.assurance_dates import trust_of


def freshness_of(offer: Offer) -> Freshness:
    """Return the figures of the offer's day; of links none where none was ever visited."""
    visited = [row for row in offer.link_checks if row.found != "not visited"]
    return Freshness(
        as_at=offer.today,
        services=len(offer.services),
        services_in_time=sum(not trust_of(one.record, offer).overdue for one in offer.services),
        guides=len(offer.guides),
        guides_in_time=sum(not trust_of(one.record, offer).overdue for one in offer.guides),
        links=len(visited) if visited else None,
        links_broken=sum(row.found == "broken" for row in visited) if visited else None,
    )
