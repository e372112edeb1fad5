"""Importing the register again: what changed for parents, and edits that stay."""

import csv
import io
from pathlib import Path

import pytest

from tests.support.command_line import run_in
from tests.support.register_imports import RegisterFolder
from tests.support.register_rows import HERON, OTTER, import_arguments, write_register


@pytest.fixture
def importer(council: Path, capsys: pytest.CaptureFixture[str]) -> RegisterFolder:
    """A small council that has imported no school yet."""
    return RegisterFolder(council, capsys)


def test_the_same_register_again_changes_no_byte(importer: RegisterFolder) -> None:
    assert importer.brings_in(HERON, OTTER).startswith("What changed for parents: 2 new.\n")
    before = importer.bytes()
    assert importer.brings_in(OTTER, HERON).startswith("Nothing changed for parents.\n")
    assert importer.bytes() == before


def test_what_changed_for_parents_comes_first_and_is_counted(importer: RegisterFolder) -> None:
    rows = [{**HERON, "URN": f"90000{at}", "EstablishmentName": f"School {at}",
             "EstablishmentNumber": f"300{at}"} for at in range(1, 8)]  # fmt: skip
    importer.brings_in(*rows)
    closed = {"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"}
    base = {"TypeOfResourcedProvision (name)": "Resourced provision"}
    unit = {"TypeOfResourcedProvision (name)": "SEN unit", "SEN4 (name)": "HI - Hearing Impairment"}
    printed = importer.brings_in(
        {**rows[0], **closed},
        {**rows[1], "EstablishmentName": "Kingfisher School"},
        {**rows[2], "EstablishmentName": "Wagtail School"},
        {**rows[3], **base},
        {**rows[4], "SchoolWebsite": "www.new.example.org"},
        {**rows[5], "SchoolWebsite": "https://newer.example.org"},
        {**rows[6], **unit, "TelephoneNum": "01632960009"},
        {**OTTER, "URN": "900020"},
        {**OTTER, "URN": "900021", "EstablishmentName": "Stoat Academy"},
    )
    assert printed.splitlines()[0] == (
        "What changed for parents: 2 new, 1 closed, 2 renamed, 1 gained an autism base, "
        "1 gained a unit for autism and hearing, 2 changed website, 1 changed phone number."
    )
    assert "- 1 gained an autism base: School 4 (URN 900004)\n" in importer.report
    assert "former_names: [School 2]\n" in importer.school("school-2")
    assert "status: closed\ncloses: 2026-08-31\n" in importer.school("school-1")
    assert importer.complaints() == []


def test_a_base_that_goes_is_told_with_its_need(importer: RegisterFolder) -> None:
    base = {"TypeOfResourcedProvision (name)": "Resourced provision"}
    importer.brings_in({**HERON, **base}, OTTER)
    assert importer.brings_in(HERON, OTTER).startswith(
        "What changed for parents: 1 lost an autism base.\n"
    )


def test_an_edit_here_is_kept_and_a_change_on_both_sides_is_reported(
    importer: RegisterFolder,
) -> None:
    importer.brings_in(HERON)
    importer.change(
        "heron-primary-school", "phone: 01632 960001\n", "# The office.\nphone: 01632 960055\n"
    )
    importer.change(
        "heron-primary-school", "url: https://www.heron.example.org", "url: https://h.example.org"
    )
    printed = importer.brings_in(
        {**HERON, "SchoolWebsite": "www.third.example.org", "Street": "2 Rd"}
    )
    text = importer.school("heron-primary-school")
    assert "# The office.\nphone: 01632 960055\nurl: https://h.example.org\n" in text
    assert "address_1: 2 Rd\n" in text
    assert "      1  field changed here and in the register: ours was kept\n" in printed
    assert "| url | https://h.example.org | https://www.third.example.org |" in importer.report
    assert "- edited here and kept: phone" in importer.report
    assert printed.startswith("What changed for parents: 1 changed address.\n")


def test_a_change_on_both_sides_is_told_until_somebody_decides(importer: RegisterFolder) -> None:
    importer.brings_in(HERON)
    ours = "url: https://h.example.org"
    importer.change("heron-primary-school", "url: https://www.heron.example.org", ours)
    new = {**HERON, "SchoolWebsite": "www.third.example.org"}
    told = "| url | https://h.example.org | https://www.third.example.org |"
    for _ in range(2):
        importer.brings_in(new)
        assert told in importer.report
    importer.brings_in(new, more=("--keep", "heron-primary-school"))
    assert told not in importer.report
    importer.brings_in(new)
    assert told not in importer.report
    assert ours in importer.school("heron-primary-school")


