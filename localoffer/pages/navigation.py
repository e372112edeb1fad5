"""The pages that every site has, whatever is in its offer: their addresses and titles.

Then those that a site has where its offer has records for them.
"""

from localoffer.offer import Offer
from localoffer.pages.page import Link

HOME = Link("/", "Home")
FIND = Link("/find/", "Find a service or school")
SEARCH = Link("/search/", "Search")
FIGURES = Link("/figures/", "How we are doing")
SCHOOLS = Link("/schools/", "Schools, nurseries and colleges")
PROVISION = Link(
    "/provision/",
    "What every nursery, school and college should do",
    "What you should see, how you can tell, and what to do if it is not happening.",
)
DATES = Link(
    "/ehc-dates/", "Work out your EHC dates", "Enter a day. Get the last day for each step."
)
CHANGES = Link("/changes/", "What changed")
SAID = Link("/you-said-we-did/", "You said, we did")
TELL = Link("/tell-us/", "Tell us what you think")
REVIEWS = Link("/annual-report/", "What families told us, year by year")
SURVEYS = Link("/surveys/", "Surveys")
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


def parts_of(offer: Offer) -> tuple[Link, ...]:
    """Return the parts of the site that it has because there are records for them."""
    has_figures = offer.figures or any(one.record.waiting_time for one in offer.services)
    parts = (
        (SCHOOLS, offer.schools),
        (PROVISION, offer.statements),
        (FIGURES, has_figures),
        (SAID, offer.comments),
        (REVIEWS, offer.reviews or offer.comments or offer.counts),
        (SURVEYS, offer.surveys),
    )
    return tuple(link for link, records in parts if records)


def lists_of(offer: Offer) -> tuple[Link, ...]:
    """Return every list of this site, those that all sites have first."""
    return (*LISTS, *parts_of(offer))
