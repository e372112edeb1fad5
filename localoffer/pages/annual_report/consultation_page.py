"""Who was consulted: for the page about this site, and in the year of a report."""

from collections.abc import Iterator

from localoffer.annual_report.evidence import (
    ConsultedGroup,
    consultations_between,
    consultations_by_group,
)
from localoffer.annual_report.suppression import display_count
from localoffer.model.annual_report import Consultation, Review
from localoffer.offer import Entry, Offer
from localoffer.pages.annual_report.contexts import AboutPage, ConsultationEvent, ConsultationPage
from localoffer.pages.index import Index
from localoffer.pages.navigation import ABOUT_SITE, ANNUAL_REPORTS, HOME
from localoffer.pages.page import Link

#: The page's address, below that of its report.
CONSULTATION = "asked/"


def about_page(index: Index) -> AboutPage:
    """Return the page; every group of regulation 54 is on it once anyone was consulted."""
    consultations = [one.record for one in index.offer.consultations]
    return AboutPage(
        address=ABOUT_SITE.address,
        title=ABOUT_SITE.label,
        description="Who makes this site, how pages are checked and who may be listed.",
        crumbs=(HOME,),
        consulted_groups=consultations_by_group(consultations) if consultations else (),
        reports=index.links.get(ANNUAL_REPORTS.address),
    )


def consultation_page(entry: Entry[Review], index: Index) -> ConsultationPage:
    """Return the page of who was consulted in the year of a report."""
    report = Link(entry.address, entry.record.title)
    return ConsultationPage(
        address=f"{entry.address}{CONSULTATION}",
        title=f"{entry.record.title}: who was asked",
        description="Each group that the law names, when we asked it this year, and what it said.",
        crumbs=(HOME, ANNUAL_REPORTS, report),
        consulted_groups=consulted_groups_in(entry.record, index.offer),
        events=tuple(_events(entry.record, index)),
        report=report,
    )


def consulted_groups_in(review: Review, offer: Offer) -> tuple[ConsultedGroup, ...]:
    """Return every group of regulation 54 with its consultations in the year."""
    return consultations_by_group(_consultations_in(review, offer))


def _consultations_in(review: Review, offer: Offer) -> Iterator[Consultation]:
    records = (one.record for one in offer.consultations)
    return consultations_between(records, review.begins, review.ends)


def _events(review: Review, index: Index) -> Iterator[ConsultationEvent]:
    """Yield the consultations in the year, in the order of their days."""
    times = _consultations_in(review, index.offer)
    for one in sorted(times, key=lambda one: (one.begins, one.title)):
        yield ConsultationEvent(one, _people(one.people, index.offer), _see(one, index))


def _people(number: int | None, offer: Offer) -> str:
    """Return how many people took part, or nothing where nobody knows."""
    if number is None:
        return ""
    count = display_count(number, offer.site.feedback.least_shown)
    return f"{count[:1].upper()}{count[1:]} people"


def _see(consultation: Consultation, index: Index) -> Link | None:
    return index.link(consultation.see) if consultation.see else None
