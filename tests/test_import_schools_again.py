"""Importing the register again: what changed for parents, edits that stay, schools that closed."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from localoffer.pipeline import Task, check
from localoffer.problems import errors
from tests.support.command_line import run_in
from tests.support.register_rows import HERON, OTTER, import_arguments, write_register

ROOT = Path(__file__).parent.parent

HERON_SHUT = {**HERON, "EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"}
HERON_ACADEMY = {
    **HERON, "URN": "900101", "EstablishmentName": "Heron Academy", "OpenDate": "01-09-2026",
    "TypeOfEstablishment (code)": "34", "TypeOfEstablishment (name)": "Academy converter",
}  # fmt: skip


class Council:
    """A council's folder into which registers are imported one after the other."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys, self.report = folder, capsys, ""

    def brings_in(self, *rows: dict[str, str], links: str = "", more: tuple[str, ...] = ()) -> str:
        """Import rows; return what was printed, without anything on standard error."""
        self.capsys.readouterr()
        if links:
            file = self.folder.parent / "links.csv"
            head = '"URN","LinkURN","LinkName","LinkType","LinkEstablishedDate"\r\n'
            file.write_text(head + links, encoding="cp1252", newline="")
            more = (*more, "--links", str(file))
        register = write_register(self.folder.parent, *rows)
        assert (
            run_in(
                self.folder.parent,
                import_arguments(self.folder, register, *more),
            )
            == 0
        )
        self.report = (self.folder.parent / "report.md").read_text(encoding="utf-8")
        printed = self.capsys.readouterr()
        assert printed.err == ""
        return printed.out

    def school(self, slug: str) -> str:
        """The text of a school's file."""
        return (self.folder / "schools" / f"{slug}.md").read_text(encoding="utf-8")

    def slugs(self) -> list[str]:
        """The names of the schools' files."""
        return sorted(file.stem for file in (self.folder / "schools").iterdir())

    def change(self, slug: str, old: str, new: str) -> None:
        """Edit a school's file, as a person does."""
        text = self.school(slug)
        assert old in text
        (self.folder / "schools" / f"{slug}.md").write_text(text.replace(old, new), "utf-8")

    def redirects(self) -> str:
        """The text of the addresses that have moved."""
        file = self.folder / "redirects.yaml"
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def complaints(self) -> list[str]:
        """What the checks stop at in all that an import writes."""
        checked = check(Task(self.folder, ROOT, None, date(2026, 11, 21)))
        ours = ("schools/", "redirects.yaml", "coordinators.yaml")
        wrong = (one for one in errors(checked.problems) if one.path.startswith(ours))
        return [f"{one.path}: {one.message}" for one in wrong]

    def bytes(self) -> dict[str, bytes]:
        """Every file of the content, as it lies there."""
        files = sorted(self.folder.rglob("*"))
        return {str(file): file.read_bytes() for file in files if file.is_file()}


@pytest.fixture
def importer(council: Path, capsys: pytest.CaptureFixture[str]) -> Council:
    """A small council that has imported no school yet."""
    return Council(council, capsys)


def test_the_same_register_again_changes_no_byte(importer: Council) -> None:
    assert importer.brings_in(HERON, OTTER).startswith("What changed for parents: 2 new.\n")
    before = importer.bytes()
    assert importer.brings_in(OTTER, HERON).startswith("Nothing changed for parents.\n")
    assert importer.bytes() == before


def test_what_changed_for_parents_comes_first_and_is_counted(importer: Council) -> None:
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


def test_a_base_that_goes_is_told_with_its_need(importer: Council) -> None:
    base = {"TypeOfResourcedProvision (name)": "Resourced provision"}
    importer.brings_in({**HERON, **base}, OTTER)
    assert importer.brings_in(HERON, OTTER).startswith(
        "What changed for parents: 1 lost an autism base.\n"
    )


def test_an_edit_here_is_kept_and_a_change_on_both_sides_is_reported(importer: Council) -> None:
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


def test_a_change_on_both_sides_is_told_until_somebody_decides(importer: Council) -> None:
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


def test_the_councils_own_fields_and_text_are_never_followed(importer: Council) -> None:
    importer.brings_in(HERON)
    importer.change("heron-primary-school", "area: sandmere\nneeds: [autism]\n", "needs: [adhd]\n")
    importer.change("heron-primary-school", "2026\n---\n", "2026\n---\nAsk for the blue door.\n")
    importer.brings_in({**HERON, "Town": "Thornbeck", "SEN3 (name)": "HI - Hearing Impairment"})
    text = importer.school("heron-primary-school")
    assert "area:" not in text
    assert "needs: [adhd]\n" in text
    assert text.endswith("---\nAsk for the blue door.\n")


