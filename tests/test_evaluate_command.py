"""A council sees how well its search finds: measures of its own queries, or the first results."""

import json
from pathlib import Path

import pytest

from localoffer.cli.plugins import ALL_PLUGINS
from localoffer.cli.run import run
from localoffer.workspace import Workspace

ROOT = Path(__file__).parent.parent
CONTENT = str(ROOT / "content")

QUERIES = """\
- query: wheelchair service
  variant: named
  pages: {/services/wheelchair-service/: 3}
- query: quiet swim
  variant: named
  pages: {/services/sandmere-quiet-swim/: 3}
"""


def _evaluate(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    workspace = Workspace.of_checkout(ROOT)
    status = run(workspace, ["evaluate", *words], ALL_PLUGINS)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_own_graded_queries_are_measured_and_those_answered_worst_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "queries.yaml"
    file.write_text(QUERIES, encoding="utf-8")
    words = ("--content", CONTENT, "--queries", str(file))
    status, said, _ = _evaluate(capsys, *words)
    assert status == 0
    assert "Your own queries" in said
    assert "quiet swim" in said


def test_without_a_file_the_first_result_of_every_watched_search_is_a_row(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, said, _ = _evaluate(capsys, "--content", CONTENT, "--json")
    rows = json.loads(said)
    assert (status, len(rows) > 50) == (0, True)
    assert all(1 <= len(row["titles"]) <= 3 for row in rows)
    status, said, _ = _evaluate(capsys, "--content", CONTENT)
    assert status == 0
    assert f"{len(rows)} searches; nothing is found for 0 of them." in said
    assert said.count("\n") < 3 * len(rows)


def test_a_folder_or_file_that_is_not_there_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "nowhere")
    status, _, said = _evaluate(capsys, "--content", nowhere)
    assert (status, "Name the content folder" in said) == (2, True)
    status, _, said = _evaluate(capsys, "--content", CONTENT, "--queries", nowhere)
    assert (status, "cannot be read" in said) == (2, True)
