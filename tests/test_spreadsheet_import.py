"""An edited spreadsheet comes in: what was changed is written, and nothing else."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.spreadsheet import Office, bytes_in
from tests.support.spreadsheet_rows import BROOK, KINDS, Lay, letter, office_of


@pytest.fixture
def office(council: Path, lay: Lay, capsys: pytest.CaptureFixture[str]) -> Office:
    return office_of(council, lay, capsys)


def test_only_what_was_changed_is_written(office: Office) -> None:
    before = bytes_in(office.content)
    office.fill(
        "services", "brook-house", {"needs": "autism; sensory", "phones 2 number": "01632 960301"}
    )
    done = office.take()
    after = bytes_in(office.content)
    assert (done.status, done.err) == (0, "")
    assert {name for name in after if after[name] != before.get(name)} == {BROOK}
    old, new = before[BROOK].decode().splitlines(), after[BROOK].decode().splitlines()
    assert [line for line in new if line not in old] == [
        "needs: [autism, sensory]", "phones:",
        "  - {number: 01632 960300}", "  - {number: 01632 960301}",
    ]  # fmt: skip
    assert "# Ask Sam first.\nfree:    " in office.text(BROOK)
    assert "- needs: autism; sensory (it was: any)" in done.report
    assert office.take().out.count("      0  changed") == 1


def test_the_text_of_a_page_is_changed_and_its_paragraphs_are_kept(office: Office) -> None:
    office.fill(
        "services", "brook-house", {"text": "Come and see us.\n\n\nBring a friend.\n\nOr two."}
    )
    assert office.take().status == 0
    assert office.text(BROOK).endswith("---\nCome and see us.\n\n\nBring a friend.\n\nOr two.\n")


def test_an_edit_of_spaces_alone_is_an_edit(office: Office) -> None:
    office.fill("services", "brook-house", {"text": "Come and see us.\nBring a friend."})
    assert office.take().status == 0
    assert office.text(BROOK).endswith("---\nCome and see us.\nBring a friend.\n")


def test_a_change_on_both_sides_is_told_with_both_values_and_the_files_stays(
    office: Office,
) -> None:
    file = office.content / BROOK
    file.write_text(office.text(BROOK).replace("Ring first.", "Write first."), encoding="utf-8")
    office.fill("services", "brook-house", {"application_process": "Call in.", "maximum_age": "18"})
    done = office.take()
    assert 'application_process: "Write first."' in office.text(BROOK)
    assert "maximum_age: 18\n" in office.text(BROOK)
    assert "in the file (it stays): Write first.\n  in the spreadsheet:     Call in.\n" in done.out
    assert "1  field changed in the file too since the export" in done.out


def test_a_cell_that_nobody_touched_never_overwrites(office: Office) -> None:
    file = office.content / BROOK
    file.write_text(office.text(BROOK).replace("Ring first.", "Write first."), encoding="utf-8")
    before = bytes_in(office.content)
    assert office.take().status == 0
    assert bytes_in(office.content) == before


def test_an_empty_cell_takes_the_fact_away_and_says_so(office: Office) -> None:
    office.fill(
        "services",
        "brook-house",
        {"phones 1 number": "01632 960999", "url": "https://a.example.org/"},
    )
    office.take()
    office.workbook.unlink()
    office.export(*KINDS)
    office.fill("services", "brook-house", {"url": None})
    done = office.take()
    assert "url:" not in office.text(BROOK)
    assert "1  value taken away, as its cell is empty now" in done.out
    assert "- url: taken away (it was: https://a.example.org/)" in done.report


def test_a_finished_page_keeps_what_it_cannot_do_without(office: Office) -> None:
    before = bytes_in(office.content)
    office.fill("services", "brook-house", {"needs": None, "maximum_age": "18"})
    done = office.take()
    assert done.status == 1
    column = letter(office, "services", "needs")
    assert f"services\n  error: row 2, column {column}, needs — needs is empty now." in done.err
    assert bytes_in(office.content) == before


def test_rows_and_columns_may_be_moved_and_left_out(office: Office) -> None:
    office.add("services", {"name": "Kites", "text": "A."})
    book = load_workbook(office.workbook)
    page = book["services"]
    needs = office.column(page, "needs")
    page.cell(2, needs).value = "autism"
    page.move_range(f"A2:{page.cell(2, page.max_column).coordinate}", rows=2)
    page.delete_cols(office.column(page, "summary"))
    page.insert_cols(2)
    page.cell(1, 2).value = "my own notes"
    page.cell(3, 2).value = "ring them"
    book.save(office.workbook)
    done = office.take()
    assert done.status == 0
    assert 'services, column B: "my own notes" is no field here, and was left out.' in done.out
    assert "needs: [autism]" in office.text(BROOK)
    assert "summary:" in office.text(BROOK)


def test_a_person_who_writes_an_inferred_field_has_looked_at_it(office: Office) -> None:
    file = office.content / BROOK
    inferred = "inferred_fields: [needs, minimum_age]\n---\nCome"
    file.write_text(office.text(BROOK).replace("---\nCome", inferred), encoding="utf-8")
    office.workbook.unlink()
    office.export(*KINDS)
    office.fill("services", "brook-house", {"needs": "autism"})
    assert office.take().status == 0
    assert "inferred_fields: [minimum_age]\n" in office.text(BROOK)
    office.workbook.unlink()
    office.export(*KINDS)
    office.fill("services", "brook-house", {"inferred_fields": None})
    done = office.take()
    assert (done.status, "taken away" in done.out) == (0, False)
    assert "inferred_fields" not in office.text(BROOK)


def test_without_what_was_exported_only_gaps_are_filled(office: Office) -> None:
    office.fill("services", "brook-house", {"needs": "autism", "url": "https://a.example.org/"})
    book = load_workbook(office.workbook)
    del book["exported"]
    book.save(office.workbook)
    done = office.take()
    assert (
        "It does not say what was exported, so only new rows and cells that are empty" in done.out
    )
    assert "url: https://a.example.org/\n" in office.text(BROOK)
    assert 'needs: ["any"]' in office.text(BROOK)


def test_a_file_with_a_mistake_is_not_exported_and_never_touched(office: Office) -> None:
    office.fill("services", "brook-house", {"needs": "autism"})
    file = office.content / BROOK
    file.write_text(office.text(BROOK).replace("needs: [", "needs: [["), encoding="utf-8")
    before = bytes_in(office.content)
    assert "Its file has a mistake, so it stays as it is: " in office.take().err
    assert bytes_in(office.content) == before
