"""Spreadsheets that could do harm, or that nobody can read, change nothing and get a sentence."""

import csv
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from localoffer.problems import UsageError
from localoffer.spreadsheet.import_spreadsheet import read_spreadsheet
from tests.support.spreadsheet import Office, bytes_in

Lay = Callable[[Path, Mapping[str, Any]], None]


@pytest.fixture
def office(council: Path, lay: Lay, capsys: pytest.CaptureFixture[str]) -> Office:
    lay(council, {"services/brook-house.md": {}})
    office = Office(council, capsys)
    office.export("--kind", "service")
    return office


def _changed_part(office: Office, part: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(office.workbook) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(office.workbook, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _refused(office: Office, source: Path, told: str) -> None:
    before = bytes_in(office.content)
    done = office.take(source)
    assert (done.status, told in done.err) == (2, True), done.err
    assert "Traceback" not in done.err
    assert bytes_in(office.content) == before


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        (".xlsm", "is a workbook with macros, which are never run here. Open it and save it as"),
        (".xls", "is an old Excel workbook. Open it and save it as an Excel workbook (.xlsx)."),
        (".ods", "is an OpenDocument spreadsheet. Open it and save it as an Excel workbook"),
        (".numbers", "Export it as an Excel workbook (.xlsx)."),
        (".pdf", "is a PDF, and no spreadsheet."),
    ],
)
def test_another_kind_of_file_is_told_what_to_do(ending: str, told: str, office: Office) -> None:
    file = office.workbook.with_suffix(ending)
    file.write_bytes(office.workbook.read_bytes())
    _refused(office, file, told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is no workbook."),
        (b"name,needs\nA,b\n", "is no workbook."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "has a password, or is an old Excel"),
        (b"PK\x05\x06" + b"\0" * 18, "cannot be read ("),
    ],
)
def test_a_file_that_is_no_workbook_changes_nothing(
    content: bytes, told: str, office: Office
) -> None:
    office.workbook.write_bytes(content)
    _refused(office, office.workbook, told)


