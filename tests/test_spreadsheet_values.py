"""Values in cells as programs and people leave them: read as meant, or told where they stand."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.spreadsheet import Office, bytes_in
from tests.support.spreadsheet_rows import BROOK, KINDS, Lay, letter, office_of


@pytest.fixture
def office(council: Path, lay: Lay, capsys: pytest.CaptureFixture[str]) -> Office:
    return office_of(council, lay, capsys)


@pytest.mark.parametrize(
    ("title", "value", "told"),
    [
        ("minimum_age", "twelve", '"twelve" is not a whole number.'),
        ("needs", "autsim", '"autsim" is not in lists/needs.yaml. Did you mean "autism"?'),
        ("diagnosis_needed", "perhaps", '"perhaps" is not one of the choices.'),
        ("phones 1 number", "twelve", '"twelve" cannot be a UK phone number'),
        ("assured_date", "03/04/2026", '"03/04/2026" is not a date. Write year-month-day'),
        ("schedules 1 opens_at", "9:30", "byday is missing."),
        ("application_process", "#REF!", "The cell shows an error (#REF!)."),
        ("application_process", '=HYPERLINK("https://x.example.org")', "There is a formula here"),
        ("application_process", dt.date(2026, 2, 1), "The cell holds a date (01 February"),
        ("locations 1 access", "step-free", "Each of these needs an answer."),
        ("age_note", "a_x000B_b", "There is a character here that cannot be printed (code 11)."),
        ("age_note", "a_xD800_b", "There is a character here that cannot be printed (code 55296)."),
        ("name", "(only in the file)", "(only in the file) stands for the value of another cell."),
        ("text", None, "There is no text below the header."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_sheet_row_and_column(
    title: str, value: Any, told: str, office: Office
) -> None:
    before = bytes_in(office.content)
    office.fill("services", "brook-house", {title: value, "maximum_age": "18"})
    done = office.take()
    assert (done.status, told in done.err) == (1, True), done.err
    assert done.err.startswith("services\n  error: row 2, column ")
    if "access" not in title and "schedules" not in title:
        assert f"column {letter(office, 'services', title)}, {title} — " in done.err
    assert bytes_in(office.content) == before


@pytest.mark.parametrize(
    ("title", "value", "written"),
    [
        ("assured_date", dt.datetime(2026, 11, 2), "assured_date: 2026-11-02\n"),  # noqa: DTZ001
        ("assured_date", "21/10/2026", "assured_date: 2026-10-21\n"),
        ("maximum_age", 18, "maximum_age: 18\n"),
        ("maximum_age", 18.0, "maximum_age: 18\n"),
        ("free", True, "free: yes\n"),
        ("free", "TRUE", "free: yes\n"),
        ("diagnosis_needed", False, "diagnosis_needed: no\n"),
        ("phones 1 number", 1632960123, "phones:\n  - {number: 01632960123}\n"),
        ("cost_options 1 option", "A day", "cost_options:\n  - {option: A day}\n"),
        ("summary", "=1+1 is what we teach here each week.", 'summary: "=1+1 is what we teach'),
        ("locations 1 name", "The Hall", None),
        ("needs", "autism\nsensory", "needs: [autism, sensory]\n"),
        ("keywords", "say; it's; fun", "keywords: [say, it's, fun]\n"),
    ],
)  # fmt: skip
def test_what_a_program_made_of_a_value_is_read_as_it_was_meant(
    title: str, value: Any, written: str | None, office: Office
) -> None:
    book = load_workbook(office.workbook)
    page = book["services"]
    cell = page.cell(2, office.column(page, title))
    cell.value = value
    cell.data_type = "s" if isinstance(value, str) else cell.data_type
    book.save(office.workbook)
    done = office.take()
    assert (done.status == 0) == (written is not None), done.err
    assert (written or "") in office.text(BROOK)


@pytest.mark.parametrize("value", ["09:30", "9.30", "09:30:00", dt.time(9, 30), dt.time(9, 31)])
def test_a_time_that_a_program_wrote_anew_is_no_change(value: Any, office: Office) -> None:
    file = office.content / BROOK
    sessions = "schedules:\n  - {byday: SA, opens_at: 9:30, closes_at: 12:00}\n---\nCome"
    file.write_text(office.text(BROOK).replace("---\nCome", sessions), encoding="utf-8")
    office.workbook.unlink()
    office.export(*KINDS)
    office.fill("services", "brook-house", {"schedules 1 opens_at": value})
    is_another = value == dt.time(9, 31)
    assert f"      {int(is_another)}  changed" in office.take().out
    assert f"opens_at: {'9:31' if is_another else '9:30'}, " in office.text(BROOK)


@pytest.mark.parametrize(("value", "changed"), [("4.5", 0), (4.5, 0), (5, 1)])
def test_an_amount_that_a_program_wrote_anew_is_no_change(
    value: Any, changed: int, office: Office
) -> None:
    file = office.content / BROOK
    costs = "cost_options:\n  - {option: A day, amount: 4.50}\n---\nCome"
    file.write_text(office.text(BROOK).replace("---\nCome", costs), encoding="utf-8")
    office.workbook.unlink()
    office.export(*KINDS)
    office.fill("services", "brook-house", {"cost_options 1 amount": value})
    assert f"      {changed}  changed" in office.take().out


def test_a_text_too_long_for_a_cell_stays_and_is_told(office: Office) -> None:
    text = "Come and see us. We are by the brook.\n\n" * 1000
    file = office.content / BROOK
    file.write_text(office.text(BROOK).split("\nCome")[0] + f"\n{text}", encoding="utf-8")
    office.workbook.unlink()
    office.capsys.readouterr()
    office.export(*KINDS)
    said = office.capsys.readouterr().out
    assert "services, brook-house: text is (only in the file), as no cell can hold it." in said
    office.fill("services", "brook-house", {"maximum_age": "18"})
    assert office.take().status == 0
    assert office.text(BROOK).endswith(text)
    assert "maximum_age: 18\n" in office.text(BROOK)
    office.fill("services", "brook-house", {"text": "We are by the brook."})
    assert office.take().status == 0
    assert office.text(BROOK).endswith("---\nWe are by the brook.\n")


def test_many_mistakes_are_told_in_the_report(office: Office) -> None:
    office.add("services", *({"name": f"Kite {number}", "needs": "autsim"} for number in range(45)))
    done = office.take()
    assert done.err.count("is not in lists/needs.yaml") < done.report.count("is not in lists/needs")
    assert done.err.endswith("more, which the report lists\n")


def test_the_name_of_a_choice_is_read_as_its_id_and_told(office: Office) -> None:
    rows = "- {id: autism, name: Autism, also_called: [ASD]}\n- {id: sensory, name: The senses}\n"
    rows += "- {id: a, name: Twice}\n- {id: b, name: Twice}\n- {id: any, name: Any}\n"
    (office.content / "lists/needs.yaml").write_text(rows, encoding="utf-8")
    office.fill("services", "brook-house", {"needs": "asd; The  SENSES", "status": "Active"})
    done = office.take()
    assert (done.status, done.err) == (0, "")
    assert "needs: [autism, sensory]\n" in office.text(BROOK)
    assert "status: active\n" in office.text(BROOK)
    assert '- needs: "asd" read as autism' in done.report
    office.workbook.unlink()
    office.export(*KINDS)
    office.fill("services", "brook-house", {"needs": "Twice"})
    assert '"Twice" is not an id: small letters, digits and hyphens.' in office.take().err


def test_a_mended_number_is_told(office: Office) -> None:
    office.fill("services", "brook-house", {"phones 1 number": 1632960123})
    report = office.take().report
    assert "1632960123 had lost its first 0: read as 01632960123" in report
    assert "- phones: number: 01632960123 (it was: number: " in report


def test_joined_cells_are_told_and_their_rows_are_not_taken(office: Office) -> None:
    before = bytes_in(office.content)
    book = load_workbook(office.workbook)
    book["services"].merge_cells("C2:F2")
    book.save(office.workbook)
    assert "Cells of this row are joined with others" in office.take().err
    assert bytes_in(office.content) == before
