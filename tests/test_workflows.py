"""The workflows on GitHub are sound, and the commands in them work."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from checks.everything import STEPS
from checks.summary import summary
from tests.support.github_workflows import read_workflow
from tests.support.workflow_scripts import lint, run_script

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))

#: What runs in a checkout of this project. The others are played in ``test_export_workflow``,
#: ``test_council_repository`` and ``test_package``.
OURS = [ROOT / ".github/workflows/check.yml", ROOT / ".github/workflows/publish.yml"]


def _workflow(file: Path) -> dict[str, Any]:
    return read_workflow(file.read_text(encoding="utf-8"))


def _scripts(file: Path) -> list[str]:
    """The commands of a workflow, without those that run these tests."""
    jobs = _workflow(file)["jobs"].items()
    steps = [step for name, job in jobs if name != "code" for step in job.get("steps", [])]
    return [step["run"] for step in steps if "run" in step]


def _copy_of_the_project(folder: Path) -> Path:
    """A checkout as GitHub's machine has it after `make setup`, so that nothing here is changed."""
    parts = ("localoffer", "search", "feedback", "host", "checks")
    for name in ("content", "national", "national-versions", "templates", *parts):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "Makefile", "pyproject.toml", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder)
    for name in (".venv", "node_modules", "requirements"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def test_actionlint_finds_nothing_in_the_workflows() -> None:
    assert len(WORKFLOWS) > 5
    assert lint("actionlint", *WORKFLOWS) == ""


def test_zizmor_finds_nothing_unsafe_in_the_workflows() -> None:
    assert lint("zizmor", "--offline", "--quiet", ROOT / ".github").startswith("No findings")


def test_no_token_stays_in_a_checkout() -> None:
    steps = [
        step
        for file in WORKFLOWS
        for job in _workflow(file)["jobs"].values()
        for step in job.get("steps", [])
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert len(steps) > 8
    assert {step["with"]["persist-credentials"] for step in steps} == {"false"}


def test_a_change_is_checked_without_any_right_to_write() -> None:
    """Anyone may open a pull request; what runs for it can read and nothing else."""
    check = _workflow(ROOT / ".github/workflows/check.yml")
    assert set(check["on"]) == {"pull_request", "workflow_call"}
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())


def test_every_action_of_another_is_pinned_by_its_commit() -> None:
    """A tag can be moved to other code; the version stands behind the commit for people."""
    uses = [
        line.partition("uses:")[2].strip()
        for file in WORKFLOWS
        for line in file.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]
    pinned = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    unpinned = [use for use in uses if not use.startswith("./") and not pinned.fullmatch(use)]
    assert len(uses) > 10
    assert unpinned == []


def test_a_change_of_the_code_is_green_only_after_lint_types_and_tests() -> None:
    code = _workflow(ROOT / ".github/workflows/check.yml")["jobs"]["code"]
    runs = [step["run"] for step in code["steps"] if "run" in step]
    assert runs[1:] == ["make test-code", ".venv/bin/python -m checks.lighthouse"]
    conditions = {step.get("if") for step in code["steps"][2:]}
    assert conditions == {"steps.changed.outputs.code == 'yes'"}
    commands = [step.command[1:] for row in STEPS for step in row if not step.of_pages]
    assert {words[1] for words in commands} >= {"ruff", "mypy", "pytest"}
    assert "checks.everything --code" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "before", "code"),
    [
        (["content/services/swimming.md"], "HEAD^1", "no"),
        (["content/services/swimming.md", "localoffer/text.py"], "HEAD^1", "yes"),
        (["templates/content/page.html"], "HEAD^1", "yes"),
        (["national/guides/sleep.md"], "HEAD^1", "yes"),
        (["content/services/swimming.md"], "", "yes"),
        (["content/services/swimming.md"], "0" * 40, "yes"),
    ],
    ids=["content", "content and code", "templates", "national", "at night", "a new branch"],
)
def test_only_a_change_of_nothing_but_content_leaves_the_code_unchecked(
    tmp_path: Path, changed: list[str], before: str, code: str
) -> None:
    steps = _workflow(ROOT / ".github/workflows/check.yml")["jobs"]["code"]["steps"]
    script = next(step["run"] for step in steps if step.get("id") == "changed")
    output = tmp_path / "output"
    for number, names in enumerate([["README.md", "content/site.yaml"], changed]):
        for name in names:
            (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "project" / name).write_text(f"{number}\n", encoding="utf-8")
        _commit(tmp_path / "project")
    environment = {
        **os.environ,
        "BEFORE": before,
        "GITHUB_OUTPUT": str(output),
        "RUNNER_TEMP": str(tmp_path),
    }
    run_script(script, tmp_path / "project", environment)
    assert output.read_text(encoding="utf-8") == f"code={code}\n"


