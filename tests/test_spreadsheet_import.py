"""What an officer changed in a spreadsheet comes into the files, and nothing else does."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.support.spreadsheet import Office, bytes_in

Lay = Callable[[Path, Mapping[str, Any]], None]
BROOK = "services/brook-house.md"
TOYS = {
    "id": "toy-library",
    "role": "Toy library",
    "organization": "Toy Trust",
    "about": "Toys to borrow.",
    "phones 1 number": "01632 960377",
}
KINDS = ("--kind", "service", "--kind", "contact", "--kind", "redirect")


@pytest.fixture
def office(council: Path, lay: Lay, capsys: pytest.CaptureFixture[str]) -> Office:
    """A council with one service, whose file has a comment and a layout of its own."""
    lay(council, {BROOK: {"text": "Come and see us.\n\nBring a friend."}})
    file = council / BROOK
    text = file.read_text(encoding="utf-8").replace("free:", "# Ask Sam first.\nfree:   ")
    file.write_text(text, encoding="utf-8")
    office = Office(council, capsys)
    office.export(*KINDS)
    return office


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


def letter(office: Office, sheet: str, title: str) -> str:
    page = load_workbook(office.workbook)[sheet]
    return get_column_letter(office.column(page, title))


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


def test_a_new_row_makes_a_new_file_and_a_draft_if_something_is_missing(office: Office) -> None:
    office.add("services", {"name": "Kite & Wind Club", "needs": "autism", "text": "We fly kites."})
    done = office.take()
    assert (done.status, "      1  new" in done.out) == (0, True)
    assert office.text("services/kite-and-wind-club.md") == (
        "---\nname: Kite & Wind Club\nneeds: [autism]\ndraft: yes\n---\nWe fly kites.\n"
    )
    assert "a draft that lacks: assured_date, assured_by, owner" in done.report


def test_new_rows_of_one_name_get_files_of_their_own_and_only_once(office: Office) -> None:
    office.add("services", {"name": "Kites", "text": "A."}, {"name": "Kites", "text": "B."})
    office.add("contacts", TOYS)
    office.add("redirects", {"old": "/a/", "new": "/contact/"})
    assert "      4  new" in office.take().out
    assert office.text("services/kites.md").endswith("A.\n")
    assert office.text("services/kites-2.md").endswith("B.\n")
    before = bytes_in(office.content)
    done = office.take()
    assert (done.status, done.err, "      0  new\n      0  changed" in done.out) == (0, "", True)
    assert bytes_in(office.content) == before


def test_a_new_row_with_a_name_that_is_there_asks_which_it_is(office: Office) -> None:
    office.add("services", {"name": "Brook House", "text": "Another one."})
    done = office.take()
    assert (
        "There is a record of this name already: services/brook-house.md. If the row is" in done.err
    )
    book = load_workbook(office.workbook)
    book["services"].cell(3, 1).value = "brook-house-thornbeck"
    book.save(office.workbook)
    assert office.take().status == 0
    assert office.text("services/brook-house-thornbeck.md").endswith("Another one.\n")


@pytest.mark.parametrize("key", ["../brook", "Brook House!", "con"])
def test_a_new_file_has_a_name_that_can_stand_in_an_address(key: str, office: Office) -> None:
    before = bytes_in(office.content)
    office.add("services", {"file": key, "name": "Kites", "text": "A."})
    done = office.take()
    assert f'"{key}" cannot be the name of a new file.' in done.err
    assert bytes_in(office.content) == before


def test_a_deleted_row_deletes_nothing_and_is_told(office: Office) -> None:
    before = bytes_in(office.content)
    book = load_workbook(office.workbook)
    book["services"].delete_rows(2)
    book.save(office.workbook)
    done = office.take()
    assert "      1  without a row any more: nothing was deleted" in done.out
    assert "- services: brook-house" in done.report
    assert bytes_in(office.content) == before


def test_a_row_whose_file_has_gone_is_told(office: Office) -> None:
    (office.content / BROOK).rename(office.content / "services/brook.md")
    office.fill("services", "brook-house", {"needs": "autism"})
    assert "Its file is not there any more: it was renamed or deleted" in office.take().err


def test_two_rows_of_one_record_are_told(office: Office) -> None:
    office.add("services", {"file": "brook-house", "name": "Brook House the second"})
    assert 'row 3, column A, file — "brook-house" stands in row 2 too.' in office.take().err


def test_joined_cells_are_told_and_their_rows_are_not_taken(office: Office) -> None:
    before = bytes_in(office.content)
    book = load_workbook(office.workbook)
    book["services"].merge_cells("C2:F2")
    book.save(office.workbook)
    assert "Cells of this row are joined with others" in office.take().err
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


def test_rows_of_a_list_are_changed_and_added_in_their_file(office: Office) -> None:
    before = office.text("contacts.yaml")
    office.fill("contacts", "send-team", {"hours": "Monday to Friday, 9am to 5pm"})
    office.add("contacts", TOYS)
    done = office.take()
    assert (done.status, done.err) == (0, "")
    after = office.text("contacts.yaml")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == [
        "  hours: Monday to Thursday, 9am to 5pm; Friday until 4pm"
    ]
    assert after.endswith(
        "- id: toy-library\n  role: Toy library\n  organization: Toy Trust\n"
        "  about: Toys to borrow.\n  phones:\n    - {number: 01632 960377}\n"
    )


def test_a_mistake_in_a_row_of_a_list_keeps_only_that_row_back(office: Office) -> None:
    office.fill("contacts", "send-team", {"email": "not an address"})
    office.fill("contacts", "help-line", {"hours": "Always"})
    done = office.take()
    column = letter(office, "contacts", "email")
    assert f"contacts\n  error: row 3, column {column}, email — " in done.err
    assert "hours: Always\n" in office.text("contacts.yaml")
    assert "not an address" not in office.text("contacts.yaml")


def test_a_row_without_an_id_is_found_by_what_it_says(office: Office) -> None:
    rows = "- {old: /a/, new: /topics/everything/}\n- {old: /b/, new: /topics/everything/} # Ours\n"
    (office.content / "redirects.yaml").write_text(rows, encoding="utf-8")
    office.workbook.unlink()
    office.export(*KINDS)
    moved = "# More.\n- {old: /c/, new: /d/}\n" + rows
    (office.content / "redirects.yaml").write_text(moved, encoding="utf-8")
    office.fill("redirects", "2", {"new": "/contact/"})
    office.add("redirects", {"old": "/e/", "new": "/contact/"})
    done = office.take()
    assert (done.status, done.err) == (0, "")
    assert office.text("redirects.yaml") == (
        "# More.\n- {old: /c/, new: /d/}\n- {old: /a/, new: /topics/everything/}\n"
        "- {old: /b/, new: /contact/} # Ours\n- {old: /e/, new: /contact/}\n"
    )


def test_a_new_service_may_name_a_new_contact_of_the_same_spreadsheet(office: Office) -> None:
    office.add("contacts", TOYS)
    office.fill("services", "brook-house", {"contact": "toy-library"})
    assert office.take().status == 0
    assert "contact: toy-library\n" in office.text(BROOK)


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


ASSURED = {"assured_date": "2026-10-01", "assured_by": "Local Offer team", "owner": "help-line"}
NEW_ROWS: tuple[tuple[str, dict[str, str], str, str], ...] = (
    ("schools", {"name": "Wren Bank Academy", "kind": "academy", "phases": "primary; secondary",
                 "senco email": "senco@wrenbank.example.org", "bases 1 name": "The Nest",
                 "bases 1 needs": "autism; sensory", "bases 1 places": "12"},
     "schools/wren-bank-academy.md",
     "  - name: The Nest\n    needs: [autism, sensory]\n    places: 12\n"),
    ("guides", {"title": "Kites for all", "summary": "What you need to fly a kite with your child.",
                "topics": "everything", "text": "## First\n\nGo to a hill.", **ASSURED},
     "guides/kites-for-all.md", "---\n## First\n\nGo to a hill.\n"),
    ("slots", {"guide": "appeals", "slot": "whom-to-ring", "text": "Ring us.", **ASSURED},
     "slots/appeals-whom-to-ring.md", "guide: appeals\nslot: whom-to-ring\n"),
    ("events", {"id": "kite-day", "name": "Kite day", "organization": "Kite Trust", "free": "yes",
                "summary": "Come and fly a kite with us on the hill.",
                "dates": "2026-12-05; 2026-12-06",
                "location name": "The hill", "location hide_address": "yes",
                "location city": "Sandmere",
                "location access": "step-free: no; lift: not known"},
     "events.yaml", "    city: Sandmere\n    hide_address: yes\n    access: {step-free: no, "),
    ("glossary", {"id": "kite", "term": "Kite", "meaning": "A toy that flies.",
                  "also_called": "a; b"},
     "glossary.yaml", "  also_called: [a, b]\n"),
    ("synonyms", {"words": "kite; kites", "means": "flying toy", "match": "expand"},
     "vocabulary/synonyms.yaml", "words: [kite, kites]\n"),
    ("figures", {"id": "kites", "title": "Kites", "sentence": "We have 3 kites.", "unit": "number",
                 "points 1 label": "2025", "points 1 value": "3", "as_at": "2026-01-01",
                 "source": "Our own count"}, "figures.yaml", "  - {label: 2025, value: 3}\n"),
    ("importing", {"term": "Kiting", "needs": "autism"}, "importing.yaml", "needs: [autism]\n"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "cells", "path", "written"), NEW_ROWS, ids=lambda one: str(one)[:9]
)
def test_a_new_row_of_any_kind_becomes_a_record(
    sheet: str, cells: dict[str, str], path: str, written: str, office: Office, lay: Lay
) -> None:
    lay(office.content, {"guides/appeals.md": {}})
    office.workbook.unlink()
    office.export()
    office.add(sheet, cells)
    done = office.take()
    assert (done.status, done.err, "      1  new" in done.out) == (0, "", True), done.err
    assert written in office.text(path), office.text(path)
    office.workbook.unlink()
    office.export()
    assert "      0  new\n      0  changed" in office.take().out


def test_a_new_statement_needs_the_name_that_letters_cite(office: Office) -> None:
    office.workbook.unlink()
    office.export("--kind", "statement")
    office.add("provision", {"title": "", "who": "The class teacher"})
    assert "A new file needs a name. Write one of small letters and hyphens" in office.take().err
