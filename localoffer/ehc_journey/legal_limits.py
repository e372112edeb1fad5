"""The limits of the EHC journey, from one file: how long each is, and where the law says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from localoffer.read.register import read_register


@dataclass(frozen=True)
class Limit:
    """One limit: ``number`` of ``unit`` (days, weeks, months), or a fixed ``day`` of the year.

    A ``unit`` of working days is told and never worked out. ``counts_from`` follows "from",
    ``words`` say it as a heading does ("by week 6"). ``citation_verified`` is True only where
    somebody here has read the provision.
    """

    id: str
    title: str
    counts_from: str
    number: int
    unit: str
    day: str
    words: str
    citation: str
    citation_verified: bool
    in_force_from: date
    in_force_to: date | None
    note: str

    @property
    def length(self) -> str:
        """The limit itself: "6 weeks", "1 month" or "15 February"."""
        if self.day:
            return self.day
        return f"{self.number} {self.unit if self.number > 1 else self.unit.removesuffix('s')}"


@cache
def limits() -> Mapping[str, Limit]:
    """Return every limit by its id, in the order of the journey."""
    rows = read_register(__file__)
    return {row["id"]: _limit(row) for row in rows}


def _limit(row: Mapping[str, Any]) -> Limit:
    until = row.get("in_force_to")
    return Limit(
        id=row["id"],
        title=row["title"],
        counts_from=row["counts_from"],
        number=int(row.get("number", 0)),
        unit=row.get("unit", ""),
        day=row.get("day", ""),
        words=row["words"],
        citation=row["citation"],
        citation_verified=row["citation_verified"] == "yes",
        in_force_from=date.fromisoformat(row["in_force_from"]),
        in_force_to=date.fromisoformat(until) if until else None,
        note=row.get("note", ""),
    )
