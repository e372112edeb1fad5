"""The pages that have a fixed address, each with its title: menus, lists and links read them here.

Templates see this module as ``nav``. Titles of lists of records come from ``localoffer.kinds``;
no other place writes these words.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from localoffer.kinds import BY_MODEL, KINDS
from localoffer.model.annual_report import Review
from localoffer.model.base import Record
from localoffer.model.comment import Comment
from localoffer.model.figures import Figure
from localoffer.model.provision import Statement
from localoffer.model.school import School
from localoffer.model.survey import Survey
from localoffer.model.wall_note import WallNote
from localoffer.offer import Offer
from localoffer.pages.page import Link


def _landing(model: type[Record]) -> Link:
    """Return a link to the page that lists the records of a kind."""
    kind = BY_MODEL[model]
    return Link(kind.landing, kind.heading, kind.sentence)


HOME = Link("/", "Home")
SEARCH = Link("/search/", "Search")
FIND = Link("/find/", "Find a service or school")
GUIDES_BY_TOPIC = Link(f"{FIND.address}#browse-by-topic", "Guides by topic")
YOUNG_PEOPLE = Link("/topics/", "Young people")
A_TO_Z = Link("/a-z/", "A to Z")
GLOSSARY = Link("/glossary/", "Words explained")
EVENTS = Link("/events/", "Events")
CHANGES = Link("/changes/", "What changed")
EASY_READ = Link("/easy-read/", "Easy read")
DATES = Link(
    "/ehc-dates/", "Work out your EHC dates", "Enter a day. Get the last day for each step."
)
SITE_MAP = Link("/site-map/", "Site map")
MY_LIST = Link("/my-list/", "My list")

CONTACT = Link("/contact/", "Talk to someone")
TELL_US = Link("/tell-us/", "Tell us what you think")
OTHER_FORMATS = Link("/other-formats/", "Other formats, and help without the internet")
ABOUT_SITE = Link("/about/", "How this site is made")
ACCESSIBILITY = Link("/accessibility/", "Accessibility statement")
PRIVACY = Link("/privacy/", "Privacy notice")

SCHOOLS = _landing(School)
PROVISION = _landing(Statement)
FIGURES = _landing(Figure)
YOU_SAID_WE_DID = _landing(Comment)
WALL = _landing(WallNote)
ANNUAL_REPORTS = _landing(Review)
SURVEYS = _landing(Survey)

#: The lists that every site has.
LISTS = (SEARCH, FIND, A_TO_Z, GLOSSARY, EVENTS, CHANGES, EASY_READ, DATES)

#: The pages about the site that every site has.
ABOUT = (CONTACT, TELL_US, OTHER_FORMATS, ABOUT_SITE, ACCESSIBILITY, PRIVACY)

#: The contact page in menus, which have less room than its title needs.
CONTACT_IN_MENU = replace(CONTACT, label="Contact")

#: The footer's links, after the parts that a site has records for.
FOOTER = (
    CONTACT_IN_MENU,
    TELL_US,
    replace(OTHER_FORMATS, label="Other formats and languages"),
    EASY_READ,
    GLOSSARY,
    EVENTS,
    CHANGES,
    ABOUT_SITE,
    ACCESSIBILITY,
    replace(PRIVACY, label="Privacy"),
    SITE_MAP,
)


def main_menu(offer: Offer) -> Iterator[Link]:
    """Yield the main menu's links; the reader's own list and the contact page follow them."""
    yield FIND
    yield GUIDES_BY_TOPIC
    if offer.site.home.young_people:
        yield replace(YOUNG_PEOPLE, address=f"/topics/{offer.site.home.young_people}/")
    yield A_TO_Z
    yield GLOSSARY


#: Parts that a site may have though there is no record of their own kind.
_OTHER_REASONS: Mapping[type[Record], Callable[[Offer], bool]] = {
    Figure: lambda offer: any(entry.record.waiting_time for entry in offer.services),
    Review: lambda offer: bool(offer.comments or offer.counts),
    WallNote: lambda offer: bool(offer.site.feedback.address),
}


def parts_of(offer: Offer) -> tuple[Link, ...]:
    """Return the parts of the site that it has because there are records for them."""
    return tuple(
        _landing(kind.model)
        for kind in KINDS
        if kind.heading and (offer.records[kind.model] or _other_reason(kind.model, offer))
    )


def _other_reason(model: type[Record], offer: Offer) -> bool:
    reason = _OTHER_REASONS.get(model)
    return reason is not None and reason(offer)


def lists_of(offer: Offer) -> tuple[Link, ...]:
    """Return every list of this site, those that all sites have first."""
    return (*LISTS, *parts_of(offer))
