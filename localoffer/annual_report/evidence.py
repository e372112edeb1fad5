"""Evidence for regulations 54 (consultation), 55 (involvement) and 56 (comments), and freshness.

Only regulation 56(3) sets a time: comments and answers are published at least once a year.
Whether enough people were consulted, and whether families shaped the offer, a person judges.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from localoffer.annual_report.reporting_year import due_after
from localoffer.consultation_groups import ConsultationGroup, groups
from localoffer.model.annual_report import Consultation, Freshness, Review
from localoffer.offer import Entry, Offer
from localoffer.pages.assurance_dates import assurance_of

CONSULTED, INVOLVED, COMMENTS = "lo.consulted", "lo.involved", "lo.comments"

#: The groups whose part in the offer is the subject of regulation 55 (number not verified).
_FAMILIES = frozenset({"children-sen", "parents-sen", "children-disabled", "parents-disabled"})


@dataclass(frozen=True, slots=True)
class ConsultedGroup:
    """A group and its consultations, the newest first; none where it was never consulted."""

    group: ConsultationGroup
    consultations: tuple[Consultation, ...]

    @property
    def last_consulted(self) -> date | None:
        """The last day of the newest consultation."""
        return last_day(self.consultations[0]) if self.consultations else None


def last_day(consultation: Consultation) -> date:
    """Return the last day on which people were consulted."""
    return consultation.ends or consultation.begins


def consultations_by_group(consultations: Iterable[Consultation]) -> tuple[ConsultedGroup, ...]:
    """Return every group of regulation 54, in its order, with its consultations."""
    newest_first = sorted(consultations, key=last_day, reverse=True)
    return tuple(
        ConsultedGroup(group, tuple(one for one in newest_first if group.id in one.groups))
        for group in groups().values()
    )


def consultations_between(
    consultations: Iterable[Consultation], begins: date, ends: date
) -> Iterator[Consultation]:
    """Yield the consultations that fell, in part at least, between two days."""
    return (one for one in consultations if one.begins <= ends and last_day(one) >= begins)


def freshness_of(offer: Offer) -> Freshness:
    """Return the figures of the offer's day; of links none where none was ever visited."""
    visited = [row for row in offer.link_checks if row.found != "not visited"]
    return Freshness(
        as_at=offer.today,
        services=len(offer.services),
        services_in_time=sum(not assurance_of(one.record, offer).overdue for one in offer.services),
        guides=len(offer.guides),
        guides_in_time=sum(not assurance_of(one.record, offer).overdue for one in offer.guides),
        links=len(visited) if visited else None,
        links_broken=sum(row.found == "broken" for row in visited) if visited else None,
    )


def annual_report_evidence(offer: Offer) -> Iterator[tuple[str, str, bool]]:
    """Yield (duty, address of the page, whether it is too old)."""
    if offer.consultations:
        yield CONSULTED, "/about/", False
    if any(_FAMILIES & set(one.record.groups) for one in offer.consultations):
        yield INVOLVED, "/about/", False
    if _answered(offer):
        yield COMMENTS, "/you-said-we-did/", _is_past(max(_answered(offer)), offer)
        yield INVOLVED, "/you-said-we-did/", False
    if offer.wall_notes:
        yield INVOLVED, "/wall/", False
    for report in offer.reviews:
        yield COMMENTS, report.address, _is_past(report.record.published, offer)
        yield INVOLVED, report.address, False


def notes_on(duty: str, offer: Offer) -> Iterator[str]:
    """Yield what a person who judges a duty would ask first, a line each."""
    if duty == CONSULTED:
        for row in consultations_by_group(one.record for one in offer.consultations):
            unsure = "" if row.group.citation_verified else ", number not verified"
            day = (
                f"last asked on {row.last_consulted}"
                if row.last_consulted
                else "no record of asking"
            )
            yield f"{row.group.name} ({row.group.citation}{unsure}): {day}"
    if duty == COMMENTS:
        newest = newest_publication(offer)
        if newest is None:
            yield "No report and no answered comment has been published."
        else:
            yield f"Last published on {newest}; due again by {due_after(newest)}."


def newest_publication(offer: Offer) -> date | None:
    """Return the day on which a report, or a comment with its answer, was last published.

    A comment's is the day it was signed off: the files say no other.
    """
    reports = (one.record.published for one in offer.reviews)
    return max((*reports, *_answered(offer)), default=None)


def newest_report(offer: Offer) -> Entry[Review] | None:
    """Return the report that was published last, or None."""
    return max(offer.reviews, key=lambda one: one.record.published, default=None)


def is_late(offer: Offer) -> bool:
    """Return whether nothing was published for more than a year, or ever."""
    newest = newest_publication(offer)
    return newest is None or _is_past(newest, offer)


def _answered(offer: Offer) -> list[date]:
    return [one.record.signed_off for one in offer.comments if one.record.answer]


def _is_past(day: date, offer: Offer) -> bool:
    return due_after(day) < offer.today
