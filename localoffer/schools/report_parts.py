"""The parts of a SEN information report: the questions, and where the law asks for them."""

from dataclasses import dataclass
from functools import cache

from localoffer.model.school import School
from localoffer.read.register import read_register
from localoffer.schools.facts import is_special


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One part. ``words`` is the most that we suggest; ``citation_verified`` as in duties."""

    id: str
    question: str
    hint: str
    words: int
    citation: str
    citation_verified: bool
    mainstream_only: bool


@cache
def report_parts() -> tuple[ReportPart, ...]:
    """Return every part in the order of Schedule 1, then of section 69."""
    rows = read_register(__file__)
    return tuple(
        ReportPart(
            row["id"],
            row["question"],
            row["hint"],
            int(row["words"]),
            row["citation"],
            row["citation_verified"] == "yes",
            row.get("only") == "mainstream",
        )
        for row in rows
    )


def parts_for(school: School) -> tuple[ReportPart, ...]:
    """Return the parts that this school's report needs: special schools need two fewer."""
    special = is_special(school)
    return tuple(part for part in report_parts() if not (special and part.mainstream_only))
