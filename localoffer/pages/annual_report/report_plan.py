"""Which pages of the review there are: none where a council has no comment, report or survey."""

from collections.abc import Iterator

from localoffer.offer import Offer
from localoffer.pages.annual_report.answers_page import answers_page
from localoffer.pages.annual_report.archive_page import archive_page
from localoffer.pages.annual_report.consultation_page import asked_page
from localoffer.pages.annual_report.report_page import easy_page, review_page
from localoffer.pages.annual_report.survey_pages import survey_page, surveys_page
from localoffer.pages.index import Index
from localoffer.pages.page import Page
from localoffer.pictures import Pictures


def review_pages(index: Index, pictures: Pictures) -> Iterator[Page]:
    """Yield the archive, every report and its easy read, and the surveys."""
    offer = index.offer
    if has_archive(offer):
        yield archive_page(offer)
    for entry in offer.reviews:
        yield review_page(entry, index)
        yield answers_page(entry, index)
        yield asked_page(entry, index)
        if entry.record.easy_read:
            yield easy_page(entry, index, pictures)
    if offer.surveys:
        yield surveys_page(offer)
        yield from (survey_page(entry, offer) for entry in offer.surveys)


def has_archive(offer: Offer) -> bool:
    """Return whether there is anything to report on, or ever was."""
    return bool(offer.reviews or offer.comments or offer.counts)
