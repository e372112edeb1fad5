"""The titles of schools' pages, so that links to them from anywhere speak in their words."""

from collections.abc import Iterator

from localoffer.offer import Offer
from localoffer.pages.page import Link
from localoffer.schools.labels import beside

COORDINATORS = Link(
    "/schools/coordinators/",
    "Find your EHC coordinator",
    "Who at the council looks after plans at each school.",
)
REPORTS = Link(
    "/schools/reports/",
    "SEN information reports: what we know",
    "How many schools have a report, how old it is, and what it seems to say.",
)


def school_links(offer: Offer) -> Iterator[Link]:
    """Yield a link to every page of a school and to every report written here."""
    if not offer.schools:
        return
    yield REPORTS
    if offer.coordinators:
        yield COORDINATORS
    names = {one.slug: one.record.name for one in offer.schools}
    for school in offer.schools:
        yield Link(school.address, school.record.name, beside(school.record))
    for report in offer.reports:
        name = names.get(report.record.school, report.record.school)
        yield Link(report.address, report_title(name))


def report_title(name: str) -> str:
    """Return the title of a school's report."""
    return f"SEN information report: {name}"
