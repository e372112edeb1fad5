"""Who was asked about the offer, group by group (SI 2014/1530, regulation 54)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from localoffer.consultation_groups import ConsultationGroup, groups
from localoffer.model.annual_report import Consultation


@dataclass(frozen=True, slots=True)
class ConsultedGroup:
    """A group and the times it was asked, the newest first; none where it never was."""

    group: ConsultationGroup
    times: tuple[Consultation, ...]

    @property
    def last(self) -> date | None:
        """The last day of the newest time."""
        return last_day(self.times[0]) if self.times else None


def last_day(asked: Consultation) -> date:
    """Return the last day on which people were asked."""
    return asked.ends or asked.begins


def asked_by_group(consultations: Iterable[Consultation]) -> tuple[ConsultedGroup, ...]:
    """Return every group of the regulation, in its order, with the times it was asked."""
    newest_first = sorted(consultations, key=last_day, reverse=True)
    return tuple(
        ConsultedGroup(group, tuple(one for one in newest_first if group.id in one.groups))
        for group in groups().values()
    )


def asked_between(
    consultations: Iterable[Consultation], begins: date, ends: date
) -> Iterator[Consultation]:
    """Yield the times that fell, in part at least, between two days."""
    return (one for one in consultations if one.begins <= ends and last_day(one) >= begins)