def test_a_workbook_that_breaks_off_changes_nothing(office: Office) -> None:
    whole = office.workbook.read_bytes()
    office.workbook.write_bytes(whole[: len(whole) // 2])
    _refused(office, office.workbook, "is no workbook.")


def test_a_bomb_is_not_unpacked(office: Office) -> None:
    _changed_part(office, "xl/media/bomb.xml", lambda _: b"\0" * 200_000_000)
    assert office.workbook.stat().st_size < 1_000_000
    _refused(office, office.workbook, "unpacks to 2")


def test_entities_are_refused(office: Office) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    _changed_part(office, "xl/workbook.xml", lambda xml: laughs + xml)
    _refused(office, office.workbook, "declares entities of its own (xl/workbook.xml)")


def test_a_far_row_is_told_of_and_not_waited_for(office: Office) -> None:
    book = load_workbook(office.workbook)
    book["services"]["B1048576"] = "far below"
    book.save(office.workbook)
    _refused(office, office.workbook, "the sheet services has something in row 1,048,576, and")


def test_a_million_empty_rows_do_no_harm(office: Office) -> None:
    """As LibreOffice leaves a last row, and as somebody leaves a row of formats for each."""
    rows = b"".join(b'<row r="%d"/>' % number for number in range(60_000, 160_000))
    end = rows + b'<row r="1048576" ht="12.8"/></sheetData>'
    part = "xl/worksheets/sheet2.xml"
    _changed_part(office, part, lambda xml: xml.replace(b"</sheetData>", end))
    assert (office.take().status, office.take().err) == (0, "")


@pytest.mark.parametrize(
    "record",
    [
        "[]",
        '{"values": []}',
        '{"values": {"name": 5}}',
        '{"values": {"inferred_fields": 7}, "text": ""}',
        '{"values": {}, "text": null}',
        "[" * 100,
    ],
)
def test_what_was_exported_is_believed_only_if_it_is_text(
    record: str, office: Office, tmp_path: Path
) -> None:
    folder = office.export("--kind", "service", out=tmp_path / "csv")
    whole = json.dumps({"exported": {"services": {"brook-house": record}}})
    (folder / "exported.json").write_text(whole, encoding="utf-8")
    _refused(office, folder, "exported.json cannot be read (")


def test_one_file_of_a_folder_may_come_alone(office: Office, tmp_path: Path) -> None:
    folder = office.export("--kind", "service", "--kind", "contact", out=tmp_path / "csv")
    file = folder / "services.csv"
    text = file.read_text(encoding="utf-8-sig").replace("Ring first.", "Ring us first.")
    file.write_text(text, encoding="utf-8-sig")
    done = office.take(file)
    assert (done.status, "Read 1 row of services.csv" in done.out) == (0, True)
    assert "application_process: Ring us first.\n" in office.text("services/brook-house.md")


def test_empty_rows_between_and_below_do_no_harm(office: Office) -> None:
    office.add("services", *({} for _ in range(3)), {"name": "Kites", "text": "A."})
    book = load_workbook(office.workbook)
    book["services"]["C2000"] = "  "
    book.save(office.workbook)
    done = office.take()
    assert (done.status, "      1  new" in done.out) == (0, True), done.err


def test_a_macro_inside_is_never_looked_at(office: Office) -> None:
    _changed_part(office, "xl/vbaProject.bin", lambda _: b"Sub Auto_Open()")
    assert office.take().status == 0


def test_a_workbook_of_other_things_is_told_where_to_begin(office: Office) -> None:
    book = Workbook()
    book.active.append(["Name", "Phone"])  # type: ignore[union-attr]
    book.save(office.workbook)
    _refused(office, office.workbook, "has no sheet of records. Begin with one that export")


def test_a_spoiled_record_of_what_was_exported_is_told(office: Office, tmp_path: Path) -> None:
    folder = office.export("--kind", "service", out=tmp_path / "csv")
    (folder / "exported.json").write_text('{"exported": {"services": {"a": "{}"}}}', "utf-8")
    _refused(office, folder, "exported.json cannot be read (")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: text.replace(",", ";").encode("utf-8-sig"), "Brook House"),
        (lambda text: ("sep=;\r\n" + text.replace(",", ";")).encode("utf-8"), "Brook House"),
        (lambda text: text.replace(",", "\t").encode("utf-16"), "Brook House"),
        (lambda text: text.replace("Brook House", "Café £5").encode("cp1252"), "Café £5"),
    ],
)
def test_csv_comes_back_however_a_program_saved_it(
    change: Callable[[str], bytes], expected: str, office: Office, tmp_path: Path
) -> None:
    folder = office.export("--kind", "service", out=tmp_path / "csv")
    file = folder / "services.csv"
    file.write_bytes(change(file.read_text(encoding="utf-8-sig")))
    assert read_spreadsheet(folder).tables[0].rows[0].cells["name"] == expected


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@here", '=HYPERLINK("x")', "'=1", "\t=1"])
def test_no_cell_that_is_exported_is_a_formula(
    text: str, office: Office, lay: Lay, tmp_path: Path
) -> None:
    lay(office.content, {"services/brook-house.md": {"age_note": text}})
    office.workbook.unlink()
    office.export("--kind", "service")
    page = load_workbook(office.workbook)["services"]
    cell = page.cell(2, office.column(page, "age_note"))
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    folder = office.export("--kind", "service", out=tmp_path / "csv")
    with (folder / "services.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert next(csv.DictReader(stream))["age_note"] == f"'{text}"
    for source in (office.workbook, folder):
        assert "      0  changed" in office.take(source).out


def test_an_export_never_overwrites_somebodys_work(office: Office) -> None:
    before = office.workbook.read_bytes()
    with pytest.raises(AssertionError):
        office.export("--kind", "service")
    assert office.workbook.read_bytes() == before
    assert "is there already, and may hold somebody's work" in office.capsys.readouterr().err


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_spoiled_workbook_is_read_or_told_of(data: st.DataObject, office: Office) -> None:
    """Bytes of any part are changed: a sentence or a spreadsheet comes out, never anything else."""
    with zipfile.ZipFile(office.workbook) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, max(len(parts[name]) - 1, 0)))
    junk = data.draw(st.binary(min_size=1, max_size=12))
    parts[name] = parts[name][:at] + junk + parts[name][at + len(junk) :]
    spoiled = office.workbook.with_name("spoiled.xlsx")
    with zipfile.ZipFile(spoiled, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    try:
        read_spreadsheet(spoiled)
    except UsageError as error:
        assert "Nothing was changed." in str(error)  # noqa: PT017 - either outcome is right
