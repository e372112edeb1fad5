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
from tests.support.command_line import run_in

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
    school(content, "early", "nursery school", phase="early years")
    school(content, "ward", "special school", "hospital: yes")
    school(content, "infants", "maintained school", "special_provision: [SEN unit]")
    school(content, "academy", "academy")
    school(content, "ash", "non-maintained special school", "section_41: yes")
    school(content, "pru", "pupil referral unit")
    school(content, "college", "college", phase="post-16")
    school(content, "away", "independent special school", "in_area: no\nsection_41: yes")
    rows = found(content)
    by_duty = {
        name: [evidence.address for evidence in row.evidence]
        for name, row in rows.items()
        if any(evidence.address.startswith("/schools/") for evidence in row.evidence)
    }
    assert by_duty == {
        "lo.in-area.early-years": ["/schools/early/", "/schools/nursery/"],
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


def test_a_school_that_is_closed_or_not_open_yet_is_evidence_for_nothing(content: Path) -> None:
    school(content, "gone", "pupil referral unit", "status: closed\ncloses: 2026-07-31")
    school(content, "soon", "pupil referral unit", "status: opening\nopens: 2027-09-01")
    assert found(content)["lo.in-area.pru"].finding == "missing"


def test_a_school_whose_check_is_overdue_is_stale_evidence(content: Path) -> None:
    school(content, "pru", "pupil referral unit", "assured_date: 2024-09-01\nassured_by: Head")
    assert found(content)["lo.in-area.pru"].finding == "stale"


def test_an_independent_school_without_section_41_is_not_in_paragraphs_1_to_3(
    content: Path,
) -> None:
    school(content, "private", "independent special school", "in_area: no")
    school(content, "near", "independent school", "special_provision: [SEN unit]")
    named = [one.address for row in found(content).values() for one in row.evidence]
    assert not {"/schools/private/", "/schools/near/"} & set(named)


def test_an_early_years_statement_is_for_paragraph_5_alone_and_a_withdrawn_one_for_none(
    content: Path,
) -> None:
    folder = content / "provision"
    folder.mkdir(exist_ok=True)
    text = (ROOT / "national" / "provision" / "ci-uni-04.md").read_text(encoding="utf-8")
    statement = folder / "ci-uni-90.md"
    statement.write_text(text, encoding="utf-8")
    agreement = "- {agreed: 2026-06-15, agreed_by: Schools forum}"
    (content / "agreements.yaml").write_text(agreement, encoding="utf-8")
    shutil.copy(ROOT / "national" / "lists" / "need-areas.yaml", content / "lists")
    before = found(content)
    assert "/provision/ci-uni-90/" in str(before["lo.teaching"].evidence)
    assert "/provision/ci-uni-90/" not in str(before["lo.ordinarily-available"].evidence)
    statement.write_text(text.replace("\ntitle:", "\nwithdrawn: Merged.\ntitle:"), "utf-8")
    assert "/provision/ci-uni-90/" not in str(found(content)["lo.teaching"].evidence)


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


REPORT = """---
title: What families told us
begins: 2024-09-01
ends: 2025-08-31
published: {published}
agreed_by: [The board]
reached: [{{how: Phone calls}}]
actions: [{{what: Ring every club., owner: help-line, by: 2027-01-31}}]
---
Families rang us.
"""


def lay_report(content: Path, published: str) -> None:
    (content / "reviews").mkdir(exist_ok=True)
    (content / "reviews" / "2024-25.md").write_text(REPORT.format(published=published), "utf-8")


def test_comments_are_missing_until_any_are_published_and_stale_after_a_year(
    content: Path,
) -> None:
    guide = content / "guides" / "short-breaks.md"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace("[lo.short-breaks]", "[lo.comments]"), encoding="utf-8")
    assert found(content)["lo.comments"].finding == "missing"
    lay_report(content, "2025-11-21")
    row = found(content)["lo.comments"]
    assert row.finding == "judgement"
    assert "/annual-report/2024-25/" in [one.address for one in row.evidence]
    lay_report(content, "2025-11-20")
    assert found(content)["lo.comments"].finding == "stale"


def test_an_answered_comment_is_a_publication_and_one_without_an_answer_is_none(
    content: Path,
) -> None:
    (content / "lists" / "themes.yaml").write_text("- {id: travel, name: Travel}\n", "utf-8")
    (content / "comments").mkdir()
    comment = content / "comments" / "2026-001.yaml"
    heard = (
        "said: 2026-02\nmatter: missing\nthemes: [travel]\nwho: parent or carer\n"
        "you_said: There is nothing on taxis.\nstatus: listening\nsigned_off: 2026-03-02\n"
        "signed_off_by: Local Offer team\n"
    )
    comment.write_text(heard, "utf-8")
    assert found(content)["lo.comments"].finding == "missing"
    comment.write_text(f"{heard}answer: We write it now.\nanswered: 2026-03-01\n", "utf-8")
    row = found(content)["lo.comments"]
    assert (row.finding, row.evidence[0].address) == ("judgement", "/you-said-we-did/")
    assert row.notes == ("Last published on 2026-03-02; due again by 2027-03-02.",)


def test_who_was_consulted_is_told_group_by_group_with_the_last_day(content: Path) -> None:
    assert found(content)["lo.consulted"].finding == "missing"
    (content / "consultation").mkdir()
    for day in ("2025-06-18", "2026-06-18"):
        (content / "consultation" / f"{day}.yaml").write_text(
            f"title: Evenings\ngroups: [parents-sen]\nbegins: {day}\nhow: In schools.\n", "utf-8"
        )
    rows = found(content)
    assert rows["lo.consulted"].finding == "judgement"
    assert [one.address for one in rows["lo.consulted"].evidence] == ["/about/"]
    notes = rows["lo.consulted"].notes
    assert any("(reg 54(1)(a)): last asked on 2026-06-18" in note for note in notes)
    assert "NHS trusts (reg 54(2), number not verified): no record of asking" in notes
    assert rows["lo.involved"].finding == "judgement"


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
    assert "Academy trusts (reg 54(1)(d)): no record of asking" in said
    assert {"id", "title", "citation", "citation_verified", "status", "finding", "evidence"} == set(
        short
    )
    assert "a person has to judge" in said
    assert "complian" not in said.lower()


def test_services_that_are_published_with_gaps_are_counted_with_what_they_lack(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["coverage", "--content", str(content)]
    assert run_in(ROOT, words) == 0
    assert "published with gaps" not in capsys.readouterr().out
    whole = (content / "services" / "saturday-club.md").read_text(encoding="utf-8")
    for number, without in enumerate(("needs: [any]\n", "minimum_age: 0\nmaximum_age: 11\n")):
        text = whole.replace("---\n", "---\npublish_with_gaps: yes\n", 1).replace(without, "")
        (content / "services" / f"club-{number}.md").write_text(text, encoding="utf-8")
    draft = whole.replace("---\n", "---\ndraft: yes\n", 1).replace("needs: [any]\n", "")
    (content / "services" / "draft.md").write_text(draft, encoding="utf-8")
    assert run_in(ROOT, words) == 0
    assert (
        "2 of 4 services are published with gaps. What they lack: needs 1, ages 1."
        " One by one: python build.py todo --kind services\n"
    ) in capsys.readouterr().out
    assert run_in(ROOT, [*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["services"] == {
        "published": 4,
        "with_gaps": 2,
        "missing": {"needs": 1, "ages": 1},
    }
