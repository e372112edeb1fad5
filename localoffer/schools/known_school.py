"""Every school of an offer with what is known of it besides its own file, worked out once."""

from dataclasses import dataclass
from functools import lru_cache

from localoffer.model.school import School, Senco
from localoffer.model.school_report import SchoolReport
from localoffer.offer import Entry, Offer
from localoffer.schools.facts import coordinator_of
from localoffer.schools.report_status import ReportStanding, standing_of


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """A school, the report it wrote here, the standing of any, and its coordinator's contact id."""

    entry: Entry[School]
    own: Entry[SchoolReport] | None
    standing: ReportStanding
    coordinator: str | None

    @property
    def school(self) -> School:
        """The record itself."""
        return self.entry.record

    @property
    def senco(self) -> Senco | None:
        """How to reach the SENCO: from the school's own file, else from its report."""
        if self.school.senco or self.own is None:
            return self.school.senco
        report = self.own.record
        if not (report.senco_email or report.senco_phone or report.senco_name):
            return None
        return Senco(email=report.senco_email, phone=report.senco_phone, name=report.senco_name)


@lru_cache(maxsize=1)
def known_schools(offer: Offer) -> tuple[KnownSchool, ...]:
    """Return every school in the order of an index of names; those of the last offer are kept."""
    own = {one.record.school: one for one in offer.reports}
    checks = {check.address: check for check in offer.link_checks}
    known = [
        KnownSchool(
            entry,
            own.get(entry.slug),
            standing_of(entry.record, own.get(entry.slug), checks, offer.today),
            coordinator_of(entry.slug, entry.record, offer.coordinators),
        )
        for entry in offer.schools
    ]
    return tuple(sorted(known, key=_name))


def _name(known: KnownSchool) -> tuple[str, str]:
    return known.school.name.casefold().removeprefix("the "), known.entry.slug
