"""The groups to be consulted about an offer (SI 2014/1530, regulation 54), as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from localoffer.read.yaml_parser import parse


@dataclass(frozen=True, slots=True)
class ConsultationGroup:
    """One group. ``citation_verified`` is True only where somebody here has read the paragraph."""

    id: str
    name: str
    citation: str
    citation_verified: bool


@cache
def groups() -> Mapping[str, ConsultationGroup]:
    """Return every group by its id, in the order of the regulation."""
    file = Path(__file__).with_suffix(".yaml")
    rows = parse(file.read_text(encoding="utf-8"), file.name).values
    return {
        row["id"]: ConsultationGroup(
            row["id"], row["name"], row["citation"], row["citation_verified"] == "yes"
        )
        for row in rows
    }