def _commit(project: Path) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    commands = (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "-m", "Change"])
    for words in commands:
        subprocess.run(["git", *words], cwd=project, check=True)


def test_a_pull_request_keeps_what_it_found_clean_and_reads_what_main_kept() -> None:
    content = _workflow(ROOT / ".github/workflows/check.yml")["jobs"]["content"]["steps"]
    kept = next(step["with"] for step in content if "actions/cache" in step.get("uses", ""))
    assert kept["key"].startswith(kept["restore-keys"])
    looks = [step["run"] for step in content if "-m checks." in step.get("run", "")]
    looks = [words for words in looks if "checks.summary" not in words]
    assert len(looks) == 2
    assert all(f"--cache-dir {kept['path']} " in words for words in looks)


def test_what_is_published_passed_the_same_checks_as_a_change() -> None:
    jobs = _workflow(ROOT / ".github/workflows/publish.yml")["jobs"]
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("check", "build")


@pytest.mark.parametrize("workflow", OURS, ids=lambda file: file.name)
def test_every_command_of_a_workflow_runs(tmp_path: Path, workflow: Path) -> None:
    """In order and in a copy of the project; the page checks look at two pages here."""
    project = _copy_of_the_project(tmp_path)
    _commit(project)
    contacts = project / "content/contacts.yaml"
    contacts.write_text(
        contacts.read_text("utf-8").replace("01632 960110", "01632 960119"), "utf-8"
    )
    _commit(project)
    told = tmp_path / "summary.md"
    environment = {
        **os.environ,
        "BASE_URL": "https://example.org/offer",
        "BEFORE": "HEAD^1",
        "GITHUB_STEP_SUMMARY": str(told),
    }
    for script in _scripts(workflow):
        small = re.sub(r"(-m checks\.(?:vnu|accessibility))\b", r"\1 --at-most 2", script)
        run_script(small, project, environment)
    assert (project / "site/index.html").is_file()
    if workflow.name == "check.yml":
        summary_of_change = told.read_text(encoding="utf-8")
        assert "## What this change does to the site" in summary_of_change
        assert "<del>01632 960110</del> → <ins>01632 960119</ins>" in summary_of_change
        assert "### The site has" in summary_of_change


def test_the_summary_tells_a_mistake_as_its_author_needs_it(tmp_path: Path) -> None:
    problem = {
        "level": "error",
        "path": "content/services/swimming.md",
        "line": 7,
        "field": "phone",
        "message": "“01632 96” is too short to be a telephone number.",
        "fix": "Write the whole number, such as 0300 123 1234.",
    }
    (tmp_path / "reports").mkdir()
    problems = tmp_path / "reports/problems.json"
    problems.write_text(json.dumps({"problems": [problem]}), encoding="utf-8")
    told = summary(tmp_path)
    assert "## 1 mistake to put right before this can be published" in told
    assert "- `content/services/swimming.md`, line 7: “01632 96” is too short" in told
    assert "Write the whole number, such as 0300 123 1234." in told


def test_the_summary_of_a_good_change_counts_pages_and_names_what_was_found(tmp_path: Path) -> None:
    for folder in ("reports", "site"):
        (tmp_path / folder).mkdir()
    (tmp_path / "reports/problems.json").write_text('{"problems": []}', encoding="utf-8")
    (tmp_path / "reports/accessibility.txt").write_text(
        "accessibility: nothing found on 2 pages.\n", encoding="utf-8"
    )
    kinds = {"home": ["/"], "service": ["/services/swimming/"]}
    (tmp_path / "site/build.json").write_text(json.dumps({"kinds": kinds}), encoding="utf-8")
    told = summary(tmp_path)
    assert "## What was written has no mistakes" in told
    assert "### The site has 2 pages" in told
    assert "accessibility: nothing found on 2 pages." in told


def test_the_summary_of_a_pull_request_begins_with_what_it_does(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    compared = tmp_path / "reports/compared.md"
    compared.write_text("## What this change does to the site\n", encoding="utf-8")
    assert summary(tmp_path) == "## What this change does to the site\n\n"
    compared.write_text("", encoding="utf-8")
    assert "could not be checked" in summary(tmp_path)


def test_a_summary_after_a_failed_start_says_so(tmp_path: Path) -> None:
    assert "could not be checked" in summary(tmp_path)