def test_a_file_that_was_written_by_hand_is_found_by_its_urn(importer: Council) -> None:
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


def test_a_file_that_was_deleted_here_is_not_written_again(importer: Council) -> None:
    importer.brings_in(HERON, OTTER)
    (importer.folder / "schools" / "otter-academy.md").unlink()
    importer.brings_in(HERON, OTTER)
    importer.brings_in(HERON, OTTER)
    assert importer.slugs() == ["heron-primary-school"]


def test_a_school_that_the_register_lost_keeps_its_page(importer: Council) -> None:
    importer.brings_in(HERON, OTTER)
    printed = importer.brings_in(OTTER)
    assert "gone from the register" in printed
    assert "Heron Primary School (URN 900001): The register has no such school any more." in printed
    assert "status: open\n" in importer.school("heron-primary-school")


def test_columns_that_an_extract_lacks_take_nothing_away(importer: Council) -> None:
    importer.brings_in(HERON)
    before = importer.school("heron-primary-school")
    file = write_register(importer.folder.parent, HERON)
    rows = list(csv.reader(io.StringIO(file.read_text("cp1252"), newline="")))
    kept = [at for at, name in enumerate(rows[0]) if not name.startswith(("SEN", "School"))]
    text = "\r\n".join(",".join(f'"{row[at]}"' for at in kept) for row in rows) + "\r\n"
    file.write_text(text, encoding="cp1252", newline="")
    assert run_in(importer.folder.parent, import_arguments(importer.folder, file)) == 0
    assert importer.school("heron-primary-school") == before


def test_a_letter_that_was_lost_later_does_not_take_the_good_value_away(importer: Council) -> None:
    importer.brings_in({**HERON, "Street": "1 Réed Lane"})
    file = write_register(importer.folder.parent, {**HERON, "Street": "1 R~ed Lane"})
    file.write_bytes(file.read_bytes().replace(b"~", b"\x81"))
    assert run_in(importer.folder.parent, import_arguments(importer.folder, file)) == 0
    assert "address_1: 1 Réed Lane\n" in importer.school("heron-primary-school")


def test_a_neighbours_school_stays_when_the_neighbour_is_not_named_again(importer: Council) -> None:
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


def test_an_academy_with_the_same_number_goes_on_at_the_same_address(importer: Council) -> None:
    importer.brings_in(HERON)
    printed = importer.brings_in(HERON_SHUT, HERON_ACADEMY)
    assert importer.slugs() == ["heron-primary-school"]
    text = importer.school("heron-primary-school")
    assert text.startswith("---\nurn: 900101\nname: Heron Academy\n")
    assert "former_names: [Heron Primary School]\nformer_urns: [900001]\nkind: academy\n" in text
    assert "status: open\n" in text
    assert printed.startswith("What changed for parents: 1 renamed, 1 became an academy.\n")
    assert importer.complaints() == []
    before = importer.bytes()
    assert importer.brings_in(HERON_SHUT, HERON_ACADEMY).startswith(
        "Nothing changed for parents.\n"
    )
    assert importer.bytes() == before


def test_a_school_at_the_same_place_with_nearly_the_same_name_goes_on(importer: Council) -> None:
    importer.brings_in(HERON)
    importer.brings_in(HERON_SHUT, {**HERON_ACADEMY, "EstablishmentNumber": "2999"})
    assert "former_urns: [900001]\n" in importer.school("heron-primary-school")
    assert importer.slugs() == ["heron-primary-school"]


@pytest.mark.parametrize(
    "other",
    [
        {"EstablishmentName": "Weir Street School"},
        {"StatutoryLowAge": "11", "StatutoryHighAge": "16"},
        {"TypeOfEstablishment (code)": "44"},
        {"OpenDate": "01-09-2029"},
        {"Postcode": "SC2 9ZZ"},
        {"Postcode": ""},
    ],
)
def test_another_school_with_another_number_is_another_school(
    importer: Council, other: dict[str, str]
) -> None:
    importer.brings_in(HERON)
    importer.brings_in(HERON_SHUT, {**HERON_ACADEMY, "EstablishmentNumber": "2999", **other})
    assert len(importer.slugs()) == 2
    assert "status: closed\n" in importer.school("heron-primary-school")


