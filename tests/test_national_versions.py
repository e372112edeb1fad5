"""What changed in the national texts since a version, and which files stand on an older one."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from localoffer import problems
from localoffer.cli.national_changes import as_text
from localoffer.national_versions.changes import changes_since
from localoffer.national_versions.history import read_history
from localoffer.national_versions.own_copy import own_copy
from localoffer.national_versions.record import record_release
from localoffer.pipeline import Task, check
from localoffer.problems import UsageError
from localoffer.read.layers import ContentLayers
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
GUIDE = """---
title: Asking again
summary: How to ask again when the answer to your first letter was no.
topics: [short-breaks]
owner: help-line
assured_date: 2026-11-01
assured_by: Local Offer project
---
You have [two months](/contact/) to ask.

Send a letter.
"""


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """A council that replaces a national guide, which changed in version 0.3.0."""
    content, national, before = tmp_path / "content", tmp_path / "national", tmp_path / "before"
    shutil.copytree(GOOD, content)
    site = content / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("national: no\n", ""), "utf-8")
    for folder in (national, before):
        (folder / "guides").mkdir(parents=True)
        (folder / "guides" / "again.md").write_text(GUIDE, encoding="utf-8")
    (content / "guides" / "again.md").write_text(
        GUIDE.replace("topics:", "based_on: 0.2.0\ntopics:"), encoding="utf-8"
    )
    (national / "guides" / "again.md").write_text(
        GUIDE.replace("two months", "one month"), encoding="utf-8"
    )
    (national / "guides" / "new.md").write_text(GUIDE.replace("again", "new"), encoding="utf-8")
    record_release("0.3.0", "The law: it changed", date(2026, 12, 1), before, national)
    for name in ("templates", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def _report(folders: Path) -> str:
    return problems.as_text(
        check(Task(folders / "content", folders, None, date(2026, 12, 2))).problems
    )


def test_a_record_gives_back_what_was_said_to_the_letter(folders: Path) -> None:
    (release,) = read_history(folders / "national")
    assert release.before == {"guides/again.md": GUIDE, "guides/new.md": ""}
    assert (release.version, release.note) == ("0.3.0", "The law: it changed")


def test_changes_say_what_was_said_and_is_said_now(folders: Path) -> None:
    layers = ContentLayers(folders / "content", folders / "national")
    assert as_text(changes_since("0.2.0", layers)) == (
        "What changed in the national texts since 0.2.0:\n\n"
        "0.3.0: The law: it changed\n\n"
        "Asking again (guides/again.md)\n"
        "  Was:       You have two months to ask.\n"
        "  Now:       You have one month to ask.\n"
        "  ! Your own file stands in its place, so families do not see this yet.\n\n"
        "Asking new (guides/new.md)\n"
        "  This is new.\n\n"
        "2 pages changed. 1 of them you replace.\n"
    )
    assert as_text(changes_since("0.3.0", layers)) == (
        "No national text has changed since 0.3.0.\n"
    )


def test_a_file_that_stands_on_an_older_text_gets_a_warning(folders: Path) -> None:
    assert "that this file replaces changed in version 0.3.0. Read what changed" in _report(folders)
    own = folders / "content" / "guides" / "again.md"
    own.write_text(own.read_text("utf-8").replace("based_on: 0.2.0", "based_on: 0.3.0"), "utf-8")
    assert _report(folders) == "0 errors, 0 warnings.\n"
    own.write_text(own.read_text("utf-8").replace("based_on: 0.3.0\n", ""), "utf-8")
    assert "does not say which version of it. Compare the two, then write based_on: 0.3.0" in (
        _report(folders)
    )


def test_a_record_is_never_written_over(folders: Path) -> None:
    with pytest.raises(UsageError, match="is there already"):
        record_release("0.3.0", "", date(2026, 12, 1), folders / "before", folders / "national")


def test_a_new_guide_of_a_national_name_begins_with_the_national_text(folders: Path) -> None:
    layers = ContentLayers(folders / "content", folders / "national")
    assert own_copy("guide", "no-such-guide", layers) == ""
    text = own_copy("guide", "again", layers)
    assert text.startswith("---\nbased_on: 0.3.0\ntitle: Asking again\n")
    assert "assured_by:\n" in text
    assert text.endswith("You have [one month](/contact/) to ask.\n\nSend a letter.\n")


@pytest.mark.parametrize(
    "version", ["", "one", "0.3.0-beta", "9" * 50, "../0.3.0", "\u0663.\u0661"]
)
def test_what_is_no_version_gets_a_sentence(version: str, folders: Path) -> None:
    with pytest.raises(UsageError, match=r"is no version\. Write it as 0\.2\.0"):
        changes_since(version, ContentLayers(folders / "content", folders / "national"))


@pytest.mark.parametrize(
    "record", [b"\xff", b"before: [", b"before: {}\nreleased: soon\n", b"- before"]
)
def test_a_record_that_cannot_be_read_gets_a_sentence(record: bytes, folders: Path) -> None:
    (folders / "national-versions" / "0.4.0.yaml").write_bytes(record)
    read_history.cache_clear()
    with pytest.raises(UsageError, match=r"0\.4\.0\.yaml cannot be read"):
        changes_since("0.3.0", ContentLayers(folders / "content", folders / "national"))


def test_changes_for_a_folder_that_is_not_there_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["changes", "--since", "0.1.0", "--content", str(tmp_path / "none")]
    assert run_in(ROOT, words) == 2
    assert "There is no folder" in capsys.readouterr().err
