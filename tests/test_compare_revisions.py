"""Revisions of Git are compared as folders are, and only problems of changed files are told."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from localoffer.cli.plugins import ALL_PLUGINS
from localoffer.compare.problem_changes import told_of_change
from localoffer.problems import Level, Problem, UsageError
from localoffer.workspace import Workspace
from tests.support.command_line import run_in
from tests.support.compared import compared, comparing
from tests.support.github_actions import git

ROOT = Path(__file__).parent.parent
_BROOK = "services/brook-house.md"

Lay = Callable[[Path, Mapping[str, Any]], None]


@pytest.fixture
def content(council: Path, lay: Lay) -> Path:
    """A council's content in a repository, with one commit on its branch main."""
    lay(council, {_BROOK: {}, "services/mill.md": {"name": "The Mill", "phones": []}})
    git(council.parent, "init", "--quiet", "-b", "main")
    _commit(council)
    return council


def _commit(content: Path) -> None:
    who = ("-c", "user.name=A person", "-c", "user.email=person@example.org")
    git(content.parent, "add", "--all", ".")
    git(content.parent, *who, "commit", "--quiet", "-m", "Change")


def _ring(content: Path, number: str) -> None:
    file = content / _BROOK
    text = file.read_text("utf-8")
    file.write_text(text.replace("01632 960300", number), "utf-8")


def test_a_branch_is_compared_with_the_folder_and_with_a_later_commit(content: Path) -> None:
    _ring(content, "01632 960301")
    [page] = compared("main", content).pages.changed
    assert page.changes[0].words == ("01632 960300", "01632 960301")
    _commit(content)
    versions = comparing(content)
    with versions.version("HEAD~1") as old, versions.version("main") as new:
        assert old.task.content != content
        numbers = [one.checked.offer and one.checked.offer.services for one in (old, new)]
        assert [services[0].record.phones[0].number for services in numbers if services] == [
            "01632 960300",
            "01632 960301",
        ]
    assert not old.task.content.exists()


def test_a_revision_cannot_hide_a_file_by_its_own_attributes(content: Path) -> None:
    (content.parent / ".gitattributes").write_text("content/services/** export-ignore\n", "utf-8")
    _commit(content)
    with comparing(content).version("HEAD") as version:
        assert (version.task.content / _BROOK).is_file()


@pytest.mark.parametrize("name", ["no-such-branch", "--output=evil", "main:content", "", "-"])
def test_what_is_neither_a_folder_nor_a_revision_gets_a_sentence(content: Path, name: str) -> None:
    with (
        pytest.raises(UsageError, match="neither a content folder nor a revision"),
        comparing(content).version(name),
    ):
        pass
    assert not (content.parent / "evil").exists()


def test_outside_a_repository_a_revision_gets_a_sentence(content: Path) -> None:
    shutil.rmtree(content.parent / ".git")
    with pytest.raises(UsageError, match="neither"), comparing(content).version("main"):
        pass


def test_a_folder_of_a_branchs_name_is_a_folder(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(content, content.parent / "main")
    monkeypatch.chdir(content.parent)
    with comparing(content).version("main") as version:
        assert version.task.content == Path("main")
    with comparing(content).version("refs/heads/main") as version:
        assert version.task.content.name == "content"


def test_in_a_checkout_the_national_texts_are_those_of_the_revision(
    council: Path, tmp_path: Path
) -> None:
    checkout = tmp_path / "checkout"
    for name in ("national", "national-versions", "templates"):
        shutil.copytree(ROOT / name, checkout / name)
    (checkout / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(council, checkout / "content")
    facts = checkout / "content/site.yaml"
    facts.write_text(facts.read_text("utf-8").replace("national: no\n", ""), "utf-8")
    git(checkout, "init", "--quiet", "-b", "main")
    _commit(checkout / "content")
    guide = checkout / "national/guides/complaints.md"
    guide.write_text(f"{guide.read_text('utf-8')}\nThis is new here.\n", "utf-8")
    versions = comparing(checkout / "content")
    versions = type(versions)(Workspace.of_checkout(checkout), versions.content, versions.today)
    with versions.version("HEAD") as old, versions.version(str(versions.content)) as new:
        texts = [
            next(one.text.html for one in version.checked.offer.guides if one.slug == "complaints")
            for version in (old, new)
            if version.checked.offer
        ]
    assert ["This is new here." in text for text in texts] == [False, True]


def test_the_command_prints_writes_a_page_and_lists_the_changed_pages(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    monkeypatch.setenv("LOCAL_OFFER_STATE", str(content.parent / "state"))
    _ring(content, "01632 960301")
    files = ["--html", "told.html", "--pages", "pages.txt"]
    assert run_in(ROOT, ["compare", "main", "--markdown", *files], ALL_PLUGINS) == 0
    told = capsys.readouterr().out
    assert told.startswith("## What this change does to the site\n")
    assert "  - Phone: <del>01632 960300</del> → <ins>01632 960301</ins>" in told
    assert "<ins>01632 960301</ins>" in Path("told.html").read_text("utf-8")
    assert Path("pages.txt").read_text("utf-8") == "/services/brook-house/\n"
    assert run_in(ROOT, ["compare", "main", "content", "--json"], ALL_PLUGINS) == 0
    [page] = json.loads(capsys.readouterr().out)["pages"]["changed"]
    assert page["changes"] == [{"label": "Phone", "before": "01632 960300", "now": "01632 960301"}]
    assert run_in(ROOT, ["compare", "nowhere"], ALL_PLUGINS) == 2
    assert "neither a content folder nor a revision" in capsys.readouterr().err


def test_the_check_tells_warnings_of_changed_files_only_and_counts_the_others(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    monkeypatch.setenv("LOCAL_OFFER_STATE", str(content.parent / "state"))
    long = "It is a very long sentence that goes on and on " * 4
    for name in ("brook-house", "mill"):
        file = content / f"services/{name}.md"
        file.write_text(file.read_text("utf-8").replace("Come and see us.", f"{long}."), "utf-8")
        if name == "brook-house":
            _commit(content)
    run_in(ROOT, ["check", "--format", "github", "--changed-since", "main"])
    told = capsys.readouterr().out
    files = {line.partition("file=")[2].partition(",")[0] for line in told.splitlines()
             if line.startswith("::warning")}  # fmt: skip
    assert files == {"content/services/mill.md"}
    assert told.endswith("::notice::1 problem in files that this change does not touch.\n")
    run_in(ROOT, ["check", "--format", "github", "--changed-since", ""])
    assert "content/services/brook-house.md" in capsys.readouterr().out
    assert run_in(ROOT, ["check", "--format", "gitlab", "--changed-since", "main"]) == 2
    assert "GitLab itself shows only what differs" in capsys.readouterr().err
    assert run_in(ROOT, ["check", "--changed-since", "nowhere"]) == 2
    assert '"nowhere" is no revision of this repository' in capsys.readouterr().err


def test_a_mistake_is_told_wherever_it_stands_since_it_stops_the_build() -> None:
    mistake = Problem("services/a.md", 1, "", "Wrong.", "")
    advice = Problem("services/a.md", 2, "", "Long.", "", Level.WARNING)
    own = Problem("services/b.md", 2, "", "Long.", "", Level.WARNING)
    told, others = told_of_change([mistake, advice, own], frozenset({"services/b.md"}))
    assert told == (mistake, own)
    assert others == "1 problem in files that this change does not touch."
    assert told_of_change([own], frozenset({"services/b.md"})) == ((own,), "")
