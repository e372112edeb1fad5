"""Importing again: the feed's changes come in, people's edits stay, and nothing is lost."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from localoffer.problems import Problem
from localoffer.write.edit import read_existing
from tests.support.command_line import run_in

ONE, TWO = "11111111-2222-3333-4444-555555555555", "99999999-2222-3333-4444-555555555555"
OTTERS = {
    "id": ONE,
    "name": "Otter Club",
    "description": "<p>We look for otters by the river.</p>",
    "email": "otters@example.org",
    "fees": "£2 a time",
    "status": "active",
    "phones": [{"number": "01632 960123"}],
}
BADGERS = {"id": TWO, "name": "Badger Watch", "description": "We sit very still at night."}


def _import(council: Path, feed: list[dict[str, Any]], name: str = "feed.json") -> str:
    """Import the feed; return the report."""
    file, report = council.parent / name, council.parent / "report.md"
    file.write_text(json.dumps(feed), encoding="utf-8")
    words = ["import", "open-referral", str(file), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(report)]) == 0
    return report.read_text(encoding="utf-8")


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_a_second_import_of_the_same_feed_changes_no_byte(council: Path) -> None:
    _import(council, [OTTERS, BADGERS])
    before = _bytes(council)
    assert "| 2 | unchanged |" in _import(council, [OTTERS, BADGERS])
    assert _bytes(council) == before


def test_the_feeds_change_comes_in_and_peoples_layout_and_comments_stay(council: Path) -> None:
    _import(council, [OTTERS])
    file = council / "services/otter-club.md"
    _change(file, "name: Otter Club\n", "# Ring them on Tuesdays.\nname:   Otter Club\n")
    _change(file, "owner: help-line\n", "# Ours.\nowner: help-line\nreferral: [self]\n")
    report = _import(council, [{**OTTERS, "fees": "£3 a time", "url": "https://example.org/o"}])
    text = file.read_text(encoding="utf-8")
    assert "fees_description: £3 a time\n" in text
    assert (
        "email: otters@example.org\nurl: https://example.org/o\n# Ours.\nowner: help-line\n" in text
    )
    assert text.startswith("---\n# Ring them on Tuesdays.\nname:   Otter Club\n")
    assert "referral: [self]\n" in text
    assert "- changed: fees_description, cost_options, url" in report


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "fees_description: £2 a time  # Ask Sam first",
            "fees_description: £3 a time  # Ask Sam first",
        ),
        ('fees_description: "£2 a time" # Ours', "fees_description: £3 a time # Ours"),
        ("fees_description: '£2 a time'\t#", "fees_description: £3 a time\t#"),
        ("fees_description: |- # No\n  £2 a time", "fees_description: £3 a time"),
        ("fees_description: >-\n  £2 a\n  time", "fees_description: £3 a time"),
    ],
)
def test_a_comment_behind_a_value_stays_when_the_value_changes(
    council: Path, old: str, new: str
) -> None:
    _import(council, [OTTERS])
    file = council / "services/otter-club.md"
    _change(file, "fees_description: £2 a time", old)
    _import(council, [{**OTTERS, "fees": "£3 a time"}])
    assert f"\n{new}\n" in file.read_text(encoding="utf-8")


def test_a_field_left_empty_with_a_comment_is_filled_in_its_place(council: Path) -> None:
    _import(council, [OTTERS])
    file = council / "services/otter-club.md"
    _change(file, "name: Otter Club\n", "url:  # none yet\nname: Otter Club\n")
    _import(council, [{**OTTERS, "url": "https://example.org/o"}])
    text = file.read_text(encoding="utf-8")
    assert text.startswith("---\nurl: https://example.org/o  # none yet\nname: Otter Club\n")


def test_a_header_with_several_fields_on_a_line_is_not_edited(tmp_path: Path) -> None:
    file = tmp_path / "services/otter-club.md"
    file.parent.mkdir()
    file.write_text("---\n{name: Otter Club, email: otters@example.org}\n---\n", encoding="utf-8")
    problem = read_existing(tmp_path, file, ("name", "email"))
    assert isinstance(problem, Problem)
    assert problem.message == "Several fields stand on one line."


def test_what_people_edited_here_stays_while_the_feed_stays_the_same(council: Path) -> None:
    _import(council, [OTTERS])
    file = council / "services/otter-club.md"
    _change(file, "£2 a time", "£2, or free if money is tight")
    _change(file, "We look for otters by the river.\n", "We look for otters. Bring wellies.\n")
    _change(file, "phones:\n  - {number: 01632 960123}\n", "")
    before = _bytes(council)
    report = _import(council, [OTTERS])
    assert _bytes(council) == before
    assert "- edited here and kept: summary, fees_description, phones, the text" in report


def test_a_field_changed_on_both_sides_is_reported_and_ours_is_kept(council: Path) -> None:
    _import(council, [OTTERS])
    file = council / "services/otter-club.md"
    _change(file, "£2 a time", "£2.50 a time")
    report = _import(council, [{**OTTERS, "fees": "£4 a time"}])
    assert "fees_description: £2.50 a time" in file.read_text(encoding="utf-8")
    assert "| Otter Club | fees_description | £2.50 a time | £4 a time |" in report
    assert _import(council, [{**OTTERS, "fees": "£4 a time"}]) == report


def test_the_report_lists_what_it_counts_in_the_feeds_order(council: Path) -> None:
    names = ["zebra", "yak", "wren", "vole", "toad", "swan", "rook", "quail"]
    report = _import(council, [{**OTTERS, **dict.fromkeys(names, "x")}])
    table = [line.split(" | ")[1].strip(" |") for line in report.splitlines() if "| 1 | " in line]
    assert [name for name in table if name in names] == names


def test_a_renamed_file_is_found_by_its_id(council: Path) -> None:
    _import(council, [OTTERS])
    (council / "services/otter-club.md").rename(council / "services/river-otters.md")
    _import(council, [{**OTTERS, "name": "Otter Society"}])
    assert [file.name for file in (council / "services").iterdir()] == ["river-otters.md"]
    assert "name: Otter Society\n" in (council / "services/river-otters.md").read_text("utf-8")


def test_a_record_gone_from_the_feed_is_reported_and_its_file_stays(council: Path) -> None:
    _import(council, [OTTERS, BADGERS])
    before = _bytes(council)
    report = _import(council, [OTTERS])
    assert "## Gone from the feed" in report
    assert "| Badger Watch | services/badger-watch.md |" in report
    assert _bytes(council) == before


def test_one_record_alone_says_nothing_of_the_others(council: Path) -> None:
    _import(council, [OTTERS, BADGERS])
    file, report = council.parent / "feed.json", council.parent / "report.md"
    file.write_text(json.dumps({**OTTERS, "fees": "£9"}), encoding="utf-8")
    words = ["import", "open-referral", str(file), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(report)]) == 0
    assert "Gone" not in report.read_text(encoding="utf-8")
    assert "| 2 | unchanged |" in _import(council, [{**OTTERS, "fees": "£9"}, BADGERS])


def test_a_service_that_ended_is_left_out_unless_it_is_here_already(council: Path) -> None:
    ended = {**OTTERS, "status": "defunct"}
    assert "The feed says that it is defunct." in _import(council, [ended, BADGERS])
    assert not (council / "services/otter-club.md").exists()
    _import(council, [OTTERS, BADGERS])
    _import(council, [ended, BADGERS])
    assert "status: defunct\n" in (council / "services/otter-club.md").read_text(encoding="utf-8")


def test_what_was_worked_out_of_words_waits_with_them_where_both_sides_changed(
    council: Path,
) -> None:
    _import(council, [OTTERS])
    file = council / "services/otter-club.md"
    _change(file, "fees_description: £2 a time", "fees_description: £2.50 a time")
    report = _import(council, [{**OTTERS, "fees": "£4 a time"}])
    assert "option: A time, amount: 2}" in file.read_text(encoding="utf-8")
    assert "- changed on both sides: fees_description, cost_options" in report


def test_a_file_deleted_here_is_not_written_again(council: Path) -> None:
    _import(council, [OTTERS, BADGERS])
    (council / "services/otter-club.md").unlink()
    assert "Its file was deleted here, so it is not written again." in _import(
        council, [OTTERS, BADGERS]
    )
    assert not (council / "services/otter-club.md").exists()


def test_an_import_starts_anew_where_no_file_of_the_last_one_is_left(council: Path) -> None:
    _import(council, [OTTERS, BADGERS])
    shutil.rmtree(council / "services")
    assert "| 2 | new |" in _import(council, [OTTERS, BADGERS])


def test_next_months_export_has_another_name_and_is_the_same_feed(council: Path) -> None:
    old = [{**OTTERS, "id": 1}, {**BADGERS, "id": 2}]
    _import(council, old, "export-2026-01.json")
    report = _import(council, [{**old[0], "fees": "£5"}, old[1]], "export-2026-02.json")
    assert "| 1 | updated |" in report
    assert len(list((council / "services").iterdir())) == 2


def test_two_councils_small_numbers_are_not_taken_for_one_another(council: Path) -> None:
    _import(council, [{**OTTERS, "id": 1}], "one.json")
    _import(council, [{**BADGERS, "id": 1}], "other.json")
    assert len(list((council / "services").iterdir())) == 2


def test_a_finished_page_keeps_what_it_cannot_do_without(council: Path) -> None:
    _import(council, [OTTERS])
    file = council / "services/otter-club.md"
    finished = (
        "kind: activity\ntopics: [short-breaks-and-things-to-do]\neligibility_description: All\n"
        "organization: River Trust\nminimum_age: 0\nmaximum_age: 25\nneeds: [any]\n"
        "diagnosis_needed: no\nehc_plan_needed: no\napplication_process: Just come.\n"
        "referral: [self]\nattending_type: [anywhere]\nservice_areas: [sandmere]\n"
        "assured_date: 2026-01-01\nassured_by: River team\n"
    )
    _change(file, "draft: yes\n", finished)
    poorer = {name: OTTERS[name] for name in ("id", "name", "description", "email")}
    report = _import(council, [poorer])
    assert "fees_description: £2 a time" in file.read_text(encoding="utf-8")
    assert "01632 960123" not in file.read_text(encoding="utf-8")
    assert "edited here and kept: fees_description" in report


def test_a_change_that_would_bring_a_mistake_is_refused_and_told(council: Path) -> None:
    _import(council, [{**OTTERS, "minimum_age": 5, "maximum_age": 11}])
    file = council / "services/otter-club.md"
    _change(file, "minimum_age: 5", "minimum_age: 8")
    report = _import(council, [{**OTTERS, "minimum_age": 5, "maximum_age": 7}])
    assert "maximum_age: 11" in file.read_text(encoding="utf-8")
    assert "| Otter Club | maximum_age | 11 | 7 |" in report


def test_a_file_with_a_mistake_stays_as_it_is_and_is_told(council: Path) -> None:
    _import(council, [OTTERS])
    file = council / "services/otter-club.md"
    _change(file, "name: Otter Club", 'name: "Otter Club')
    before = file.read_bytes()
    report = _import(council, [{**OTTERS, "fees": "£9"}])
    assert file.read_bytes() == before
    assert "Its file has a mistake (line " in report


def test_a_file_with_windows_line_ends_keeps_them(council: Path) -> None:
    _import(council, [OTTERS])
    file = council / "services/otter-club.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    _import(council, [{**OTTERS, "fees": "£9"}])
    assert b"fees_description: \xc2\xa39\r\n" in file.read_bytes()
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")


def test_a_field_left_empty_here_is_filled_not_written_twice(council: Path) -> None:
    _import(council, [{**OTTERS, "fees": ""}])
    file = council / "services/otter-club.md"
    _change(file, "email: ", "fees_description:\nemail: ")
    _import(council, [OTTERS])
    assert file.read_text(encoding="utf-8").count("fees_description") == 1
    assert "fees_description: £2 a time\ncost_options:\n" in file.read_text(encoding="utf-8")


def test_the_store_of_the_last_import_that_cannot_be_read_is_a_sentence(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(council, [OTTERS])
    (council / ".imported/feed.json").write_text("{", encoding="utf-8")
    file = council.parent / "feed.json"
    assert (
        run_in(
            council.parent,
            ["import", "open-referral", str(file), "--content", str(council)],
        )
        == 2
    )
    assert "It holds what was imported last" in capsys.readouterr().err
