"""The groups to be consulted about an offer (SI 2014/1530, regulation 54), as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from localoffer.read.register import read_register


@dataclass(frozen=True, slots=True)
class ConsultationGroup:
    """One group. ``citation_verified`` is True only if somebody here has read the paragraph."""

    id: str
    name: str
    citation: str
    citation_verified: bool


@cache
def groups() -> Mapping[str, ConsultationGroup]:
    """Return every group by its id, in the order of the regulation."""
    rows = read_register(__file__)
    return {
        row["id"]: ConsultationGroup(
            row["id"], row["name"], row["citation"], row["citation_verified"] == "yes"
        )
        for row in rows
    }
