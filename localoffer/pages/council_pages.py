"""The home page and the pages made from the council's own facts."""

from collections.abc import Iterator

from localoffer.model.reference import Contact
from localoffer.pages.annual_report.consultation_page import about_page
from localoffer.pages.contexts import HomePage, SitePage
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link, Page
from localoffer.pages.reference_pages import coming_events, told_changes

_NEWEST = 3


def home_page(index: Index) -> HomePage:
    """Return the home page."""
    offer, home = index.offer, index.offer.site.home
    topics = {topic.slug: topic for topic in offer.topics}
    return HomePage(
        address="/",
        title=offer.site.title,
        description=offer.site.tagline,
        tiles=tuple(topics[slug] for slug in home.tiles if slug in topics),
        young_people=_topic(home.young_people, index),
        professionals=_topic(home.professionals, index),
        changes=told_changes(index)[:_NEWEST],
        events=coming_events(offer)[:_NEWEST],
    )


def site_pages(index: Index) -> Iterator[Page]:
    """Yield the pages about the site itself."""
    site, contacts = index.offer.site, index.offer.lists.contacts
    yield _page(
        "accessibility",
        "Accessibility statement",
        "How accessible this site is, and what to do if you cannot use a part of it.",
        contacts.get(site.accessibility.contact),
    )
    yield _page(
        "privacy",
        "Privacy notice",
        "What this site knows about you, and your rights.",
        contacts.get(site.privacy.contact),
    )
    yield _page(
        "other-formats",
        "Other formats, and help without the internet",
        "Ask for paper, large print, easy read, sign language or another language.",
    )
    yield about_page(index)
    yield _page("my-list", "My list", "The pages you have kept, on this device only.")
    yield _not_found(index)


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


def _page(name: str, title: str, description: str, contact: Contact | None = None) -> SitePage:
    return SitePage(
        address=f"/{name}/",
        title=title,
        description=description,
        crumbs=(HOME,),
        name=name,
        contact=contact,
    )


def _topic(slug: str | None, index: Index) -> Link | None:
    return index.links.get(f"/topics/{slug}/") if slug else None
