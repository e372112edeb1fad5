"""The page of a SEN information report that a school wrote here."""

from collections.abc import Iterator

from localoffer.model.school_report import SchoolReport
from localoffer.offer import Entry
from localoffer.pages.index import Index
from localoffer.pages.link_titles import report_title
from localoffer.pages.navigation import HOME, SCHOOLS
from localoffer.pages.page import Link
from localoffer.pages.schools.contexts import SchoolReportPage
from localoffer.schools.known_school import KnownSchool
from localoffer.schools.labels import SIGNS, report_text
from localoffer.schools.written_report import answers_of


def written_report_pages(known: dict[str, KnownSchool], index: Index) -> Iterator[SchoolReportPage]:
    """Yield the page of each report whose school is here."""
    for report in index.offer.reports:
        if report.record.school in known:
            yield _report_page(report, known[report.record.school])


def _report_page(report: Entry[SchoolReport], known: KnownSchool) -> SchoolReportPage:
    school = known.school
    link = Link(known.entry.address, school.name)
    return SchoolReportPage(
        address=report.address,
        title=report_title(school.name),
        description=f"What {school.name} does for children with special needs, in its own words.",
        crumbs=(HOME, SCHOOLS, link),
        report=report,
        school=link,
        report_words=report_text(school, known.report_status),
        report_sign=SIGNS[known.report_status.state],
        answers=answers_of(report.text),
        words=known.report_status.words or 0,
        reading_age=known.report_status.reading_age,
    )
