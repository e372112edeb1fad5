"""The page of every way to tell the council something."""

from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, SAID, TELL
from localoffer.pages.you_said_we_did.contexts import TellPage

#: A guide that many councils write; linked to where there is one.
_COMPLAIN = "/guides/complaints/"


def tell_page(index: Index) -> TellPage:
    """Return the page with every way to tell us, and what happens then."""
    offer, links = index.offer, index.links
    site = offer.site
    return TellPage(
        address=TELL.address,
        title=TELL.label,
        description="Say what is missing, wrong or good: here, by phone, by post or in person.",
        crumbs=(HOME,),
        safety=offer.lists.contacts.get(site.feedback.safety or ""),
        crisis=links.get(f"/guides/{site.crisis}/") if site.crisis else None,
        complain=links.get(_COMPLAIN),
        answers=links.get(SAID.address),
    )
