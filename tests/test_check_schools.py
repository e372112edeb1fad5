"""Mistakes in schools, statements, areas of need and figures: each is one sentence on a line."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from localoffer import problems
from localoffer.link_check.addresses import links_to_check
from localoffer.pipeline import Task, check

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"

FILES = {
    "schools/wren-bank.md": """\
---
urn: 100025
name: Wren Bank School
kind: maintained school
phases: [primary]
report:
  url: https://wren-bank.example.org/sen
  dated: 2026-09-01
bases:
  - name: The Nest
    needs: [autism]
---
""",
    "schools/hill-top.md": """\
---
urn: 100026
name: Hill Top
kind: academy
phases: [secondary]
opens: 2001-09-01
report:
  url: https://hill-top.example.org/sen
  checked: 2026-09-01
---
""",
    "lists/need-areas.yaml": """\
- id: communication
  code: ci
  name: Communication and interaction
  plain_name: Talking
  description: It is about talking and being with others.
""",
    "provision/ci-uni-01.md": """\
---
area: communication
tier: universal
phases: [primary]
facets: [teaching]
title: Pictures as well as words
staff: Staff show pictures as well as words.
parents: You see pictures in the classroom.
how_you_can_tell: There are pictures on the wall.
who: The class teacher
questions: [Which pictures do you use?]
if_not: Talk to the class teacher.
young_person: I have pictures that help me.
agreed: 2026-06-15
agreed_by: Schools forum
---
""",
    "coordinators.yaml": "- contact: help-line\n  covers: All schools\n  schools: [wren-bank]\n",
    "figures.yaml": """\
- id: plans-in-20-weeks
  title: New plans finished in 20 weeks
  sentence: Six in ten new plans were finished in time.
  unit: number
  points:
    - label: 2025
      value: 60
  as_at: 2026-03-31
  source: The council's own records
""",
}
AREAS = "lists/need-areas.yaml"
OTHER = "- id: other\n  code: ci\n  name: Other\n  plain_name: Other\n  description: It is other.\n"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The good council with two schools, a statement, a coordinator and a figure."""
    content = Path(shutil.copytree(GOOD, tmp_path / "content"))
    for name, text in FILES.items():
        file = content / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return content


def report(content: Path) -> str:
    """Return what an editor reads."""
    return problems.as_text(check(Task(content, ROOT, None, date(2026, 11, 21))).problems)


def one_error(path: str, sentence: str) -> str:
    return f"{path}\n  error: {sentence}\n\n1 error, 0 warnings.\n"


def test_without_a_mistake_nothing_is_said(council: Path) -> None:
    assert report(council) == "0 errors, 0 warnings.\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "sentence"),
    [
        ("schools/wren-bank.md", "100025", "100026", ("line 2, urn — schools/hill-top.md"
         " has the same number (100026).")),
        ("schools/wren-bank.md", "2026-09-01", "2027-09-01", ("line 8, report.dated — It is"
         " dated in the future (2027-09-01). Write the day that is written on it.")),
        ("schools/hill-top.md", "2026-09-01", "2027-09-01", ("line 9, report.checked — Someone"
         " looked at it in the future (2027-09-01). Write the day it was really done.")),
        ("schools/hill-top.md", "2001", "0001", ('line 6, opens — "0001-09-01" is in another'
         " age. Check the year.")),
        ("schools/hill-top.md", "opens: 2001-09-01", "opens: 2001-09-01\ncloses: 1999-07-01",
         "line 7, closes — The school closes before it opens."),
        ("schools/wren-bank.md", "[autism]", "|\n      autism\n      any", ("line 11,"
         " bases.1.needs — needs is a list, but only one thing is written."
         " Write it as a list: needs: [autism, any].")),
        ("coordinators.yaml", "wren-bank", "wren-bnk", ('line 3, schools.1 — "wren-bnk" is not'
         ' in the folder schools. Did you mean "wren-bank"?')),
        ("provision/ci-uni-01.md", "area: communication", "area: talk", ('line 2, area — "talk"'
         " is not in lists/need-areas.yaml. Choose one of: communication.")),
        ("provision/ci-uni-01.md", "2026-06-15", "9999-12-31", ("line 14, agreed —"
         ' "9999-12-31" is in another age. Check the year.')),
        (AREAS, "- id: communication", f"{OTHER}- id: communication", ("line 6, code — The ids of"
         ' statements of other begin with "ci", too. Give the area letters of its own.')),
        ("figures.yaml", "2026-03-31", "2027-03-31", ("line 1, as_at — The figure is dated in"
         " the future (2027-03-31). Write the day the newest number was true.")),
        ("figures.yaml", "value: 60", "value: .inf", ('line 7, points.1.value — ".inf" is not'
         " a number. Write digits alone, such as 4.50.")),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_told_where_it_is(
    council: Path, path: str, old: str, new: str, sentence: str
) -> None:
    file = council / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    expected = f"{path}\n  error: {sentence}"
    assert report(council).startswith(expected)
    assert report(council).endswith("1 error, 0 warnings.\n")


@pytest.mark.parametrize("name", ["reports", "coordinators", "out-of-area"])
def test_no_school_takes_the_place_of_a_list(council: Path, name: str) -> None:
    shutil.move(council / "schools" / "hill-top.md", council / "schools" / f"{name}.md")
    if name == "out-of-area":
        file = council / "schools" / f"{name}.md"
        text = file.read_text(encoding="utf-8").replace("opens:", "in_area: no\nopens:")
        file.write_text(text, encoding="utf-8")
    sentence = (
        f"the whole file — The address /schools/{name}/ is also claimed by the site itself."
        " Rename the file: its name is part of its address."
    )
    assert report(council) == one_error(f"schools/{name}.md", sentence)


def test_no_area_of_need_takes_the_place_of_another_page(council: Path) -> None:
    for path in (AREAS, "provision/ci-uni-01.md"):
        text = (council / path).read_text(encoding="utf-8").replace(" communication\n", " phases\n")
        (council / path).write_text(text, encoding="utf-8")
    sentence = (
        "line 1, id — The address /provision/phases/ is another page of the site."
        " Give the area another id."
    )
    assert report(council) == one_error(AREAS, sentence)


def test_statements_without_their_areas_are_told_of(council: Path) -> None:
    (council / AREAS).unlink()
    sentence = 'line 2, area — "communication" is not in lists/need-areas.yaml. Add it there first.'
    assert report(council) == one_error("provision/ci-uni-01.md", sentence)


def test_an_address_that_no_program_can_read_is_told_and_never_visited(council: Path) -> None:
    file = council / "schools" / "hill-top.md"
    text = file.read_text(encoding="utf-8").replace(
        "  checked:", '  note: "https://[x/"\n  checked:'
    )
    file.write_text(text, encoding="utf-8")
    offer = check(Task(council, ROOT, None, date(2026, 11, 21))).offer
    assert offer
    addresses = [link.address for link in links_to_check(offer)]
    assert "https://hill-top.example.org/sen" in addresses
    assert "https://[x/" not in addresses
    file.write_text(f"{text}Read [about the school](https://[x/).\n", encoding="utf-8")
    sentence = (
        'line 12 — The link "https://[x/" is not an address. Write a whole web address,'
        " or one of this site that begins with /, such as /guides/…."
    )
    assert report(council) == one_error("schools/hill-top.md", sentence)
