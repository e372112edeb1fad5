"""The page of a SEN information report that a school wrote here."""

from collections.abc import Iterator

from localoffer.model.report import SchoolReport
from localoffer.offer import Entry
from localoffer.pages.fixed import HOME, SCHOOLS
from localoffer.pages.index import Index
from localoffer.pages.page import Link
from localoffer.pages.schools.links import report_title
from localoffer.pages.schools.values import SchoolReportPage
from localoffer.schools.answers import answers_of
from localoffer.schools.known import KnownSchool
from localoffer.schools.words import SIGNS, report_text


def report_pages(known: dict[str, KnownSchool], index: Index) -> Iterator[SchoolReportPage]:
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
        report_words=report_text(school, known.standing),
        report_sign=SIGNS[known.standing.state],
        answers=answers_of(report.text),
        words=known.standing.words or 0,
        reading_age=known.standing.reading_age,
    )
