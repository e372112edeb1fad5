"""The duties in law that gain or lose evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from localoffer.coverage import Coverage, Finding, coverage
from localoffer.offer import Offer


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A duty whose evidence is not what it was: what was found before and now, and the pages."""

    id: str
    title: str
    before: Finding
    now: Finding
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def is_worse(self) -> bool:
        """Whether there was evidence in date before, and there is none now."""
        good = ("evidence", "judgement")
        return self.before in good and self.now not in good


def duty_changes(old: Offer, new: Offer) -> tuple[DutyChange, ...]:
    """Return the duties whose evidence differs: first those that have none any more."""
    rows = list(_changes(coverage(old), coverage(new)))
    return tuple(sorted(rows, key=lambda row: (not row.is_worse, not row.lost)))


def _changes(before: Sequence[Coverage], now: Sequence[Coverage]) -> Iterator[DutyChange]:
    for old, new in zip(before, now, strict=True):
        had = [one.address for one in old.evidence]
        has = [one.address for one in new.evidence]
        gained = tuple(address for address in has if address not in had)
        lost = tuple(address for address in had if address not in has)
        if gained or lost or old.finding != new.finding:
            duty = new.duty
            yield DutyChange(duty.id, duty.title, old.finding, new.finding, gained, lost)
