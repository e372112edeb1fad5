"""The titles of reports and surveys, so that links to them from anywhere speak in their words."""

from collections.abc import Iterator

from localoffer.offer import Offer
from localoffer.pages.page import Link

#: Pages below a report's own.
EASY_READ, COMMENTS, ASKED = "easy-read/", "comments/", "asked/"


def review_links(offer: Offer) -> Iterator[Link]:
    """Yield a link to every report, its easy read, and every survey."""
    for report in offer.reviews:
        yield Link(report.address, report.record.title)
        if report.record.easy_read:
            yield Link(f"{report.address}{EASY_READ}", f"{report.record.title}: easy read")
    for survey in offer.surveys:
        yield Link(survey.address, survey.record.title, survey.record.summary)
