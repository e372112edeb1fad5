"""Coverage: duty by duty, what was found, read off the records and never called enough."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from localoffer.coverage import Coverage, coverage
from localoffer.duties import duties
from localoffer.model.provision import Facet
from localoffer.pipeline import Task, check

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)

SCHOOL = """---
name: {name}
kind: {kind}
phases: [{phase}]
{more}
---
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The folder of a small, good council."""
    return Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))


def found(content: Path) -> dict[str, Coverage]:
    offer = check(Task(content, ROOT, None, TODAY)).offer
    assert offer
    return {one.duty.id: one for one in coverage(offer)}


def school(content: Path, slug: str, kind: str, more: str = "", phase: str = "primary") -> None:
    file = content / "schools" / f"{slug}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(SCHOOL.format(name=slug.title(), kind=kind, phase=phase, more=more), "utf-8")


def test_a_duty_without_a_page_is_missing_and_one_whose_pages_are_overdue_is_stale(
    content: Path,
) -> None:
    assert found(content)["lo.short-breaks"].finding == "evidence"
    guide = content / "guides" / "short-breaks.md"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace("2026-09-01", "2024-09-01"), encoding="utf-8")
    assert found(content)["lo.short-breaks"].finding == "stale"
    guide.write_text(text.replace("duties: [lo.short-breaks]\n", ""), encoding="utf-8")
    assert found(content)["lo.short-breaks"].finding == "missing"


def test_schools_are_evidence_for_paragraphs_1_to_3_by_their_kind_and_place(content: Path) -> None:
    school(content, "nursery", "early years setting", phase="early years")
    school(content, "infants", "maintained school", "special_provision: [SEN unit]")
    school(content, "academy", "academy")
    school(content, "ash", "non-maintained special school", "section_41: yes")
    school(content, "pru", "pupil referral unit")
    school(content, "college", "college", phase="post-16")
    school(content, "away", "independent special school", "in_area: no")
    rows = found(content)
    by_duty = {
        name: [evidence.address for evidence in row.evidence]
        for name, row in rows.items()
        if any(evidence.address.startswith("/schools/") for evidence in row.evidence)
    }
    assert by_duty == {
        "lo.in-area.early-years": ["/schools/nursery/"],
        "lo.in-area.schools": ["/schools/infants/"],
        "lo.in-area.academies": ["/schools/academy/"],
        "lo.in-area.special": ["/schools/ash/"],
        "lo.in-area.post-16": ["/schools/college/"],
        "lo.in-area.section-41": ["/schools/ash/"],
        "lo.in-area.pru": ["/schools/pru/"],
        "lo.out-of-area": ["/schools/away/"],
        "lo.special-settings": ["/schools/ash/", "/schools/away/"],
        "lo.council-secured": ["/schools/infants/"],
        "lo.sen-reports": ["/schools/"],
    }


def test_a_closed_school_is_evidence_for_nothing(content: Path) -> None:
    school(content, "gone", "pupil referral unit", "status: closed\ncloses: 2026-07-31")
    assert found(content)["lo.in-area.pru"].finding == "missing"


def test_every_facet_of_a_statement_is_a_duty_of_paragraph_5() -> None:
    named = {f"lo.{facet}" for facet in Facet.__args__}  # type: ignore[attr-defined]
    asked = {one.id for one in duties().values() if "Sch 2 para 5(" in one.citation}
    assert named == asked


def test_the_example_council_has_evidence_for_every_paragraph_from_1_to_5_in_its_records() -> None:
    rows = found(ROOT / "content")
    paragraphs = re.compile(r"Sch 2 para [1-5](?!\d)")
    asked = [one for one in rows.values() if paragraphs.search(one.duty.citation)]
    assert len(asked) > 20
    lacking = [one.duty.id for one in asked if one.finding != "evidence"]
    assert lacking == []


def test_the_command_tells_programs_and_people(content: Path) -> None:
    def told(*words: str) -> str:
        command = [
            sys.executable,
            str(ROOT / "build.py"),
            "coverage",
            "--content",
            str(content),
            *words,
        ]
        env = {**os.environ, "SOURCE_DATE_EPOCH": "1795219200"}
        done = subprocess.run(command, capture_output=True, check=True, env=env)
        return done.stdout.decode()

    rows = json.loads(told("--json"))["duties"]
    assert [row["id"] for row in rows] == list(duties())
    short = next(row for row in rows if row["id"] == "lo.short-breaks")
    assert short["finding"] == "evidence"
    assert short["evidence"] == ["/guides/short-breaks/"]
    unsure = next(row for row in rows if not row["citation_verified"])
    said = told()
    assert f"{unsure['citation']}, number not verified" in said
    assert "a person has to judge" in said
    assert "complian" not in said.lower()
