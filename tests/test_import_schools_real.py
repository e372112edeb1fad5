"""Real rows of the national register: any council's schools come in, and the checks let them."""

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest

from localoffer.pipeline import Task, check
from localoffer.problems import errors
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data" / "schools"
NEWER = DATA / "gias_layout_1924_real_schools_2026_cp1252.csv"
OLDER = DATA / "gias_subset_8rows_allcolumns.csv"

pytestmark = pytest.mark.skipif(
    not NEWER.is_file(), reason="the real register lies in ../shared/data, which is not here"
)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the checks of the example council keep between runs."""
    return tmp_path_factory.mktemp("state")


def _rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("cp1252"), newline="")))


def _complaints(content: Path, state: Path) -> set[str]:
    checked = check(Task(content, ROOT, state, date(2026, 11, 21)))
    return {f"{one.path}: {one.message}" for one in errors(checked.problems)}


@pytest.mark.parametrize("authority", ["Essex", "202", "Bristol, City of", "Isle of Wight"])
def test_a_real_councils_schools_bring_no_error_to_the_example_councils_content(
    authority: str, tmp_path: Path, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    before = _complaints(content, state)
    words = ["import", "schools", str(NEWER), "--content", str(content), "--authority", authority]
    assert run_in(tmp_path, words) == 0
    assert " new" in capsys.readouterr().out.splitlines()[0]
    assert _complaints(content, state) <= before
    assert run_in(tmp_path, words) == 0
    assert capsys.readouterr().out.startswith("Nothing changed for parents.\n")


def test_every_row_of_the_newer_layout_has_a_page_or_a_reason(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = _rows(NEWER)
    largest = max({row["LA (name)"] for row in rows}, key=[row["LA (name)"] for row in rows].count)
    wanted = [row for row in rows if row["LA (name)"] == largest]
    words = ["import", "schools", str(NEWER), "--content", str(council), "--authority", largest]
    assert run_in(council.parent, words) == 0
    closed = sum(row["EstablishmentStatus (name)"] == "Closed" for row in wanted)
    assert len(list((council / "schools").iterdir())) == len(wanted) - closed
    assert f"{closed}  closed, with no page here" in capsys.readouterr().out or not closed


def test_the_older_layout_is_read_by_its_names_of_columns(council: Path) -> None:
    names = {row["LA (name)"] for row in _rows(OLDER)}
    done = {
        name: run_in(
            council.parent,
            ["import", "schools", str(OLDER), "--content", str(council), "--authority", name],
        )
        for name in sorted(names)
    }
    assert set(done.values()) <= {0, 2}
    assert list(done.values()).count(0) >= 5
    for file in (council / "schools").iterdir():
        assert "phone: 0" in (text := file.read_text("utf-8")) or "phone:" not in text
