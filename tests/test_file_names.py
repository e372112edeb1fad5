"""File names that every machine can hold, and what a system leaves in a folder unasked."""

import json
from pathlib import Path

import pytest

from localoffer.problems import Problem
from localoffer.read.content_files import walk
from tests.support.command_line import run_in


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.glob("*.md")}


@pytest.mark.parametrize("name", ["Con", "NUL", "Aux", "Com1", "LPT9"])
def test_a_record_named_like_a_device_gets_a_name_that_windows_can_hold(
    council: Path, name: str
) -> None:
    feed = council.parent / "feed.json"
    row = {"id": "11111111-2222-3333-4444-555555555555", "name": name, "description": "We meet."}
    feed.write_text(json.dumps([row]), encoding="utf-8")
    words = ["import", "open-referral", str(feed), "--content", str(council)]
    assert run_in(council.parent, words) == 0
    assert _names(council / "services") == {f"{name.lower()}-service.md"}


def test_a_school_named_like_a_device_gets_another_name_too(council: Path) -> None:
    register = council.parent / "register.csv"
    columns = (
        '"URN","LA (code)","LA (name)","EstablishmentNumber","EstablishmentName",'
        '"TypeOfEstablishment (code)","TypeOfEstablishment (name)","EstablishmentStatus (name)",'
        '"PhaseOfEducation (name)","StatutoryLowAge","StatutoryHighAge","Postcode","Town"'
    )
    row = (
        '"900003","999","Brackenshire","4003","Con","34","Academy converter","Open","Secondary",'
        '"11","18","SC2 2BB","Thornbeck"'
    )
    register.write_text(f"{columns}\n{row}\n", encoding="utf-8")
    words = ["import", "schools", str(register), "--content", str(council)]
    assert run_in(council.parent, [*words, "--authority", "Brackenshire"]) == 0
    assert _names(council / "schools") == {"con-school.md"}


@pytest.mark.parametrize("name", ["con.md", "nul.yaml", "com1.md", "lpt0.md"])
def test_a_file_that_windows_cannot_hold_is_an_error(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "services"
    folder.mkdir()
    (folder / name).write_text("---\nname: A\n---\n", encoding="utf-8")
    (problem,) = walk(tmp_path)
    assert isinstance(problem, Problem)
    assert problem.message.startswith("Windows takes this name for a device")
    stem, _, ending = name.partition(".")
    assert problem.fix == f"Rename it, such as {stem}-page.{ending}."


def test_a_new_record_cannot_be_named_like_a_device(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_in(council.parent, ["new", "service", "aux", "--content", str(council)]) != 0
    assert "Use aux-page." in capsys.readouterr().err
    assert not (council / "services/aux.md").exists()


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", "~$club.docx", ".DS_Store"]
)
def test_what_a_system_leaves_in_a_folder_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services/club.md").write_text("---\nname: A\n---\n", encoding="utf-8")
    (tmp_path / "services" / name).write_bytes(b"\0")
    (file,) = walk(tmp_path)
    assert not isinstance(file, Problem)
    assert file.path == "services/club.md"
