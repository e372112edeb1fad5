"""A site is published whole or not at all, and only where we may."""

import json
from pathlib import Path

import pytest

from localoffer.problems import UsageError
from localoffer.publish import PlannedFile, PublishResult, publish
from localoffer.site_folder import write_report


def planned(path: str, text: str) -> PlannedFile:
    return PlannedFile(path, text, text.encode)


def broken(path: str) -> PlannedFile:
    def make() -> bytes:
        raise KeyboardInterrupt

    return PlannedFile(path, "broken", make)


def published(tmp_path: Path, *files: PlannedFile) -> PublishResult:
    return publish(files, tmp_path / "site", tmp_path / "state")


def texts(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.name != "build.json"
    }


def test_a_second_time_writes_what_changed_and_takes_away_what_is_gone(tmp_path: Path) -> None:
    first = published(tmp_path, planned("a/index.html", "a"), planned("b/c/index.html", "c"))
    assert (first.written, first.unchanged, first.removed) == (2, 0, 0)
    second = published(tmp_path, planned("a/index.html", "a"), planned("d.txt", "d"))
    assert (second.written, second.unchanged, second.removed) == (1, 1, 1)
    assert texts(tmp_path / "site") == {"a/index.html": "a", "d.txt": "d"}
    assert not (tmp_path / "site" / "b").exists()


def test_a_build_cut_off_leaves_the_last_site_standing_and_no_scrap(tmp_path: Path) -> None:
    published(tmp_path, planned("a.html", "old"), planned("b.html", "old"))
    with pytest.raises(KeyboardInterrupt):
        published(tmp_path, planned("a.html", "new"), planned("c/d.html", "new"), broken("b.html"))
    assert texts(tmp_path / "site") == {"a.html": "old", "b.html": "old"}
    published(tmp_path, planned("a.html", "new"), planned("b.html", "new"))
    assert texts(tmp_path / "site") == {"a.html": "new", "b.html": "new"}


def test_what_a_killed_build_left_beside_the_pages_goes_with_the_next(tmp_path: Path) -> None:
    """Nothing can tidy up after ``kill -9``; the next build does."""
    published(tmp_path, planned("a.html", "old"))
    (tmp_path / "site" / "a.html.being-built").write_text("half", encoding="utf-8")
    for record in (tmp_path / "state").iterdir():
        record.unlink()
    published(tmp_path, planned("a.html", "new"))
    assert texts(tmp_path / "site") == {"a.html": "new"}


def test_a_first_build_that_was_cut_off_may_be_tried_again(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        published(tmp_path, planned("a.html", "a"), broken("b.html"))
    assert not (tmp_path / "site").exists()
    published(tmp_path, planned("a.html", "a"))
    assert texts(tmp_path / "site") == {"a.html": "a"}


@pytest.mark.parametrize("marker", [None, "{}", "[]", "not json", '{"made_by": "another tool"}'])
def test_a_folder_of_strangers_is_refused_and_left_alone(
    tmp_path: Path, marker: str | None
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "thesis.txt").write_text("ten years of work", encoding="utf-8")
    if marker is not None:
        (site / "build.json").write_text(marker, encoding="utf-8")
    with pytest.raises(UsageError, match="holds files that we did not write"):
        published(tmp_path, planned("a.html", "a"))
    assert texts(site) == {"thesis.txt": "ten years of work"}


def test_a_file_where_the_site_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        published(tmp_path, planned("a.html", "a"))


@pytest.mark.parametrize(
    "path", ["../a.html", "a/../../b.html", "/etc/a.html", "a/../../site-evil/b.html", "a.py"]
)
def test_no_file_comes_to_lie_outside_the_site_nor_any_code_in_it(
    tmp_path: Path, path: str
) -> None:
    if path.startswith("/"):
        path = f"..{tmp_path}/elsewhere{path}"
    with pytest.raises(UsageError, match="The site cannot hold a file at"):
        published(tmp_path, planned("fine.html", "a"), planned(path, "b"))
    assert list(tmp_path.iterdir()) == []


def test_a_link_in_the_site_leads_nothing_out_of_it(tmp_path: Path) -> None:
    published(tmp_path, planned("a.html", "a"))
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "site" / "services").symlink_to(outside)
    with pytest.raises(UsageError, match="is a link to another place"):
        published(tmp_path, planned("services/index.html", "a"))
    assert list(outside.iterdir()) == []


def test_the_report_holds_seconds_only_where_there_are_any(tmp_path: Path) -> None:
    file = tmp_path / "build.json"
    write_report(file, {"pages": 3}, {"total": 1.5})
    assert json.loads(file.read_text(encoding="utf-8")) == {"pages": 3, "seconds": {"total": 1.5}}
    write_report(file, {"pages": 3}, {})
    assert json.loads(file.read_text(encoding="utf-8")) == {"pages": 3}
    assert [one.name for one in tmp_path.iterdir()] == ["build.json"]
