"""The job that proposes signed-off comments: one branch, one pull request, nothing unpublished."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import insert, update

from feedback.moderation.answer import Answer
from feedback.settings import FeedbackSettings
from feedback.store.engine import make_engine, writing
from feedback.store.migrate import upgrade
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import answers, comments
from feedback.submission import Submission
from tests.support.git_server import WRITER, git_server
from tests.support.github_actions import git, install_programs
from tests.support.github_workflows import Hub, Run, read_workflow

ROOT = Path(__file__).parent.parent
WORKFLOWS = ROOT / ".github" / "workflows"
NOW = 1_795_300_000

#: What `make setup` leaves in a checkout.
MAKE = f"""\
#!/bin/sh
for name in .venv node_modules; do ln -sf "{ROOT}/$name" "$name"; done
"""

ANSWER = Answer(
    you_said="Nothing is said of late taxis.", matter="missing", themes=("transport",),
    who="parent or carer", status="listening",
)  # fmt: skip


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """GitHub with this project in it, and a runner beside a store of comments."""
    with git_server(tmp_path / "git") as server:
        server.create("project")
        _push_project(tmp_path / "person", server.url("project", server.token(WRITER)))
        settings = tmp_path / "feedback.env"
        values = {
            "LOCAL_OFFER_CONTENT": str(tmp_path / "person/content"),
            "LOCAL_OFFER_SITE": str(ROOT / "site"),
            "FEEDBACK_KEYS": f"{Fernet.generate_key().decode()} {Fernet.generate_key().decode()}",
            "FEEDBACK_ORIGINS": "https://offer.example.org",
            "FEEDBACK_DATABASE": f"sqlite:///{tmp_path / 'store.sqlite3'}",
        }
        lines = (f'{name}="{value}"\n' for name, value in values.items())
        settings.write_text("".join(lines), encoding="utf-8")
        yield Hub(
            folder=tmp_path / "hub",
            server=server,
            repository="project",
            workflows=WORKFLOWS,
            programs=[str(install_programs(tmp_path / "bin", make=MAKE))],
            environ={"PULL_REQUESTS": str(tmp_path), "SOURCE_DATE_EPOCH": str(NOW)},
            variables={"FEEDBACK_EXPORT": "yes", "FEEDBACK_SETTINGS": str(settings)},
        )


def _push_project(folder: Path, url: str) -> None:
    """Push a copy of the project, with an empty site, as a person does."""
    names = ("content", "templates", "localoffer", "search", "feedback", "host", "checks")
    for name in names:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "Makefile", "package.json", "package-lock.json", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    (folder / ".github").mkdir()
    shutil.copytree(WORKFLOWS, folder / ".github/workflows")
    (folder / ".gitignore").write_text("/.venv\n/node_modules\n", encoding="utf-8")
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "config", "user.name", "A person")
    git(folder, "config", "user.email", "person@example.org")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The project")
    git(folder, "push", "--quiet", url, "main")


def export(hub: Hub) -> Run:
    """Run the workflow; return what came of it, which is nothing bad."""
    run = hub.run("feedback.yml", "workflow_dispatch")
    assert run.passed, run.log
    return run


def _settings(hub: Hub) -> FeedbackSettings:
    lines = Path(hub.variables["FEEDBACK_SETTINGS"]).read_text(encoding="utf-8").splitlines()
    values = dict(line.split("=", 1) for line in lines)
    return FeedbackSettings.from_environment(
        {name: value.strip('"') for name, value in values.items()}
    )


def sign_off(hub: Hub, number: str, answer: Answer) -> None:
    """Keep a comment that is signed off in the store beside the runner."""
    engine = make_engine(_settings(hub).database)
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


def proposed(hub: Hub) -> list[str]:
    """The files that the branch changes, as the server has it."""
    bare = hub.server.folder / "project.git"
    return git(bare, "diff", "--name-only", "main", "feedback-export").split()


def test_what_is_signed_off_becomes_one_pull_request_that_grows(hub: Hub, tmp_path: Path) -> None:
    sign_off(hub, "2099-901", ANSWER)
    _assert_keys_and_tokens_are_apart(hub, export(hub))
    assert proposed(hub) == ["content/comments/2099-901.yaml"]
    assert export(hub).results["propose"] == "skipped"
    sign_off(hub, "2099-902", ANSWER)
    export(hub)
    assert proposed(hub) == [
        "content/comments/2099-901.yaml",
        "content/comments/2099-902.yaml",
    ]
    assert (tmp_path / "calls").read_text(encoding="utf-8").count("pr create") == 1


def _assert_keys_and_tokens_are_apart(hub: Hub, run: Run) -> None:
    """No step is told a key of the store, one is told a token that may write; no file keeps any."""
    keys = _settings(hub).keys
    told = {step.name: " ".join(step.environ.values()) for step in run.steps}
    assert not [name for name, values in told.items() if any(key in values for key in keys)]
    assert [name for name, values in told.items() if "contents-write" in values] == ["Propose it"]
    assert hub.left_behind(*keys) == []


def test_what_is_refused_is_said_to_be_so_and_not_a_word_of_it(hub: Hub) -> None:
    bad = Answer(you_said="Ring {{ Zephyrine }} on 01632 960123.", themes=("transport",))
    sign_off(hub, "2099-901", bad)
    sign_off(hub, "2099-902", ANSWER)
    run = export(hub)
    assert "Something was refused, or" in run.log
    assert "Zephyrine" not in run.log
    summaries = [file.read_text(encoding="utf-8") for file in hub.folder.rglob("summary")]
    assert summaries
    assert not [text for text in summaries if "Zephyrine" in text]
    assert proposed(hub) == ["content/comments/2099-902.yaml"]


def test_without_the_settings_of_the_service_nothing_is_exported(hub: Hub) -> None:
    hub.variables["FEEDBACK_SETTINGS"] = "/nowhere/feedback.env"
    run = hub.run("feedback.yml", "workflow_dispatch")
    assert (run.passed, run.results["propose"]) == (False, "skipped")
    assert "/nowhere/feedback.env cannot be read." in run.log


def test_a_change_of_anything_but_content_is_not_proposed(hub: Hub) -> None:
    """Whatever the job beside the store has committed, it cannot become a change of a workflow."""
    sign_off(hub, "2099-901", ANSWER)
    make = Path(hub.programs[0], "make")
    make.write_text(f"{MAKE}echo '# mine' >> build.py && git add build.py\n", encoding="utf-8")
    run = hub.run("feedback.yml", "workflow_dispatch")
    assert run.results["propose/propose"] == "failure"
    assert "These files are not content. Nothing is proposed." in run.log


def test_the_jobs_have_the_rights_that_they_need_and_no_others() -> None:
    text = (WORKFLOWS / "feedback.yml").read_text(encoding="utf-8")
    loaded = read_workflow(text)
    assert loaded["permissions"] == {"contents": "read"}
    exporting = loaded["jobs"]["export"]
    assert exporting["runs-on"] == ["self-hosted", "local-offer"]
    assert exporting["permissions"] == {"contents": "read", "pull-requests": "read"}
    assert loaded["jobs"]["propose"]["permissions"] == {
        "contents": "write",
        "pull-requests": "write",
    }
    assert "secrets." not in text
