"""Where a record comes from, as its page says it: by a name that people know, no made-up day."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run_in
from tests.support.register_rows import HERON, import_arguments, write_register

OTTERS = {"id": "11111111-2222-3333-4444-555555555555", "name": "Otter Club"}


def _imported(council: Path, row: dict[str, Any]) -> str:
    file = council.parent / "otters-extract-7.json"
    file.write_text(json.dumps([row]), encoding="utf-8")
    words = ["import", "open-referral", str(file), "--content", str(council)]
    assert run_in(council.parent, words) == 0
    return (council / "services/otter-club.md").read_text(encoding="utf-8")


def test_a_record_from_a_file_names_who_runs_it_and_never_the_file(council: Path) -> None:
    text = _imported(council, {**OTTERS, "organization": {"name": "Otter Trust"}})
    assert "source: Otter Trust\n" in text
    assert "otters-extract" not in text


def test_a_file_named_by_an_earlier_import_is_named_no_more(council: Path) -> None:
    row = {**OTTERS, "organization": {"name": "Otter Trust"}}
    text = _imported(council, row)
    old = text.replace("source: Otter Trust\n", "source: extract.json Open Referral feed\n")
    (council / "services/otter-club.md").write_text(old, encoding="utf-8")
    assert _imported(council, row) == text
    ours = text.replace("source: Otter Trust\n", "source: Our own visit\n")
    (council / "services/otter-club.md").write_text(ours, encoding="utf-8")
    assert _imported(council, row) == ours


@pytest.mark.parametrize("status", ["active", "temporarily closed"])
def test_no_sentence_of_a_page_names_the_file(council: Path, status: str) -> None:
    text = _imported(council, {**OTTERS, "status": status})
    assert "source: A public list of services\n" in text
    assert "otters-extract" not in text
    assert text.endswith("There is no description of this service yet.\n")


def test_a_feed_without_days_gets_none(council: Path) -> None:
    assert "assured_date" not in _imported(council, {**OTTERS, "created_at": "2024-05-01"})


def test_an_extract_of_schools_without_a_day_is_undated(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_register(council.parent, HERON, name="register.csv")
    assert run_in(council.parent, import_arguments(council, file)) == 0
    school = (council / "schools/heron-primary-school.md").read_text(encoding="utf-8")
    assert "source: Get information about schools\n" in school
    assert ", extract without a date)" in capsys.readouterr().out


def test_a_day_to_come_in_a_files_name_is_not_believed(council: Path) -> None:
    file = write_register(council.parent, HERON, name="edubasealldata21990901.csv")
    assert run_in(council.parent, import_arguments(council, file)) == 0
    school = (council / "schools/heron-primary-school.md").read_text(encoding="utf-8")
    assert "source: Get information about schools\n" in school