def test_the_registers_links_tell_who_followed_whatever_the_name(importer: Council) -> None:
    importer.brings_in(HERON)
    other = {"EstablishmentNumber": "2999", "Postcode": "SC3 3CC",
             "EstablishmentName": "Weir Street School"}  # fmt: skip
    importer.brings_in(HERON_SHUT, {**HERON_ACADEMY, **other},
                   links='"900001","900101","Weir St","Successor","01-09-2026"\r\n')  # fmt: skip
    assert importer.slugs() == ["heron-primary-school"]
    assert "name: Weir Street School\n" in importer.school("heron-primary-school")
    assert "former_names: [Heron Primary School]\n" in importer.school("heron-primary-school")


def test_a_page_written_by_hand_goes_on_with_its_owncommand(importer: Council) -> None:
    file = importer.folder / "schools" / "the-heron.md"
    file.parent.mkdir()
    file.write_text(
        "---\nurn: 900001\nname: The Heron\nkind: maintained school\nphases: [primary]\n---\nHi.\n"
    )
    importer.brings_in(HERON_SHUT, HERON_ACADEMY)
    text = importer.school("the-heron")
    assert "urn: 900101\nname: The Heron\n" in text
    assert "former_urns: [900001]\n" in text
    assert text.endswith("---\nHi.\n")


def _merged(importer: Council) -> str:
    """Heron closes and joins Otter, which has a page of its own."""
    return importer.brings_in(
        HERON_SHUT,
        OTTER,
        links='"900002","900001","Heron","Predecessor - merged","01-09-2026"\r\n',
    )


def test_a_school_that_joined_another_leads_to_its_page(importer: Council) -> None:
    importer.brings_in(HERON, OTTER)
    (importer.folder / "redirects.yaml").write_text(
        "# Ours.\n- {old: /schools/x/, new: /schools/otter-academy/}"
    )
    printed = _merged(importer)
    assert importer.slugs() == ["otter-academy"]
    assert importer.redirects() == (
        "# Ours.\n- {old: /schools/x/, new: /schools/otter-academy/}\n"
        "- {old: /schools/heron-primary-school/, new: /schools/otter-academy/}\n"
    )
    assert printed.startswith("What changed for parents: 1 joined another school.\n")
    assert importer.complaints() == []
    before = importer.bytes()
    assert _merged(importer).startswith("Nothing changed for parents.\n")
    assert importer.bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("area: sandmere\n", "area: sandmere\nemail: office@heron.example.org\n"),
        ("area: sandmere\n", "# Ask Ann.\narea: sandmere\n"),
        ("2026\n---\n", "2026\n---\nA school by the reeds.\n"),
        ("city: Sandmere\n", "city: Sandmere Quay\n"),
        ("2026\n---\n", "2026\ndraft: no\n---\n"),
    ],
)
def test_a_page_that_somebody_edited_stays_and_we_are_told_what_to_do(
    importer: Council, old: str, new: str
) -> None:
    importer.brings_in(HERON, OTTER)
    importer.change("heron-primary-school", old, new)
    printed = _merged(importer)
    assert new in importer.school("heron-primary-school")
    assert "status: closed\n" in importer.school("heron-primary-school")
    assert importer.redirects() == ""
    row = "- {old: /schools/heron-primary-school/, new: /schools/otter-academy/}"
    assert f"add to redirects.yaml: {row}" in printed
    assert importer.complaints() == []


def test_a_page_that_another_file_names_stays(importer: Council) -> None:
    importer.brings_in(HERON, OTTER)
    rule = "- {contact: help-line, covers: Heron, schools: [heron-primary-school]}\n"
    (importer.folder / "coordinators.yaml").write_text(rule)
    assert "coordinators.yaml names it" in _merged(importer)
    assert importer.slugs() == ["heron-primary-school", "otter-academy"]
    assert importer.complaints() == []


def test_two_schools_that_become_a_new_one_both_lead_to_its_page(importer: Council) -> None:
    infant = {**HERON, "EstablishmentName": "Heron Infant School"}
    junior = {**HERON, "URN": "900005", "EstablishmentName": "Heron Junior School",
              "EstablishmentNumber": "2005"}  # fmt: skip
    importer.brings_in(infant, junior)
    shut = {"EstablishmentStatus (name)": "Closed"}
    whole = {**HERON, "URN": "900101", "EstablishmentNumber": "2999"}
    links = (
        '"900001","900101","","Successor - amalgamated",""\r\n'
        '"900005","900101","","Successor - amalgamated",""\r\n'
    )
    printed = importer.brings_in({**infant, **shut}, {**junior, **shut}, whole, links=links)
    assert importer.slugs() == ["heron-primary-school"]
    assert (
        "{old: /schools/heron-infant-school/, new: /schools/heron-primary-school/}"
        in importer.redirects()
    )
    assert (
        "{old: /schools/heron-junior-school/, new: /schools/heron-primary-school/}"
        in importer.redirects()
    )
    assert printed.startswith("What changed for parents: 1 new, 2 joined another school.\n")
    assert importer.complaints() == []


