"""For each duty, the pages that are evidence for it, and whether the check of any is in date.

This reports what was found, never whether it is enough: the duty is one of publication (R (L and P)
v Warwickshire CC [2015] EWHC 203 (Admin), paragraph 51, read second-hand), and a person judges it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from localoffer.annual_report.evidence import (
    COMMENTS,
    CONSULTED,
    INVOLVED,
    annual_report_evidence,
    is_late,
    newest_publication,
    notes_on,
)
from localoffer.duties import Duty, duties
from localoffer.model.provision import Statement
from localoffer.model.school import School, SchoolKind
from localoffer.offer import Entry, Offer
from localoffer.pages.assurance_dates import assurance_of, school_assurance
from localoffer.schools.facts import INDEPENDENT, is_special

Finding = Literal["evidence", "stale", "missing", "judgement"]

#: The duty that a school of each kind in the area is evidence for (Schedule 2, paragraph 1(a) to
#: (g)). A "maintained school" in the Act (section 83, from memory) is not a nursery school or a
#: hospital school.
_BY_KIND: Mapping[SchoolKind, str] = {
    "early years setting": "lo.in-area.early-years",
    "nursery school": "lo.in-area.early-years",
    "maintained school": "lo.in-area.schools",
    "special school": "lo.in-area.schools",
    "academy": "lo.in-area.academies",
    "special academy": "lo.in-area.academies",
    "alternative provision academy": "lo.in-area.academies",
    "non-maintained special school": "lo.in-area.special",
    "college": "lo.in-area.post-16",
    "special college": "lo.in-area.post-16",
    "pupil referral unit": "lo.in-area.pru",
}

#: Duties whose evidence is what people did: a page can only describe it.
_JUDGED = frozenset({CONSULTED, INVOLVED, COMMENTS})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page that is evidence for a duty, and whether its check is overdue.

    ``is_national`` says that nothing on it is the council's own.
    """

    address: str
    is_stale: bool = False
    is_national: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """A duty and the evidence found for it; ``notes`` are for the person who judges it."""

    duty: Duty
    finding: Finding
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...] = ()

    @property
    def rests_on_national_text(self) -> bool:
        """Whether there is evidence, and no page of it says anything of the council's own."""
        return bool(self.evidence) and all(page.is_national for page in self.evidence)


def coverage(offer: Offer) -> tuple[Coverage, ...]:
    """Return every duty of the register with its evidence, in the order of the register."""
    evidence_by_duty: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for duty, evidence in _evidence(offer):
        evidence_by_duty[duty].setdefault(evidence.address, evidence)
    return tuple(
        _row(duty, tuple(evidence_by_duty[name].values()), offer) for name, duty in duties().items()
    )


def _row(duty: Duty, evidence: tuple[Evidence, ...], offer: Offer) -> Coverage:
    """Return a duty and its evidence; the one on comments has none until some are published."""
    if duty.id == COMMENTS and newest_publication(offer) is None:
        evidence = ()
    return Coverage(
        duty, _finding(duty, evidence, offer), evidence, tuple(notes_on(duty.id, offer))
    )


def _finding(duty: Duty, evidence: tuple[Evidence, ...], offer: Offer) -> Finding:
    if not evidence:
        return "missing"
    if all(page.is_stale for page in evidence) or (duty.id == COMMENTS and is_late(offer)):
        return "stale"
    return "judgement" if duty.id in _JUDGED else "evidence"


def _evidence(offer: Offer) -> Iterator[tuple[str, Evidence]]:
    checked: tuple[Entry[Any], ...] = (*offer.guides, *offer.services)
    for entry in checked:
        stale = assurance_of(entry.record, offer).overdue
        for duty in entry.record.duties:
            yield duty, Evidence(entry.address, stale, _is_national(entry))
    for school in offer.schools:
        stale = school_assurance(school.record, offer).overdue
        for duty in _duties_of(school.record):
            yield duty, Evidence(school.address, stale)
    for statement in offer.statements:
        for duty in _duties_of_statement(statement.record):
            yield duty, Evidence(statement.address, is_national=_is_national(statement))
    yield from _evidence_of_site(offer)


def _is_national(entry: Entry[Any]) -> bool:
    """Return whether a text came with the program and none of its slots is filled."""
    return entry.is_national and not entry.council_headings


def _evidence_of_site(offer: Offer) -> Iterator[tuple[str, Evidence]]:
    """Yield the evidence that is no single record's: lists, facts of the site, yearly reports."""
    if offer.schools:
        yield "lo.sen-reports", Evidence("/schools/")
    if offer.site.offline_routes:
        yield "lo.offline", Evidence("/other-formats/")
    if offer.site.accessibility:
        yield "lo.accessibility-statement", Evidence("/accessibility/")
    for duty, address, stale in annual_report_evidence(offer):
        yield duty, Evidence(address, stale)


def _duties_of_statement(statement: Statement) -> Iterator[str]:
    """Yield the duties that a statement is evidence for: none before it is agreed here.

    Paragraph 3(a) covers schools and post-16 only; paragraph 5 covers early years as well.
    """
    if statement.withdrawn or not statement.agreed:
        return
    if statement.phases != ("early years",):
        yield "lo.ordinarily-available"
    for facet in statement.facets:
        yield f"lo.{facet}"


def _duties_of(school: School) -> Iterator[str]:
    if school.status in ("closed", "opening"):
        return
    yield from school.duties
    if school.hospital:
        return
    approved = school.section_41 == "yes"
    if school.in_area:
        yield from _duties_in_area(school)
    elif approved or school.kind in _BY_KIND:
        yield "lo.out-of-area"
    if approved or (is_special(school) and school.kind not in INDEPENDENT):
        yield "lo.special-settings"


def _duties_in_area(school: School) -> Iterator[str]:
    if school.kind in _BY_KIND:
        yield _BY_KIND[school.kind]
    if school.section_41 == "yes":
        yield "lo.in-area.section-41"
    if (school.bases or school.special_provision) and school.kind not in INDEPENDENT:
        yield "lo.council-secured"
