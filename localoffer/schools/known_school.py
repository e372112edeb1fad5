"""Every school of an offer with what other files say of it, worked out once."""

from dataclasses import dataclass
from functools import lru_cache

from localoffer.model.school import School, Senco
from localoffer.model.school_report import SchoolReport
from localoffer.offer import Entry, Offer
from localoffer.schools.facts import coordinator_of
from localoffer.schools.report_status import ReportStatus, report_status_of


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """A school, the report it wrote here, its report's status, and its coordinator's contact id."""

    entry: Entry[School]
    written_report: Entry[SchoolReport] | None
    report_status: ReportStatus
    coordinator: str | None

    @property
    def school(self) -> School:
        """The record itself."""
        return self.entry.record

    @property
    def senco(self) -> Senco | None:
        """How to reach the SENCO: from the school's own file, else from its report."""
        if self.school.senco or self.written_report is None:
            return self.school.senco
        report = self.written_report.record
        if not (report.senco_email or report.senco_phone or report.senco_name):
            return None
        return Senco(email=report.senco_email, phone=report.senco_phone, name=report.senco_name)


@lru_cache(maxsize=1)
def known_schools(offer: Offer) -> tuple[KnownSchool, ...]:
    """Return every school in the order of an index of names; the result is cached for one offer."""
    written = {one.record.school: one for one in offer.reports}
    checks = {check.address: check for check in offer.link_checks}
    known = [
        KnownSchool(
            entry,
            written.get(entry.slug),
            report_status_of(entry.record, written.get(entry.slug), checks, offer.today),
            coordinator_of(entry.slug, entry.record, offer.coordinators),
        )
        for entry in offer.schools
    ]
    return tuple(sorted(known, key=_name))


def _name(known: KnownSchool) -> tuple[str, str]:
    return known.school.name.casefold().removeprefix("the "), known.entry.slug
