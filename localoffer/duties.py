"""The register of duties: what law and guidance ask an offer to contain, as data."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from localoffer.read.yaml_parser import parse


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. ``citation_verified`` is True only where somebody here has read the paragraph."""

    id: str
    title: str
    citation: str
    citation_verified: bool
    status: str


@cache
def duties() -> dict[str, Duty]:
    """Return every duty by its id, in the order of the regulations."""
    file = Path(__file__).with_suffix(".yaml")
    rows = parse(file.read_text(encoding="utf-8"), file.name).values
    return {
        row["id"]: Duty(
            row["id"],
            row["title"],
            row["citation"],
            row["citation_verified"] == "yes",
            row["status"],
        )
        for row in rows
    }
