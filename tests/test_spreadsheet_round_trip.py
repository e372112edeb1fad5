"""Out into a spreadsheet and back again: nothing is lost, and nothing changes by itself."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.kinds import BY_NAME
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse
from localoffer.spreadsheet.cell_text import IN_THE_FILE, from_cell, normal, to_cell, value_at
from localoffer.spreadsheet.columns import CellForm, Column, column_titled, columns_of
from localoffer.spreadsheet.council_records import (
    SHEET_KINDS,
    CouncilRecord,
    read_council_records,
)
from localoffer.spreadsheet.csv_folder import guarded, unguarded, write_csv_folder
from localoffer.spreadsheet.export_sheets import ExportSheet
from localoffer.spreadsheet.import_spreadsheet import read_spreadsheet
from localoffer.spreadsheet.merge_row import merge_row
from localoffer.spreadsheet.read_workbook import unescaped
from localoffer.spreadsheet.tables import CellError, Formula, TableRow
from localoffer.spreadsheet.to_values import columns_in, to_values
from localoffer.spreadsheet.write_workbook import escaped, write_workbook
from localoffer.write.edit import ExistingFile, edited
from localoffer.write.edit_rows import YamlRow
from tests.support.command_line import run_in
from tests.support.spreadsheet import ROOT, Office, bytes_in

REAL_FEED = ROOT.parent / "shared/data/services/north-lincolnshire-open-referral-v2.json"

#: A service as version 3 of the standard has it, with two places, sessions and prices.
V3_SERVICE: dict[str, Any] = {
    "id": "0f9a4d10-6c1b-4d9e-9c06-3f0c1c1f5a01",
    "name": "=Kite Makers; a club",
    "description": "<p>We make kites; some fly.</p><ul><li>@ the hall</li></ul>",
    "status": "active",
    "organization": {"name": "Kite Trust"},
    "phones": [{"number": "01632 960123", "description": "-ask for the club"}],
    "cost_options": [{"option": "A day", "amount": 4.5, "amount_description": "per child"}],
    "schedules": [{"byday": "SA", "opens_at": "09:30", "closes_at": "12:00", "freq": "WEEKLY"}],
    "service_at_locations": [
        {"location": {"name": "1-2 Hall Lane", "addresses": [
            {"address_1": "1-2 Hall Lane", "city": "Sandmere", "postal_code": "SC1 4AB"}]}},
        {"location": {"name": "The Barn", "addresses": [
            {"address_1": "007 Barn Road", "city": "Thornbeck", "postal_code": "SC2 1AA"}]}},
    ],
    "languages": [{"name": "Polish"}, {"name": "Urdu"}],
}  # fmt: skip


@pytest.fixture
def office(council: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(council, capsys)


def _unchanged(office: Office, out: Path | None) -> str:
    before = bytes_in(office.content)
    done = office.take(office.export(out=out))
    assert (done.status, done.err) == (0, "")
    assert bytes_in(office.content) == before
    return done.out


@pytest.mark.parametrize("name", ["records.xlsx", "records"])
def test_the_example_comes_back_without_a_byte_changed(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    said = _unchanged(Office(content, capsys), tmp_path / name)
    assert "      0  new\n      0  changed\n" in said


@pytest.mark.parametrize("name", ["records.xlsx", "records"])
def test_the_services_of_a_feed_come_back_without_a_byte_changed(
    name: str, office: Office, tmp_path: Path
) -> None:
    _import_feed(office, tmp_path, json.dumps([V3_SERVICE]))
    assert 'name: "=Kite Makers; a club"' in office.text("services/kite-makers-a-club.md")
    assert "unchanged" in _unchanged(office, tmp_path / name)


@pytest.mark.skipif(not REAL_FEED.is_file(), reason=f"there is no {REAL_FEED}")
@pytest.mark.parametrize("name", ["records.xlsx", "records"])
def test_a_real_feed_comes_back_without_a_byte_changed(
    name: str, office: Office, tmp_path: Path
) -> None:
    _import_feed(office, tmp_path, REAL_FEED.read_text(encoding="utf-8"))
    assert len(list((office.content / "services").glob("*.md"))) > 700
    assert "      0  changed\n" in _unchanged(office, tmp_path / name)


def _import_feed(office: Office, folder: Path, feed: str) -> None:
    file = folder / "feed.json"
    file.write_text(feed, encoding="utf-8")
    words = ["import", "open-referral", str(file), "--content", str(office.content)]
    assert run_in(folder, words) == 0


@pytest.mark.parametrize("kind", SHEET_KINDS, ids=lambda kind: kind.name)
def test_every_column_is_found_again_by_its_title(kind: Any) -> None:
    records = [one.exported.values for one in read_council_records(ROOT / "content", kind).records]
    columns = columns_of(kind, records)
    assert len({one.title for one in columns}) == len(columns)
    for column in columns:
        found = column_titled(kind, column.title)
        assert found
        assert (found.place, found.form, found.field) == (
            column.place, column.form, column.field,
        )  # fmt: skip
    assert "text" not in kind.model.model_fields
    assert column_titled(kind, "nothing of the kind") is None


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
VALUE = PRINTABLE.map(str.strip).filter(bool)


@given(st.lists(VALUE, min_size=1))
def test_several_values_of_one_cell_are_told_apart_again(values: list[str]) -> None:
    text = to_cell(values, CellForm.SEVERAL)
    assert text == IN_THE_FILE or from_cell(text, CellForm.SEVERAL) == values


@given(st.dictionaries(st.from_regex(r"\A[a-z]{1,8}(-[a-z]{1,8})?\Z"), VALUE, min_size=1))
def test_answers_of_one_cell_are_told_apart_again(answers: dict[str, str]) -> None:
    text = to_cell(answers, CellForm.ANSWERS)
    assert text == IN_THE_FILE or from_cell(text, CellForm.ANSWERS) == answers


def test_a_semicolon_of_a_value_is_written_twice() -> None:
    assert to_cell(["a; b", "c"], CellForm.SEVERAL) == "a;; b; c"
    assert from_cell("a;; b; c\nd;", CellForm.SEVERAL) == ["a; b", "c", "d"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_begins_a_formula_is_guarded_and_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@given(PRINTABLE)
def test_a_letter_in_the_manner_of_a_workbook_comes_back(text: str) -> None:
    for one in (text, f"{text}_x0041_{text}", f"_x005F_{text}"):
        assert unescaped(escaped(one)) == one


@settings(max_examples=40)
@given(st.lists(PRINTABLE, min_size=1, max_size=4), st.sampled_from(["one.xlsx", "folder"]))
def test_any_text_stands_in_a_cell_as_itself(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], name: str
) -> None:
    kind = BY_NAME["event"]
    rows = [
        YamlRow({"id": "one", "name": text, "booking": text}, 0, 1, "- ", None) for text in texts
    ]
    records = [CouncilRecord(kind, str(number), row) for number, row in enumerate(rows)]
    columns = columns_of(kind, [row.values for row in rows])
    sheet, out = ExportSheet(kind, columns, records), tmp_path_factory.mktemp("any") / name
    if out.suffix:
        write_workbook(out, [sheet], {})
    else:
        write_csv_folder(out, [sheet])
    read = read_spreadsheet(out)
    assert read.exported["events"] == {record.key: record.exported for record in records}
    assert [row.key for row in read.tables[0].rows] == [record.key for record in records]
    for row, record in zip(read.tables[0].rows, records, strict=True):
        known, unknown = columns_in(read.tables[0], kind)
        values = to_values(row, known, record.exported)
        assert (unknown, values.touched, values.faults) == ([], (), [])
        assert normal(str(row.cells.get("name", ""))) in (normal(texts[int(row.key)]), IN_THE_FILE)


SERVICES = read_council_records(ROOT / "content", BY_NAME["service"]).records
COLUMNS = columns_of(BY_NAME["service"], [one.exported.values for one in SERVICES])


@settings(max_examples=200)
@given(st.sampled_from(SERVICES), st.sampled_from(COLUMNS), VALUE)
def test_a_cell_changes_its_own_fact_and_no_other(
    record: CouncilRecord, column: Column, text: str
) -> None:
    kind, before = BY_NAME["service"], record.exported
    cells = {one.title: to_cell(value_at(record.cells, one.place), one.form) for one in COLUMNS}
    row = TableRow(2, record.key, {**cells, column.title: text})
    values = to_values(row, {one.title: one for one in COLUMNS}, before)
    merged = merge_row(kind, values, before, before)
    assert isinstance(record.held_in, ExistingFile)
    written = edited(record.held_in, merged.changes, merged.text)
    if values.faults or not values.touched:
        return
    assert {*merged.changes, *(["text"] if merged.text is not None else [])} == {column.name}
    parts = split(written, "x.md")
    assert isinstance(parts, tuple)
    after = {**parse(parts[0], "x.md").values, "text": parts[1].strip("\n")}
    meant = {**before.values, "text": before.text}
    assert {name for name in {*after, *meant} if after.get(name) != meant.get(name)} == {
        column.name
    }
    if isinstance(after[column.name], str):
        assert after[column.name] == text


ANY_CELL = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.text(), VALUE.map(Formula), VALUE.map(CellError),
)  # fmt: skip


@settings(max_examples=200)
@given(st.sampled_from(SERVICES), st.dictionaries(st.sampled_from(COLUMNS), ANY_CELL, max_size=4))
def test_whatever_stands_in_a_cell_is_read_or_told(
    record: CouncilRecord, changed: dict[Column, Any]
) -> None:
    cells: dict[str, Any] = {
        one.title: to_cell(value_at(record.cells, one.place), one.form) for one in COLUMNS
    }
    cells |= {column.title: value for column, value in changed.items()}
    row = TableRow(2, record.key, cells)
    values = to_values(row, {one.title: one for one in COLUMNS}, record.exported)
    told = {fault.title for fault in values.faults}
    assert {*values.touched, *told} <= {
        *(one.name for one in changed),
        *(one.title for one in changed),
    }
    assert isinstance(record.held_in, ExistingFile)
    merged = merge_row(BY_NAME["service"], values, record.exported, record.exported)
    written = edited(record.held_in, merged.changes, merged.text)
    assert parse(written.split("\n---\n")[0], "x.md").problems == []
