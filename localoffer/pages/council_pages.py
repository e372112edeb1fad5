"""The home page and the pages made from the council's own facts."""

from collections.abc import Iterator

from localoffer.model.reference import Contact
from localoffer.pages.annual_report.consultation_page import about_page
from localoffer.pages.contexts import HomePage, SitePage
from localoffer.pages.index import Index
from localoffer.pages.navigation import (
    ACCESSIBILITY,
    HOME,
    MY_LIST,
    OTHER_FORMATS,
    PRIVACY,
    TELL_US,
    YOU_SAID_WE_DID,
)
from localoffer.pages.page import Link, Page
from localoffer.pages.reference_pages import coming_events, dated_changes
from localoffer.pages.you_said_we_did.contexts import TellUsPage

_NEWEST = 3

#: A guide that many councils write; linked to where there is one.
_COMPLAINTS = "/guides/complaints/"


def home_page(index: Index) -> HomePage:
    """Return the home page."""
    offer, home = index.offer, index.offer.site.home
    topics = {topic.slug: topic for topic in offer.topics}
    return HomePage(
        address=HOME.address,
        title=offer.site.title,
        description=offer.site.tagline,
        tiles=tuple(topics[slug] for slug in home.tiles if slug in topics),
        young_people=_topic(home.young_people, index),
        professionals=_topic(home.professionals, index),
        changes=dated_changes(index)[:_NEWEST],
        events=coming_events(offer)[:_NEWEST],
    )


def site_pages(index: Index) -> Iterator[Page]:
    """Yield the pages about the site itself."""
    site, contacts = index.offer.site, index.offer.lists.contacts
    yield _page(
        ACCESSIBILITY,
        "How accessible this site is, and what to do if you cannot use a part of it.",
        contacts.get(site.accessibility.contact) if site.accessibility else None,
    )
    yield _page(
        PRIVACY,
        "What this site knows about you, and your rights.",
        contacts.get(site.privacy.contact) if site.privacy else None,
    )
    yield _page(
        OTHER_FORMATS,
        "Ask for paper, large print, easy read, sign language or another language.",
    )
    yield about_page(index)
    yield _page(MY_LIST, "The pages you have kept, on this device only.")
    yield _not_found(index)
    yield UNAVAILABLE


#: What a web server shows where the service behind it does not answer: deploy/nginx.
UNAVAILABLE = SitePage(
    address="/503.html",
    title="This part is not working just now",
    description="The pages of this site still work.",
    name="unavailable",
    listed=False,
)


def tell_us_page(index: Index) -> TellUsPage:
    """Return the page with every way to tell the council, and what happens then."""
    offer, links = index.offer, index.links
    site = offer.site
    return TellUsPage(
        address=TELL_US.address,
        title=TELL_US.label,
        description="Say what is missing, wrong or good: here, by phone, by post or in person.",
        crumbs=(HOME,),
        safety=offer.lists.contacts.get(site.feedback.safety or ""),
        crisis=links.get(f"/guides/{site.crisis}/") if site.crisis else None,
        complaints=links.get(_COMPLAINTS),
        answers=links.get(YOU_SAID_WE_DID.address),
    )


def _not_found(index: Index) -> SitePage:
    tiles = index.offer.site.home.tiles
    return SitePage(
        address="/404.html",
        title="We cannot find that page",
        description="The page may have moved.",
        name="not-found",
        links=tuple(index.link(f"/topics/{slug}/") for slug in tiles),
        listed=False,
    )


def _page(link: Link, description: str, contact: Contact | None = None) -> SitePage:
    """Return a page made by the template that is named after the page's address."""
    return SitePage(
        address=link.address,
        title=link.label,
        description=description,
        crumbs=(HOME,),
        name=link.address.strip("/"),
        contact=contact,
    )


def _topic(slug: str | None, index: Index) -> Link | None:
    return index.links.get(f"/topics/{slug}/") if slug else None
