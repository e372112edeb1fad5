"""The archive: every report, and the year that runs now."""

from collections.abc import Iterator

from localoffer.annual_report.reporting_year import due_after, period_on
from localoffer.offer import Offer
from localoffer.pages.annual_report.answers_page import comments_between
from localoffer.pages.annual_report.contexts import ArchivedReport, ArchivePage
from localoffer.pages.link_titles import easy_read_link
from localoffer.pages.navigation import ANNUAL_REPORTS, HOME
from localoffer.pages.page import Link


def archive_page(offer: Offer) -> ArchivePage:
    """Return the list of reports."""
    current_year = period_on(offer.today, offer.site.feedback.year_begins)
    newest = max((one.record.published for one in offer.reviews), default=None)
    due = due_after(newest or current_year.ends)
    return ArchivePage(
        address=ANNUAL_REPORTS.address,
        title=ANNUAL_REPORTS.label,
        description="Each year we say what people told us, what we answered and what changed.",
        crumbs=(HOME,),
        current_year=current_year,
        due=due,
        late=newest is not None and due < offer.today,
        comments_so_far=len(comments_between(offer, current_year.begins, current_year.ends)),
        years=tuple(_years(offer)),
    )


def _years(offer: Offer) -> Iterator[ArchivedReport]:
    newest_first = sorted(offer.reviews, key=lambda one: one.record.begins, reverse=True)
    for entry in newest_first:
        review = entry.record
        report = Link(entry.address, review.title)
        easy_read = easy_read_link(entry) if review.easy_read else None
        yield ArchivedReport(review.begins, review.ends, report, review.published, easy_read)
