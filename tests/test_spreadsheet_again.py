"""The same spreadsheet comes in again and again, changed in between, and nobody's edit is lost."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.spreadsheet import Office, bytes_in

Lay = Callable[[Path, Mapping[str, Any]], None]
BROOK = "services/brook-house.md"
KITES = {"name": "Kite Club", "needs": "autism", "text": "We fly kites."}


@pytest.fixture
def office(
    council: Path, lay: Lay, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Office:
    """A council with one service, exported to a workbook."""
    monkeypatch.setenv("LOCAL_OFFER_STATE", str(council.parent / "kept"))
    lay(council, {BROOK: {"text": "Come and see us."}})
    (council / "redirects.yaml").write_text("- {old: /a/, new: /contact/}\n", encoding="utf-8")
    office = Office(council, capsys)
    office.export("--kind", "service", "--kind", "contact", "--kind", "redirect")
    return office


def _edit(office: Office, old: str, new: str) -> None:
    text = office.text(BROOK)
    assert old in text
    (office.content / BROOK).write_text(text.replace(old, new), encoding="utf-8")


def test_a_second_change_of_a_cell_comes_in(office: Office) -> None:
    for needs in ("autism", "autism; sensory", "sensory"):
        office.fill("services", "brook-house", {"needs": needs, "text": f"Come on, {needs}."})
        done = office.take()
        assert "changed in the file too" not in done.out
        assert f"---\nCome on, {needs}.\n" in office.text(BROOK)
    assert "needs: [sensory]\n" in office.text(BROOK)
    assert "- needs: sensory (it was: autism; sensory)" in done.report


def test_a_second_change_of_a_row_of_a_list_comes_in(office: Office) -> None:
    for hours, new in (("Mornings", "/topics/everything/"), ("Evenings", "/about/")):
        office.fill("contacts", "send-team", {"hours": hours})
        office.fill("redirects", "1", {"new": new})
        done = office.take()
        assert (done.status, done.err) == (0, "")
        assert f"hours: {hours}\n" in office.text("contacts.yaml")
        assert office.text("redirects.yaml") == f"- {{old: /a/, new: {new}}}\n"


def test_what_somebody_else_changed_in_between_is_told_and_stays(office: Office) -> None:
    office.fill("services", "brook-house", {"application_process": "Call in."})
    office.take()
    _edit(office, "Call in.", "Write first.")
    office.fill("services", "brook-house", {"application_process": "Ring the bell."})
    for _ in range(2):
        done = office.take()
        assert "in the file (it stays): Write first." in done.out
        assert "in the spreadsheet:     Ring the bell." in done.out
        assert "Write first." in office.text(BROOK)


def test_a_cell_that_nobody_changed_since_its_last_import_changes_nothing(office: Office) -> None:
    office.fill("services", "brook-house", {"application_process": "Call in.", "needs": "autism"})
    office.take()
    _edit(office, "Call in.", "Write first.")
    before = bytes_in(office.content)
    assert "in the file" not in office.take().out
    assert bytes_in(office.content) == before


def test_files_that_were_put_back_get_all_of_it_anew(office: Office) -> None:
    before = office.text(BROOK)
    office.fill("services", "brook-house", {"application_process": "Call in."})
    office.add("services", KITES)
    office.take()
    (office.content / BROOK).write_text(before, encoding="utf-8")
    (office.content / "services/kite-club.md").unlink()
    done = office.take()
    assert "      1  new\n      1  changed" in done.out
    assert "Call in." in office.text(BROOK)


def test_a_new_row_may_be_changed_after_it_came_in(office: Office) -> None:
    office.add("services", KITES)
    office.add("contacts", {"id": "toys", "role": "Toys", "organization": "T", "about": "Toys."})
    assert "      2  new" in office.take().out
    office.fill("services", "", {"needs": "sensory"})
    book = load_workbook(office.workbook)
    page = book["contacts"]
    page.cell(page.max_row, office.column(page, "about")).value = "Toys to borrow."
    book.save(office.workbook)
    done = office.take()
    assert (done.status, done.err, "      0  new\n      2  changed" in done.out) == (0, "", True)
    assert "needs: [sensory]\n" in office.text("services/kite-club.md")
    assert "about: Toys to borrow.\n" in office.text("contacts.yaml")
    assert not (office.content / "services/kite-club-2.md").exists()


def test_a_colleagues_copy_overwrites_nothing_that_came_in_before(office: Office) -> None:
    copy = office.workbook.with_name("copy.xlsx")
    shutil.copy(office.workbook, copy)
    office.fill("services", "brook-house", {"application_process": "Call in.", "needs": "autism"})
    office.take()
    own = office.workbook.read_bytes()
    shutil.copy(copy, office.workbook)
    office.fill("services", "brook-house", {"application_process": "Ring the bell."})
    shutil.copy(office.workbook, copy)
    elsewhere = office.take(copy)
    assert "in the spreadsheet:     Ring the bell." in elsewhere.out
    over_it = office.take()
    assert "Call in." in office.text(BROOK)
    assert "needs: [autism]" in office.text(BROOK)
    assert "in the spreadsheet:     Ring the bell." in over_it.out
    assert "took something else: services, row 2, needs. It may be another copy" in over_it.out
    office.workbook.write_bytes(own)
    office.fill("services", "brook-house", {"application_process": "Ring twice."})
    assert office.take().status == 0
    assert "Ring twice." in office.text(BROOK)


def test_one_of_many_changes_may_be_taken_back(office: Office) -> None:
    cells = {"application_process": "Call in.", "maximum_age": "18", "text": "Come along."}
    office.fill("services", "brook-house", cells)
    office.take()
    office.fill("services", "brook-house", {"application_process": "Ring first."})
    assert "another copy" not in office.take().out
    assert "application_process: Ring first.\n" in office.text(BROOK)


def test_what_is_kept_may_get_lost_or_spoilt(office: Office) -> None:
    office.fill("services", "brook-house", {"application_process": "Call in."})
    office.take()
    (kept,) = (office.content.parent / "kept/spreadsheets").iterdir()
    kept.write_text("{", encoding="utf-8")
    office.fill("services", "brook-house", {"application_process": "Ring the bell."})
    assert "in the file (it stays): Call in." in office.take().out
