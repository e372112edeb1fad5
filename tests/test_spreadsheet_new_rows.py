"""New rows of a spreadsheet, rows that went and rows of lists: what becomes of them."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.spreadsheet import Office, bytes_in
from tests.support.spreadsheet_rows import BROOK, KINDS, Lay, letter, office_of

TOYS = {
    "id": "toy-library",
    "role": "Toy library",
    "organization": "Toy Trust",
    "about": "Toys to borrow.",
    "phones 1 number": "01632 960377",
}


@pytest.fixture
def office(council: Path, lay: Lay, capsys: pytest.CaptureFixture[str]) -> Office:
    return office_of(council, lay, capsys)


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