def test_a_school_that_was_split_stays_and_we_are_told(importer: Council) -> None:
    importer.brings_in(HERON)
    one = {**HERON_ACADEMY, "EstablishmentNumber": "2801", "EstablishmentName": "North School"}
    two = {
        **one,
        "URN": "900102",
        "EstablishmentNumber": "2802",
        "EstablishmentName": "South School",
    }
    links = (
        '"900001","900101","","Successor - Split School",""\r\n'
        '"900001","900102","","Successor - Split School",""\r\n'
    )
    printed = importer.brings_in(HERON_SHUT, one, two, links=links)
    assert importer.slugs() == ["heron-primary-school", "north-school", "south-school"]
    assert "status: closed\n" in importer.school("heron-primary-school")
    assert "North School (URN 900101) and South School (URN 900102) followed it" in printed


def test_a_new_school_never_takes_an_address_that_leads_elsewhere(importer: Council) -> None:
    importer.brings_in(HERON, OTTER)
    _merged(importer)
    importer.brings_in(OTTER, {**HERON, "URN": "900200", "EstablishmentNumber": "2900"})
    assert importer.slugs() == ["heron-primary-school-sandmere", "otter-academy"]
    assert importer.complaints() == []


def test_redirects_with_a_mistake_stop_the_import_before_anything_is_written(
    importer: Council,
) -> None:
    importer.brings_in(HERON, OTTER)
    (importer.folder / "redirects.yaml").write_text("- {old: \n")
    before = importer.bytes()
    links = importer.folder.parent / "links.csv"
    links.write_text("URN,LinkURN,LinkType\n900001,900002,Successor\n")
    register = write_register(importer.folder.parent, HERON_SHUT, OTTER)
    assert (
        run_in(
            importer.folder.parent,
            import_arguments(importer.folder, register, "--links", str(links)),
        )
        == 2
    )
    assert "redirects.yaml has a mistake" in importer.capsys.readouterr().err
    assert importer.bytes() == before


def test_an_academy_that_is_only_proposed_waits_for_the_school_that_it_follows(
    importer: Council,
) -> None:
    proposed = {**HERON_ACADEMY, "EstablishmentStatus (name)": "Proposed to open"}
    printed = importer.brings_in(HERON, proposed)
    assert importer.slugs() == ["heron-primary-school"]
    assert "      1  not open yet, and will go on from a school that is\n" in printed
    importer.brings_in(HERON_SHUT, HERON_ACADEMY)
    assert importer.slugs() == ["heron-primary-school"]
    assert "urn: 900101\n" in importer.school("heron-primary-school")


def test_a_school_that_follows_none_has_a_page_before_it_opens(importer: Council) -> None:
    proposed = {"EstablishmentStatus (name)": "Proposed to open", "OpenDate": "01-09-2027"}
    importer.brings_in(HERON, {**OTTER, **proposed})
    assert "status: opening\nopens: 2027-09-01\n" in importer.school("otter-academy")
    assert importer.brings_in(HERON, OTTER).startswith("What changed for parents: 1 opened.\n")
    assert "opens:" not in importer.school("otter-academy")


def test_no_address_leads_to_a_draft(importer: Council) -> None:
    importer.brings_in(HERON, OTTER)
    importer.change("otter-academy", "2026\n---\n", "2026\ndraft: yes\n---\n")
    assert "that page is a draft, so it stays" in _merged(importer)
    assert importer.slugs() == ["heron-primary-school", "otter-academy"]
    assert importer.complaints() == []


@pytest.mark.parametrize("number", ["2001", "2999"])
def test_an_extract_of_open_schools_alone_still_tells_who_went_on(
    importer: Council, number: str
) -> None:
    importer.brings_in(HERON, OTTER)
    importer.brings_in(OTTER, {**HERON_ACADEMY, "EstablishmentNumber": number})
    assert importer.slugs() == ["heron-primary-school", "otter-academy"]
    assert "former_urns: [900001]\n" in importer.school("heron-primary-school")
    assert "name: Heron Academy\n" in importer.school("heron-primary-school")
