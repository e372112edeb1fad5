"""The workflows on GitHub are sound, and the commands in them work."""

import json
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.summary import summary
from tests.support.workflow_scripts import run_script

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))

#: What runs on GitHub's own machines; ``feedback.yml`` runs beside a council's store.
PUBLIC = [file for file in WORKFLOWS if file.name != "feedback.yml"]


def _workflow(file: Path) -> dict[str, Any]:
    # BaseLoader, because "on" is a word here and not a truth.
    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
    return loaded


def _scripts(file: Path) -> list[str]:
    jobs = _workflow(file)["jobs"].values()
    return [step["run"] for job in jobs for step in job.get("steps", []) if "run" in step]


def _copy_of_the_project(folder: Path) -> Path:
    """A checkout as GitHub's machine has it after `make setup`, so that nothing here is changed."""
    for name in ("content", "templates", "localoffer", "search", "feedback", "host", "checks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "Makefile", "pyproject.toml", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder)
    for name in (".venv", "node_modules", "requirements"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def test_actionlint_finds_nothing_in_the_workflows() -> None:
    actionlint = Path(sysconfig.get_path("scripts"), "actionlint")
    done = subprocess.run([actionlint, *WORKFLOWS], capture_output=True, text=True, check=False)
    assert WORKFLOWS
    assert (done.returncode, done.stdout) == (0, "")


def test_a_change_is_checked_without_any_right_to_write() -> None:
    """Anyone may open a pull request; what runs for it can read and nothing else."""
    check = _workflow(ROOT / ".github/workflows/check.yml")
    assert set(check["on"]) == {"pull_request", "workflow_call"}
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())


def test_what_is_published_passed_the_same_checks_as_a_change() -> None:
    publish = _workflow(ROOT / ".github/workflows/publish.yml")
    assert publish["jobs"]["check"]["uses"] == "./.github/workflows/check.yml"
    assert publish["jobs"]["publish"]["needs"] == "check"


@pytest.mark.parametrize("workflow", PUBLIC, ids=lambda file: file.name)
def test_every_command_of_a_workflow_runs(tmp_path: Path, workflow: Path) -> None:
    """In order and in a copy of the project; the page checks look at two pages here."""
    project = _copy_of_the_project(tmp_path)
    told = tmp_path / "summary.md"
    environment = {
        **os.environ,
        "BASE_URL": "https://example.org/offer",
        "GITHUB_STEP_SUMMARY": str(told),
    }
    for script in _scripts(workflow):
        small = re.sub(r"(-m checks\.(?:vnu|pa11y|axe))\b", r"\1 --at-most 2", script)
        run_script(small, project, environment)
    assert (project / "site/index.html").is_file()
    if workflow.name == "check.yml":
        assert "What was written has no mistakes" in told.read_text(encoding="utf-8")


def test_the_summary_tells_a_mistake_as_its_author_needs_it(tmp_path: Path) -> None:
    problem = {
        "level": "error",
        "path": "content/services/swimming.md",
        "line": 7,
        "field": "phone",
        "message": "“01632 96” is too short to be a telephone number.",
        "fix": "Write the whole number, such as 01632 960123.",
    }
    (tmp_path / "reports").mkdir()
    problems = tmp_path / "reports/problems.json"
    problems.write_text(json.dumps({"problems": [problem]}), encoding="utf-8")
    told = summary(tmp_path)
    assert "## 1 mistake to put right before this can be published" in told
    assert "- `content/services/swimming.md`, line 7: “01632 96” is too short" in told
    assert "Write the whole number, such as 01632 960123." in told


def test_the_summary_of_a_good_change_counts_pages_and_names_what_was_found(tmp_path: Path) -> None:
    for folder in ("reports", "site"):
        (tmp_path / folder).mkdir()
    (tmp_path / "reports/problems.json").write_text('{"problems": []}', encoding="utf-8")
    (tmp_path / "reports/axe.txt").write_text("axe: nothing found on 2 pages.\n", encoding="utf-8")
    kinds = {"home": ["/"], "service": ["/services/swimming/"]}
    (tmp_path / "site/build.json").write_text(json.dumps({"kinds": kinds}), encoding="utf-8")
    told = summary(tmp_path)
    assert "## What was written has no mistakes" in told
    assert "### The site has 2 pages" in told
    assert "axe: nothing found on 2 pages." in told


def test_a_summary_after_a_failed_start_says_so(tmp_path: Path) -> None:
    assert "could not be checked" in summary(tmp_path)
