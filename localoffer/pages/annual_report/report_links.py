"""The titles of pages below a yearly report, so that links to them speak in their words."""

from collections.abc import Iterator

from localoffer.offer import Offer
from localoffer.pages.page import Link

#: Pages below a report's own.
EASY_READ, COMMENTS, ASKED = "easy-read/", "comments/", "asked/"


def review_links(offer: Offer) -> Iterator[Link]:
    """Yield a link to the easy read of every report that has one."""
    for report in offer.reviews:
        if report.record.easy_read:
            yield Link(f"{report.address}{EASY_READ}", f"{report.record.title}: easy read")
