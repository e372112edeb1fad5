"""The workflows that a council's repository gets: sound, pinned, and with no right too many."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from localoffer import __version__
from localoffer.program import REPOSITORY
from tests.support.council_repository import write_repository_files
from tests.support.github_workflows import read_workflow
from tests.support.workflow_scripts import lint

ROOT = Path(__file__).parent.parent
OURS = ROOT / ".github/workflows"

#: Our own workflows are called by tag, which Dependabot raises with the program's version.
_POLICY = f"rules: {{unpinned-uses: {{config: {{policies: {{{REPOSITORY}/*: ref-pin}}}}}}}}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a new council's repository, beside its content."""
    written = tmp_path_factory.mktemp("new") / "our-offer"
    write_repository_files(written)
    return written


def _workflows(folder: Path) -> dict[str, dict[str, Any]]:
    files = sorted((folder / ".github/workflows").iterdir())
    return {file.name: read_workflow(file.read_text(encoding="utf-8")) for file in files}


def test_actionlint_and_zizmor_find_nothing(folder: Path, tmp_path: Path) -> None:
    assert lint("actionlint", *sorted((folder / ".github/workflows").iterdir())) == ""
    policy = tmp_path / "zizmor.yml"
    policy.write_text(_POLICY, encoding="utf-8")
    told = lint("zizmor", "--offline", "--quiet", "--config", policy, folder / ".github")
    assert told.startswith("No findings")


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.renovate", "renovate.json"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
        ("vendor.github-workflows", ".github/workflows/check.yml"),
        ("vendor.github-workflows", ".github/workflows/publish.yml"),
        ("vendor.github-workflows", ".github/workflows/nightly.yml"),
    ],
)
def test_each_file_is_what_its_service_expects(folder: Path, schema: str, name: str) -> None:
    assert "ok" in lint("check-jsonschema", "--builtin-schema", schema, folder / name)


def test_each_workflow_is_one_call_of_ours_by_the_tag_of_the_pinned_version(folder: Path) -> None:
    workflows = _workflows(folder)
    assert set(workflows) == {"check.yml", "publish.yml", "nightly.yml"}
    for name, workflow in workflows.items():
        [job] = workflow["jobs"].values()
        assert job["uses"] == f"{REPOSITORY}/.github/workflows/council-{name}@v{__version__}"
        assert (OURS / f"council-{name}").is_file()
        assert workflow["permissions"] == {}
    pinned = (folder / "requirements.txt").read_text(encoding="utf-8")
    assert pinned == f"local-offer=={__version__}\n"


def test_only_the_check_runs_for_a_pull_request_and_it_has_no_secret(folder: Path) -> None:
    workflows = _workflows(folder)
    assert [name for name, one in workflows.items() if "pull_request" in one["on"]] == ["check.yml"]
    assert not [name for name, one in workflows.items() if "pull_request_target" in one["on"]]
    check = workflows["check.yml"]["jobs"]["check"]
    assert check["permissions"] == {"contents": "read"}
    assert "secrets" not in check
    assert "secrets" not in (OURS / "council-check.yml").read_text(
        encoding="utf-8"
    ).lower().replace("no secret is known here", "")


def test_two_runs_never_publish_at_once_and_none_is_stopped_half_way() -> None:
    publish = read_workflow((OURS / "council-publish.yml").read_text(encoding="utf-8"))
    assert publish["concurrency"] == {
        "group": "local-offer-publish",
        "cancel-in-progress": "false",
    }
    nightly = read_workflow((OURS / "council-nightly.yml").read_text(encoding="utf-8"))
    assert nightly["concurrency"]["group"] != publish["concurrency"]["group"]
    assert nightly["jobs"]["publish"]["uses"] == "./.github/workflows/council-publish.yml"


def test_a_new_version_is_one_proposal_of_either_service(folder: Path) -> None:
    dependabot = read_workflow((folder / ".github/dependabot.yml").read_text(encoding="utf-8"))
    groups = {one["multi-ecosystem-group"] for one in dependabot["updates"]}
    assert groups == set(dependabot["multi-ecosystem-groups"]) == {"local-offer"}
    assert {one["package-ecosystem"] for one in dependabot["updates"]} == {"pip", "github-actions"}
    renovate = json.loads((folder / "renovate.json").read_text(encoding="utf-8"))
    assert renovate["packageRules"][0]["matchPackageNames"] == ["local-offer", REPOSITORY]


def test_the_image_on_gitlab_is_pinned_by_its_digest(folder: Path) -> None:
    lab = read_workflow((folder / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    pinned = r"python:3\.11\.\d+-slim-\w+@sha256:[0-9a-f]{64}"
    assert re.fullmatch(pinned, lab["default"]["image"])


@pytest.mark.parametrize("name", ["council-check", "council-nightly", "council-publish"])
def test_a_version_from_an_address_is_never_asked_of_the_index_too(name: str) -> None:
    text = (OURS / f"{name}.yml").read_text(encoding="utf-8")
    commands = text.replace("\\\n", " ").splitlines()
    with_extras = [command for command in commands if "local-offer[" in command]
    assert [command for command in with_extras if "requirements.txt" in command] == []
