"""The parts of a SEN information report: the questions, and where the law asks for them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from localoffer.model.school import School
from localoffer.read.yaml_parser import parse
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
    file = Path(__file__).with_suffix(".yaml")
    rows = parse(file.read_text(encoding="utf-8"), file.name).values
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