def test_the_councils_own_fields_and_text_are_never_followed(importer: RegisterFolder) -> None:
    importer.brings_in(HERON)
    importer.change("heron-primary-school", "area: sandmere\nneeds: [autism]\n", "needs: [adhd]\n")
    importer.change("heron-primary-school", "2026\n---\n", "2026\n---\nAsk for the blue door.\n")
    importer.brings_in({**HERON, "Town": "Thornbeck", "SEN3 (name)": "HI - Hearing Impairment"})
    text = importer.school("heron-primary-school")
    assert "area:" not in text
    assert "needs: [adhd]\n" in text
    assert text.endswith("---\nAsk for the blue door.\n")


def test_a_file_that_was_written_by_hand_is_found_by_its_urn(importer: RegisterFolder) -> None:
    file = importer.folder / "schools" / "the-heron.md"
    file.parent.mkdir()
    file.write_text(
        '---\nurn: "900001"\nname: The Heron\nkind: maintained school\nphases: [primary]\n---\n'
    )
    importer.brings_in(HERON)
    assert importer.slugs() == ["the-heron"]
    assert "name: The Heron\n" in importer.school("the-heron")
    assert "postal_code: SC1 1AA\n" in importer.school("the-heron")
    assert "| name | The Heron | Heron Primary School |" in importer.report


def test_a_file_that_was_deleted_here_is_not_written_again(importer: RegisterFolder) -> None:
    importer.brings_in(HERON, OTTER)
    (importer.folder / "schools" / "otter-academy.md").unlink()
    importer.brings_in(HERON, OTTER)
    importer.brings_in(HERON, OTTER)
    assert importer.slugs() == ["heron-primary-school"]


def test_a_school_that_the_register_lost_keeps_its_page(importer: RegisterFolder) -> None:
    importer.brings_in(HERON, OTTER)
    printed = importer.brings_in(OTTER)
    assert "gone from the register" in printed
    assert "Heron Primary School (URN 900001): The register has no such school any more." in printed
    assert "status: open\n" in importer.school("heron-primary-school")


def test_columns_that_an_extract_lacks_take_nothing_away(importer: RegisterFolder) -> None:
    importer.brings_in(HERON)
    before = importer.school("heron-primary-school")
    file = write_register(importer.folder.parent, HERON)
    rows = list(csv.reader(io.StringIO(file.read_text("cp1252"), newline="")))
    kept = [at for at, name in enumerate(rows[0]) if not name.startswith(("SEN", "School"))]
    text = "\r\n".join(",".join(f'"{row[at]}"' for at in kept) for row in rows) + "\r\n"
    file.write_text(text, encoding="cp1252", newline="")
    assert run_in(importer.folder.parent, import_arguments(importer.folder, file)) == 0
    assert importer.school("heron-primary-school") == before


def test_a_letter_that_was_lost_later_does_not_take_the_good_value_away(
    importer: RegisterFolder,
) -> None:
    importer.brings_in({**HERON, "Street": "1 Réed Lane"})
    file = write_register(importer.folder.parent, {**HERON, "Street": "1 R~ed Lane"})
    file.write_bytes(file.read_bytes().replace(b"~", b"\x81"))
    assert run_in(importer.folder.parent, import_arguments(importer.folder, file)) == 0
    assert "address_1: 1 Réed Lane\n" in importer.school("heron-primary-school")


def test_a_neighbours_school_stays_when_the_neighbour_is_not_named_again(
    importer: RegisterFolder,
) -> None:
    near = {**HERON, "LA (name)": "Fenwick", "LA (code)": "998", "GSSLACode (name)": "E10000098",
            "URN": "900009", "TypeOfEstablishment (code)": "7",
            "EstablishmentName": "Elm House"}  # fmt: skip
    register = write_register(importer.folder.parent, HERON, near)
    assert (
        run_in(
            importer.folder.parent,
            import_arguments(importer.folder, register, "--neighbours", "Fenwick"),
        )
        == 0
    )
    assert importer.brings_in(HERON, {**near, "TelephoneNum": "01632960008"}).startswith(
        "What changed for parents: 1 changed phone number.\n"
    )
    assert "in_area: no\n" in importer.school("elm-house")
