"""How much of what Schedule 1 and section 69 ask for schools' reports have, part by part."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from localoffer.schools.facts import is_counted
from localoffer.schools.known_school import KnownSchool
from localoffer.schools.report_parts import ReportPart, parts_for, report_parts

PartStatus = Literal["has", "seems", "lacks", "unknown"]


@dataclass(frozen=True, slots=True)
class PartCoverage:
    """Of the schools that are asked for a part, how many have it.

    ``has``: written here, where the check asks for every part; ``seems`` and ``lacks``: what
    the last visit read, for a person to confirm; ``unknown``: no report, or none with text.
    """

    part: ReportPart
    has: int
    seems: int
    lacks: int
    unknown: int


def coverage_of(schools: Iterable[KnownSchool]) -> tuple[PartCoverage, ...]:
    """Return the coverage of every part by the schools here of which the law asks a report."""
    counts: dict[str, dict[PartStatus, int]] = {
        part.id: {"has": 0, "seems": 0, "lacks": 0, "unknown": 0} for part in report_parts()
    }
    for known in schools:
        if is_counted(known.school):
            seen, missing = (
                _ids(known.report_status.parts_seen),
                _ids(known.report_status.parts_missing),
            )
            for part in parts_for(known.school):
                counts[part.id][_status(part.id, known, seen, missing)] += 1
    return tuple(PartCoverage(part, **counts[part.id]) for part in report_parts())


def _status(
    part: str, known: KnownSchool, seen: frozenset[str], missing: frozenset[str]
) -> PartStatus:
    if part in seen:
        return "has" if known.written_report else "seems"
    return "lacks" if part in missing else "unknown"


def _ids(parts: Iterable[ReportPart]) -> frozenset[str]:
    return frozenset(part.id for part in parts)
