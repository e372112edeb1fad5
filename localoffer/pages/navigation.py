"""The pages that every site has, whatever is in its offer: their addresses and titles.

Then those that a site has where its offer has records for them.
"""

from collections.abc import Callable, Mapping

from localoffer.kinds import BY_MODEL, KINDS
from localoffer.model.annual_report import Review
from localoffer.model.base import Record
from localoffer.model.comment import Comment
from localoffer.model.figures import Figure
from localoffer.model.provision import Statement
from localoffer.model.school import School
from localoffer.model.survey import Survey
from localoffer.offer import Offer
from localoffer.pages.page import Link


def _landing(model: type[Record]) -> Link:
    """Return a link to the page that lists the records of a kind."""
    kind = BY_MODEL[model]
    return Link(kind.landing, kind.heading, kind.sentence)


HOME = Link("/", "Home")
FIND = Link("/find/", "Find a service or school")
SEARCH = Link("/search/", "Search")
FIGURES = _landing(Figure)
SCHOOLS = _landing(School)
PROVISION = _landing(Statement)
DATES = Link(
    "/ehc-dates/", "Work out your EHC dates", "Enter a day. Get the last day for each step."
)
CHANGES = Link("/changes/", "What changed")
SAID = _landing(Comment)
TELL = Link("/tell-us/", "Tell us what you think")
REVIEWS = _landing(Review)
SURVEYS = _landing(Survey)
LISTS = (
    SEARCH,
    FIND,
    Link("/a-z/", "A to Z"),
    Link("/glossary/", "Words explained"),
    Link("/events/", "Events"),
    CHANGES,
    Link("/easy-read/", "Easy read"),
    DATES,
)
ABOUT = (
    Link("/contact/", "Talk to someone"),
    TELL,
    Link("/other-formats/", "Other formats, and help without the internet"),
    Link("/about/", "How this site is made"),
    Link("/accessibility/", "Accessibility statement"),
    Link("/privacy/", "Privacy notice"),
)


#: Parts that a site may have though there is no record of their own kind.
_OTHER_REASONS: Mapping[type[Record], Callable[[Offer], bool]] = {
    Figure: lambda offer: any(entry.record.waiting_time for entry in offer.services),
    Review: lambda offer: bool(offer.comments or offer.counts),
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
