"""The job that proposes signed-off comments: one branch, one pull request, nothing unpublished."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from feedback.moderation.answer import Answer
from tests.support.git_server import WRITER, git_server
from tests.support.github_actions import git, install_programs
from tests.support.github_workflows import Hub, Run, read_workflow
from tests.support.signed_off import NOW, Store, make_store

ROOT = Path(__file__).parent.parent
WORKFLOWS = ROOT / ".github" / "workflows"
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
def store(tmp_path: Path) -> Store:
    """The store of comments that the runner lies beside."""
    return make_store(tmp_path, tmp_path / "person/content", ROOT / "site")


@pytest.fixture
def hub(store: Store, tmp_path: Path) -> Iterator[Hub]:
    """GitHub with this project in it, and a runner beside the store."""
    with git_server(tmp_path / "git") as server:
        server.create("project")
        _push_project(tmp_path / "person", server.url("project", server.token(WRITER)))
        yield Hub(
            folder=tmp_path / "hub",
            server=server,
            repository="project",
            workflows=WORKFLOWS,
            programs=[str(install_programs(tmp_path / "bin", make=MAKE))],
            environ={"PULL_REQUESTS": str(tmp_path), "SOURCE_DATE_EPOCH": str(NOW)},
            variables={"FEEDBACK_EXPORT": "yes", "FEEDBACK_SETTINGS": str(store.file)},
        )


def _push_project(folder: Path, url: str) -> None:
    """Push a copy of the project, with an empty site, as a person does."""
    names = ("templates", "localoffer", "search", "feedback", "host", "checks")
    for name in ("content", "national", *names):
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


def proposed(hub: Hub) -> list[str]:
    """The files that the branch changes, as the server has it."""
    bare = hub.server.folder / "project.git"
    return git(bare, "diff", "--name-only", "main", "feedback-export").split()


def test_what_is_signed_off_becomes_one_pull_request_that_grows(
    hub: Hub, store: Store, tmp_path: Path
) -> None:
    store.sign_off("2099-901", ANSWER)
    _assert_keys_and_tokens_are_apart(hub, export(hub), store.keys)
    assert proposed(hub) == ["content/comments/2099-901.yaml"]
    assert export(hub).results["propose"] == "skipped"
    store.sign_off("2099-902", ANSWER)
    export(hub)
    assert proposed(hub) == [
        "content/comments/2099-901.yaml",
        "content/comments/2099-902.yaml",
    ]
    assert (tmp_path / "calls").read_text(encoding="utf-8").count("pr create") == 1


def _assert_keys_and_tokens_are_apart(hub: Hub, run: Run, keys: Sequence[str]) -> None:
    """No step is told a key of the store, one is told a token that may write; no file keeps any."""
    told = {step.name: " ".join(step.environ.values()) for step in run.steps}
    assert not [name for name, values in told.items() if any(key in values for key in keys)]
    assert [name for name, values in told.items() if "contents-write" in values] == ["Propose it"]
    assert hub.left_behind(*keys) == []


def test_what_is_refused_is_said_to_be_so_and_not_a_word_of_it(hub: Hub, store: Store) -> None:
    bad = Answer(you_said="Ring {{ Zephyrine }} on 01632 960123.", themes=("transport",))
    store.sign_off("2099-901", bad)
    store.sign_off("2099-902", ANSWER)
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


def test_a_change_of_anything_but_content_is_not_proposed(hub: Hub, store: Store) -> None:
    """Whatever the job beside the store has committed, it cannot become a change of a workflow."""
    store.sign_off("2099-901", ANSWER)
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
