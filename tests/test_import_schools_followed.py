"""Schools that closed, joined or became others: their pages go on, or lead to what followed."""

from pathlib import Path

import pytest

from tests.support.command_line import run_in
from tests.support.register_imports import RegisterFolder
from tests.support.register_rows import HERON, OTTER, import_arguments, write_register

HERON_SHUT = {**HERON, "EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"}

HERON_ACADEMY = {
    **HERON, "URN": "900101", "EstablishmentName": "Heron Academy", "OpenDate": "01-09-2026",
    "TypeOfEstablishment (code)": "34", "TypeOfEstablishment (name)": "Academy converter",
}  # fmt: skip


@pytest.fixture
def importer(council: Path, capsys: pytest.CaptureFixture[str]) -> RegisterFolder:
    """A small council that has imported no school yet."""
    return RegisterFolder(council, capsys)


def test_an_academy_with_the_same_number_goes_on_at_the_same_address(
    importer: RegisterFolder,
) -> None:
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


def test_a_school_at_the_same_place_with_nearly_the_same_name_goes_on(
    importer: RegisterFolder,
) -> None:
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
    importer: RegisterFolder, other: dict[str, str]
) -> None:
    importer.brings_in(HERON)
    importer.brings_in(HERON_SHUT, {**HERON_ACADEMY, "EstablishmentNumber": "2999", **other})
    assert len(importer.slugs()) == 2
    assert "status: closed\n" in importer.school("heron-primary-school")


def test_the_registers_links_tell_who_followed_whatever_the_name(importer: RegisterFolder) -> None:
    importer.brings_in(HERON)
    other = {"EstablishmentNumber": "2999", "Postcode": "SC3 3CC",
             "EstablishmentName": "Weir Street School"}  # fmt: skip
    importer.brings_in(HERON_SHUT, {**HERON_ACADEMY, **other},
                   links='"900001","900101","Weir St","Successor","01-09-2026"\r\n')  # fmt: skip
    assert importer.slugs() == ["heron-primary-school"]
    assert "name: Weir Street School\n" in importer.school("heron-primary-school")
    assert "former_names: [Heron Primary School]\n" in importer.school("heron-primary-school")


def test_a_page_written_by_hand_goes_on_with_its_owncommand(importer: RegisterFolder) -> None:
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


def _merged(importer: RegisterFolder) -> str:
    """Heron closes and joins Otter, which has a page of its own."""
    return importer.brings_in(
        HERON_SHUT,
        OTTER,
        links='"900002","900001","Heron","Predecessor - merged","01-09-2026"\r\n',
    )


def test_a_school_that_joined_another_leads_to_its_page(importer: RegisterFolder) -> None:
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
    importer: RegisterFolder, old: str, new: str
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


def test_a_page_that_another_file_names_stays(importer: RegisterFolder) -> None:
    importer.brings_in(HERON, OTTER)
    rule = "- {contact: help-line, covers: Heron, schools: [heron-primary-school]}\n"
    (importer.folder / "coordinators.yaml").write_text(rule)
    assert "coordinators.yaml names it" in _merged(importer)
    assert importer.slugs() == ["heron-primary-school", "otter-academy"]
    assert importer.complaints() == []


def test_two_schools_that_become_a_new_one_both_lead_to_its_page(importer: RegisterFolder) -> None:
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


def test_a_school_that_was_split_stays_and_we_are_told(importer: RegisterFolder) -> None:
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


def test_a_new_school_never_takes_an_address_that_leads_elsewhere(importer: RegisterFolder) -> None:
    importer.brings_in(HERON, OTTER)
    _merged(importer)
    importer.brings_in(OTTER, {**HERON, "URN": "900200", "EstablishmentNumber": "2900"})
    assert importer.slugs() == ["heron-primary-school-sandmere", "otter-academy"]
    assert importer.complaints() == []


def test_redirects_with_a_mistake_stop_the_import_before_anything_is_written(
    importer: RegisterFolder,
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
    importer: RegisterFolder,
) -> None:
    proposed = {**HERON_ACADEMY, "EstablishmentStatus (name)": "Proposed to open"}
    printed = importer.brings_in(HERON, proposed)
    assert importer.slugs() == ["heron-primary-school"]
    assert "      1  not open yet, and will go on from a school that is\n" in printed
    importer.brings_in(HERON_SHUT, HERON_ACADEMY)
    assert importer.slugs() == ["heron-primary-school"]
    assert "urn: 900101\n" in importer.school("heron-primary-school")


def test_a_school_that_follows_none_has_a_page_before_it_opens(importer: RegisterFolder) -> None:
    proposed = {"EstablishmentStatus (name)": "Proposed to open", "OpenDate": "01-09-2027"}
    importer.brings_in(HERON, {**OTTER, **proposed})
    assert "status: opening\nopens: 2027-09-01\n" in importer.school("otter-academy")
    assert importer.brings_in(HERON, OTTER).startswith("What changed for parents: 1 opened.\n")
    assert "opens:" not in importer.school("otter-academy")


def test_no_address_leads_to_a_draft(importer: RegisterFolder) -> None:
    importer.brings_in(HERON, OTTER)
    importer.change("otter-academy", "2026\n---\n", "2026\ndraft: yes\n---\n")
    assert "that page is a draft, so it stays" in _merged(importer)
    assert importer.slugs() == ["heron-primary-school", "otter-academy"]
    assert importer.complaints() == []


@pytest.mark.parametrize("number", ["2001", "2999"])
def test_an_extract_of_open_schools_alone_still_tells_who_went_on(
    importer: RegisterFolder, number: str
) -> None:
    importer.brings_in(HERON, OTTER)
    importer.brings_in(OTTER, {**HERON_ACADEMY, "EstablishmentNumber": number})
    assert importer.slugs() == ["heron-primary-school", "otter-academy"]
    assert "former_urns: [900001]\n" in importer.school("heron-primary-school")
    assert "name: Heron Academy\n" in importer.school("heron-primary-school")
