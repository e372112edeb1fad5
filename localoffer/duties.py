"""The register of duties: what law and guidance ask an offer to contain, as data."""

from dataclasses import dataclass
from functools import cache

from localoffer.read.register import read_register


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. ``citation_verified`` is True only if somebody here has read the paragraph."""

    id: str
    title: str
    citation: str
    citation_verified: bool
    status: str


@cache
def duties() -> dict[str, Duty]:
    """Return every duty by its id, in the order of the regulations."""
    rows = read_register(__file__)
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
