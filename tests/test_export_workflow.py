"""The job that proposes signed-off comments: one branch, one pull request, nothing unpublished."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from sqlalchemy import insert, update

from feedback.moderation.answer import Answer
from feedback.settings import local_settings
from feedback.store.engine import make_engine, writing
from feedback.store.migrate import upgrade
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import answers, comments
from feedback.submission import Submission
from localoffer.serving.site_context import SiteFolders
from tests.support.workflow_scripts import run_script

ROOT = Path(__file__).parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "feedback.yml"
NOW = 1_795_300_000

#: Stands for GitHub: it keeps what it is told, and says whether a pull request is open.
GH = """\
#!/bin/sh
echo "$@" >> "$TOLD"
case "$2" in
  view) cat "$TOLD.state" 2> /dev/null || exit 1 ;;
  create) echo OPEN > "$TOLD.state" ;;
esac
"""

ANSWER = Answer(
    you_said="Nothing is said of late taxis.", matter="missing", themes=("transport",),
    who="parent or carer", status="listening",
)  # fmt: skip


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout of the project whose origin is a bare repository beside it."""
    folder = tmp_path / "project"
    folder.mkdir()
    names = ("content", "templates", "localoffer", "search", "feedback", "host", "checks")
    for name in names:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "Makefile", "package.json", "package-lock.json", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    for name in (".venv", "node_modules", "requirements"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".git-exclude").write_text(".venv\nnode_modules\nreports\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "core.excludesFile", ".git-exclude")
    git(folder, "config", "user.name", "A person")
    git(folder, "config", "user.email", "person@example.org")
    git(folder, "remote", "add", "origin", str(tmp_path / "origin.git"))
    git(folder, "add", "content")
    git(folder, "commit", "--quiet", "--message", "Content")
    git(folder, "push", "--quiet", "origin", "main")
    return folder


def job(project: Path) -> str:
    """Run the job's scripts in order; return what they said."""
    loaded = yaml.load(WORKFLOW.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
    bin_ = project.parent / "bin"
    bin_.mkdir(exist_ok=True)
    (bin_ / "gh").write_text(GH, encoding="utf-8")
    (bin_ / "gh").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{bin_}:{os.environ['PATH']}",
        "TOLD": str(project.parent / "told"),
        "GITHUB_STEP_SUMMARY": str(project.parent / "summary.md"),
        "BRANCH": "feedback-export",
        "MAIN": "main",
        "SOURCE_DATE_EPOCH": str(NOW),
    }
    git(project, "switch", "--quiet", "--force", "main")
    log = ""
    for step in loaded["jobs"]["export"]["steps"]:
        log += run_script(step.get("run", ""), project, environment)
    return log


def sign_off(project: Path, number: str, answer: Answer) -> None:
    """Keep a comment that is signed off in the store beside the checkout."""
    place = SiteFolders(project / "content", project / "site", project, project / ".localoffer")
    settings = local_settings(place, frozenset())
    engine = make_engine(settings.database)
    upgrade(engine)
    with writing(engine) as connection:
        sent = Submission(number, "comment", {"wrong": "Raw words."})
        receipt = store_submission(connection, sent, None, NOW, NOW)
        row = by_reference(connection, receipt.reference)
        assert row
        shown = answer.as_json()
        values = {"comment": row.id, "content": "{}", "shown": shown, "number": number}
        connection.execute(insert(answers), {**values, "signed": NOW, "signed_by": "Team"})
        mine = update(comments).where(comments.c.id == row.id)
        connection.execute(mine.values(state="signed off"))


def proposed(project: Path) -> list[str]:
    """The files that the branch changes, as the origin has it."""
    origin = project.parent / "origin.git"
    return git(origin, "diff", "--name-only", "main", "feedback-export").split()


def test_what_is_signed_off_becomes_one_pull_request_that_grows(project: Path) -> None:
    job(project)
    assert not (project.parent / "told.state").exists()
    sign_off(project, "2099-901", ANSWER)
    job(project)
    assert proposed(project) == ["content/comments/2099-901.yaml"]
    sign_off(project, "2099-902", ANSWER)
    job(project)
    assert proposed(project) == [
        "content/comments/2099-901.yaml",
        "content/comments/2099-902.yaml",
    ]
    calls = (project.parent / "told").read_text(encoding="utf-8")
    assert calls.count("pr create") == 1


def test_what_is_refused_is_said_to_be_so_and_not_a_word_of_it(project: Path) -> None:
    bad = Answer(you_said="Ring {{ Zephyrine }} on 01632 960123.", themes=("transport",))
    sign_off(project, "2099-901", bad)
    sign_off(project, "2099-902", ANSWER)
    log = job(project)
    assert "Something was refused." in log
    assert "Zephyrine" not in log
    assert "Zephyrine" not in (project.parent / "summary.md").read_text(encoding="utf-8")
    assert proposed(project) == ["content/comments/2099-902.yaml"]


def test_the_job_may_write_and_nothing_else_of_the_workflow() -> None:
    loaded = yaml.load(WORKFLOW.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
    assert loaded["permissions"] == {"contents": "read"}
    assert loaded["jobs"]["export"]["runs-on"] == ["self-hosted", "local-offer"]
    assert loaded["jobs"]["export"]["permissions"] == {
        "contents": "write",
        "pull-requests": "write",
    }
    assert "secrets." not in WORKFLOW.read_text(encoding="utf-8")
