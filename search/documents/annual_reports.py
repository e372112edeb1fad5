"""The annual reports and the surveys, as search knows them."""

from collections.abc import Iterator

from localoffer.model.annual_report import Review
from localoffer.offer import Entry, Offer
from localoffer.pages.annual_report.archive_page import archive_page
from localoffer.pages.annual_report.survey_pages import surveys_page
from localoffer.pages.navigation import ANNUAL_REPORTS, parts_of
from search.documents.document import ResultText, SearchDocument
from search.documents.from_page import document_of

_REPORTS = ("annual report", "yearly review", "report on comments", "local offer annual review")
_SURVEYS = ("survey", "questionnaire", "have your say survey")


def annual_reports(offer: Offer) -> Iterator[SearchDocument]:
    """Yield the archive, every report, the list of surveys and every survey."""
    if ANNUAL_REPORTS in parts_of(offer):
        yield document_of(archive_page(offer), "Page of this site", _REPORTS)
    yield from (_report(entry) for entry in offer.reviews)
    if offer.surveys:
        yield document_of(surveys_page(offer), "Page of this site", _SURVEYS)
    for survey in offer.surveys:
        yield SearchDocument(
            address=survey.address,
            title=survey.record.title,
            summary=survey.record.summary,
            family="page",
            result_text=ResultText("Survey"),
            keywords=_SURVEYS,
        )


def _report(entry: Entry[Review]) -> SearchDocument:
    return SearchDocument(
        address=entry.address,
        title=entry.record.title,
        summary=f"What people said about the Local Offer in {entry.slug}, and what we did.",
        family="page",
        result_text=ResultText("Yearly report"),
        keywords=("annual report", entry.slug),
    )
