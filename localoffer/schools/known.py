"""Every school of an offer with what is known of it besides its own file, worked out once."""

from dataclasses import dataclass

from localoffer.model.school import School
from localoffer.offer import Entry, Offer
from localoffer.schools.coordinators import coordinator_of
from localoffer.schools.standing import ReportStanding, standing_of


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """A school, the standing of its report, and the id of its EHC coordinator's contact."""

    entry: Entry[School]
    standing: ReportStanding
    coordinator: str | None

    @property
    def school(self) -> School:
        """The record itself."""
        return self.entry.record


def known_schools(offer: Offer) -> tuple[KnownSchool, ...]:
    """Return every school in the order of an index of names."""
    own = {one.record.school: one for one in offer.reports}
    checks = {check.address: check for check in offer.link_checks}
    known = [
        KnownSchool(
            entry,
            standing_of(entry.record, own.get(entry.slug), checks, offer.today),
            coordinator_of(entry.slug, entry.record, offer.coordinators),
        )
        for entry in offer.schools
    ]
    return tuple(sorted(known, key=_name))


def _name(known: KnownSchool) -> tuple[str, str]:
    return known.school.name.casefold().removeprefix("the "), known.entry.slug
