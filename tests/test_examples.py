"""Every file of tests/examples: the good council has no problem, each bad one exactly its report."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from localoffer import problems as told
from localoffer.pipeline import Task, check

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
BAD = sorted((ROOT / "tests" / "examples" / "bad").iterdir())


def report(content: Path) -> str:
    """Return what an editor reads, on the day the examples were written for."""
    return told.as_text(check(Task(content, ROOT, None, date(2026, 11, 21))).problems)


def test_the_good_council_has_no_problem() -> None:
    assert report(GOOD) == "0 errors, 0 warnings.\n"


@pytest.mark.parametrize("mistake", BAD, ids=lambda folder: folder.name)
def test_a_mistake_is_told_as_its_report_says(mistake: Path, tmp_path: Path) -> None:
    """Each folder of ``bad`` is laid over the good council; ``report.txt`` is the exact report."""
    content = tmp_path / "content"
    shutil.copytree(GOOD, content)
    shutil.copytree(mistake, content, dirs_exist_ok=True)
    (content / "report.txt").unlink()
    assert report(content) == (mistake / "report.txt").read_text(encoding="utf-8")
