"""Every folder of tests/examples: a good council without a problem, and every mistake we know."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from localoffer import problems
from localoffer.pipeline import Task, check

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
BAD = sorted((ROOT / "tests" / "examples" / "bad").iterdir())
AT_LEAST = 100


def report(content: Path) -> str:
    """Return what an editor reads, on the day the examples were written for."""
    return problems.as_text(check(Task(content, ROOT, None, date(2026, 11, 21))).problems)


def test_the_good_council_has_no_problem() -> None:
    assert report(GOOD) == "0 errors, 0 warnings.\n"


@pytest.mark.parametrize("mistake", BAD, ids=lambda folder: folder.name)
def test_a_mistake_is_told_as_its_report_says(mistake: Path, tmp_path: Path) -> None:
    """Each folder of ``bad`` is laid over the good council; ``report.txt`` is the exact report.

    A file ``removed.txt`` names the files of the good council that the mistake takes away.
    """
    content = tmp_path / "content"
    shutil.copytree(GOOD, content)
    shutil.copytree(mistake, content, dirs_exist_ok=True)
    (content / "report.txt").unlink()
    removed = content / "removed.txt"
    if removed.exists():
        for name in removed.read_text(encoding="utf-8").split():
            (content / name).unlink()
        removed.unlink()
    assert report(content) == (mistake / "report.txt").read_text(encoding="utf-8")


def test_there_is_an_example_of_every_mistake_we_know() -> None:
    assert len(BAD) >= AT_LEAST


def test_no_sentence_blames_begs_or_speaks_like_a_machine() -> None:
    """The words that GOV.UK's guidance on error messages leaves out."""
    banned = ("invalid", "must", "please", "illegal", "forbidden", "failed", "NoneType", "pydantic")
    reports = "\n".join(
        line
        for folder in BAD
        for line in (folder / "report.txt").read_text(encoding="utf-8").splitlines()
        if " — " in line
    )
    assert [word for word in banned if word.lower() in reports.lower().split()] == []
