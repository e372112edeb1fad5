"""Bringing in the national register of schools: what each row becomes, and whose rows come in."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from localoffer.pipeline import Task, check
from localoffer.problems import errors
from tests.support.command_line import run_in
from tests.support.register_rows import HERON, OTTER, import_arguments, write_register

ROOT = Path(__file__).parent.parent


def _import(council: Path, *rows: dict[str, str], more: tuple[str, ...] = ()) -> str:
    """Import rows; return the report."""
    assert (
        run_in(
            council.parent,
            import_arguments(council, write_register(council.parent, *rows), *more),
        )
        == 0
    )
    return (council.parent / "report.md").read_text(encoding="utf-8")


def _school(council: Path, slug: str) -> str:
    return (council / "schools" / f"{slug}.md").read_text(encoding="utf-8")


def _complaints(council: Path) -> list[str]:
    checked = check(Task(council, ROOT, None, date(2026, 11, 21)))
    ours = ("schools/", "redirects.yaml")
    wrong = (one for one in errors(checked.problems) if one.path.startswith(ours))
    return [f"{one.path}: {one.message}" for one in wrong]


def test_a_row_becomes_a_page_that_the_checks_let_through(council: Path) -> None:
    _import(council, HERON)
    assert _school(council, "heron-primary-school") == (
        "---\n"
        'urn: "900001"\n'
        "name: Heron Primary School\n"
        "kind: maintained school\n"
        "type: Community school\n"
        "phases: [early years, primary]\n"
        'minimum_age: "3"\n'
        'maximum_age: "11"\n'
        "status: open\n"
        "address_1: 1 Reed Lane\n"
        "city: Sandmere\n"
        "postal_code: SC1 1AA\n"
        "authority: Brackenshire\n"
        "phone: 01632 960001\n"
        "url: https://www.heron.example.org\n"
        "special_classes: no\n"
        "register_needs: [ASD - Autistic Spectrum Disorder]\n"
        "area: sandmere\n"
        "needs: [autism]\n"
        "owner: help-line\n"
        "source: Get information about schools, 1 September 2026\n"
        "---\n"
    ).replace('"', "")
    assert _complaints(council) == []


def test_nobodys_name_and_no_number_of_pupils_is_imported(council: Path) -> None:
    _import(council, HERON)
    everything = b"".join(file.read_bytes() for file in council.rglob("*") if file.is_file())
    assert b"Quillfeather" not in everything
    assert b"Zebedee" not in everything
    assert b"207" not in (council / "schools/heron-primary-school.md").read_bytes()


def test_an_academy_has_its_trust_and_its_sixth_form(council: Path) -> None:
    _import(council, OTTER)
    text = _school(council, "otter-academy")
    assert "kind: academy\n" in text
    assert "phases: [secondary, post-16]\n" in text
    assert "trust: Rivers Trust\n" in text
    assert "url: http://otter.example.org/\n" in text


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("7", "Community special school", "special school"),
        ("08", "Non-maintained special school", "non-maintained special school"),
        ("10", "Other independent special school", "independent special school"),
        ("11", "Other independent school", "independent school"),
        ("14", "Pupil referral unit", "pupil referral unit"),
        ("15", "Local authority nursery school", "nursery school"),
        ("18", "Further education", "college"),
        ("32", "Special post 16 institution", "special college"),
        ("36", "Free schools special", "special academy"),
        ("39", "Free schools 16 to 19", "college"),
        ("43", "Academy alternative provision sponsor led", "alternative provision academy"),
        ("", "Academy special converter", "special academy"),
        ("999", "Voluntary aided school", "maintained school"),
    ],
)
def test_a_type_is_told_by_its_code_or_else_its_name(
    council: Path, code: str, name: str, kind: str
) -> None:
    row = {"TypeOfEstablishment (code)": code, "TypeOfEstablishment (name)": name}
    _import(council, {**HERON, **row})
    assert f"kind: {kind}\n" in _school(council, "heron-primary-school")


@pytest.mark.parametrize(
    ("phase", "low", "high", "sixth", "phases"),
    [
        ("Nursery", "2", "5", "", "early years"),
        ("Primary", "4", "11", "", "primary"),
        ("Middle deemed primary", "8", "12", "", "primary, secondary"),
        ("Middle deemed secondary", "9", "13", "", "primary, secondary"),
        ("All-through", "3", "16", "", "early years, primary, secondary"),
        ("All-through", "4", "18", "", "primary, secondary, post-16"),
        ("Secondary", "11", "16", "Has a sixth form", "secondary, post-16"),
        ("16 plus", "16", "19", "", "post-16"),
        ("Not applicable", "2", "19", "", "early years, primary, secondary, post-16"),
        ("Not applicable", "11", "16", "", "secondary"),
        ("", "5", "11", "", "primary"),
    ],
)
def test_phases_come_from_the_phase_or_else_the_ages(
    council: Path, phase: str, low: str, high: str, sixth: str, phases: str
) -> None:
    row = {"PhaseOfEducation (name)": phase, "StatutoryLowAge": low, "StatutoryHighAge": high}
    _import(council, {**HERON, **row, "OfficialSixthForm (name)": sixth})
    assert f"phases: [{phases}]\n" in _school(council, "heron-primary-school")


def test_a_base_and_a_unit_come_with_their_places(council: Path) -> None:
    row = {
        "TypeOfResourcedProvision (name)": "Resourced provision and SEN unit",
        "ResourcedProvisionCapacity": "12",
        "SenUnitCapacity": "8",
        "SpecialClasses (name)": "Has Special Classes",
        "Section41Approved (name)": "Approved",
    }
    _import(council, {**HERON, **row})
    text = _school(council, "heron-primary-school")
    assert "section_41: yes\n" in text
    assert "special_classes: yes\n" in text
    assert "special_provision: [resourced provision, SEN unit]\n" in text
    assert "resourced_places: 12\n" in text
    assert "unit_places: 8\n" in text


def test_only_a_special_school_is_a_hospital_school(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    special = {"TypeOfEstablishment (code)": "07", "EstablishmentName": "Carrow Hospital School"}
    other = {"URN": "900003", "EstablishmentName": "St Anne's Hospital Lane Primary School"}
    _import(council, {**HERON, **special}, {**HERON, **other})
    assert "hospital: yes\n" in _school(council, "carrow-hospital-school")
    assert "taken for a hospital school by its name, to be looked at (URN 900001)" in (
        capsys.readouterr().out
    )
    assert (
        "hospital" not in _school(council, "st-annes-hospital-lane-primary-school").split("kind")[1]
    )


def test_what_belongs_in_no_directory_is_left_out_and_counted(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"TypeOfEstablishment (code)": "30", "TypeOfEstablishment (name)": "Welsh establishment"},
        {"TypeOfEstablishment (code)": "24", "TypeOfEstablishment (name)": "Secure units"},
        {"TypeOfEstablishment (code)": "77", "TypeOfEstablishment (name)": "Moon base"},
        {"EstablishmentStatus (name)": "Closed"},
        {"PhaseOfEducation (name)": "", "StatutoryLowAge": "", "StatutoryHighAge": ""},
    ]
    rows = [{**HERON, **row, "URN": str(900010 + at)} for at, row in enumerate(rows)]
    report = _import(council, OTTER, *rows)
    printed = capsys.readouterr().out
    assert [file.stem for file in (council / "schools").iterdir()] == ["otter-academy"]
    for why in (
        "Welsh establishment",
        "secure unit",
        "type that is not known here (Moon base)",
        "closed, with no page here",
        "neither a phase nor ages",
    ):
        assert f"      1  {why}\n" in printed
    assert (
        "| Heron Primary School (URN 900012) |  | type that is not known here (Moon base) |"
        in report
    )


def test_junk_is_dropped_and_told_by_urn(council: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"SchoolWebsite": "see facebook", "TelephoneNum": "12", "Postcode": "SC1"}
    report = _import(council, {**HERON, **row})
    text = _school(council, "heron-primary-school")
    assert "url:" not in text
    assert "phone:" not in text
    assert "postal_code:" not in text
    assert "SchoolWebsite: website that is no web address (URN 900001)" in capsys.readouterr().out
    assert "left out: TelephoneNum: phone number that cannot be one — “12”" in report
    assert _complaints(council) == []


def test_letters_that_were_lost_or_garbled_are_told_by_urn_and_column(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_register(
        council.parent,
        {**HERON, "EstablishmentName": "Caf~ School", "Street": "1 R~ed Lane"},
        {**OTTER, "EstablishmentName": "Ecole FranCaise", "Trusts (name)": "CafA Trust"},
    )
    text = file.read_bytes().decode("cp1252").replace("~", "\ufffd")
    text = text.replace("FranCaise", "Fran\u0437aise").replace("CafA", "Caf\u00c3\u00a9")
    file.write_text(text, encoding="utf-8", newline="")
    assert run_in(council.parent, import_arguments(council, file)) == 0
    output = capsys.readouterr().out
    assert "address_1" not in _school(council, "caf-school")
    assert "name: Caf School\n" in _school(council, "caf-school")
    assert "name: Ecole Française\n" in _school(council, "ecole-francaise")
    assert "trust: Café Trust\n" in _school(council, "ecole-francaise")
    assert "Street: value with a damaged letter (U+FFFD) (URN 900001)" in output
    assert "EstablishmentName: value with a damaged letter (U+FFFD) (URN 900001)" in output
    assert "EstablishmentName: garbled letters mended to 'Ecole Française' (URN 900002)" in output
    assert "Trusts (name): garbled letters mended to 'Café Trust' (URN 900002)" in output
    assert _complaints(council) == []


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_every_encoding_that_the_register_is_kept_in_is_read(
    council: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_register(council.parent, {**HERON, "EstablishmentName": "St Zoë’s School"})
    file.write_bytes(file.read_bytes().decode("cp1252").encode(encoding))
    assert run_in(council.parent, import_arguments(council, file)) == 0
    assert "name: St Zoë’s School\n" in _school(council, "st-zoes-school")
    encoding_name = "Windows-1252" if encoding == "cp1252" else "UTF-8"
    assert f"({encoding_name}, extract of 1 September 2026)" in capsys.readouterr().out


def test_a_zip_is_read_with_the_links_that_lie_in_it(council: Path) -> None:
    file = write_register(council.parent, HERON)
    packed = council.parent / "extract.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("links_edubasealldata20260901.csv", "URN,LinkURN,LinkType\n")
        archive.write(file, file.name)
    assert run_in(council.parent, import_arguments(council, packed)) == 0
    assert "1 September 2026" in _school(council, "heron-primary-school")


@pytest.mark.parametrize(
    "authority", ["brackenshire", "999", "E10000099", "Brackenshire County Council"]
)
def test_a_council_is_known_by_its_name_and_its_codes(council: Path, authority: str) -> None:
    elsewhere = {**OTTER, "LA (name)": "Fenwick", "LA (code)": "998", "GSSLACode (name)": "E1"}
    _import(council, HERON, elsewhere, more=("--authority", authority))
    assert [file.stem for file in (council / "schools").iterdir()] == ["heron-primary-school"]
    assert "in_area" not in _school(council, "heron-primary-school")


def test_of_a_neighbour_only_special_schools_come_in(council: Path) -> None:
    near = {"LA (name)": "Fenwick", "LA (code)": "998", "GSSLACode (name)": "E10000098"}
    special = {
        "URN": "900003",
        "TypeOfEstablishment (code)": "44",
        "EstablishmentName": "Elm House",
    }
    _import(council, HERON, {**OTTER, **near}, {**HERON, **near, **special},
            more=("--neighbours", "fenwick"))  # fmt: skip
    assert sorted(file.stem for file in (council / "schools").iterdir()) == [
        "elm-house",
        "heron-primary-school",
    ]
    assert "authority: Fenwick\nin_area: no\n" in _school(council, "elm-house")


def test_schools_of_one_name_have_their_town_in_the_address_and_then_their_number(
    council: Path,
) -> None:
    twins = [("900001", "Sandmere"), ("900002", "Thornbeck"), ("900003", "Thornbeck")]
    rows = [
        {**HERON, "URN": urn, "Town": town, "EstablishmentName": "St Mary's School"}
        for urn, town in twins
    ]
    _import(council, *rows, {**OTTER, "URN": "900004", "EstablishmentName": "Special"})
    assert sorted(file.stem for file in (council / "schools").iterdir()) == [
        "special-thornbeck",
        "st-marys-school-900003",
        "st-marys-school-sandmere",
        "st-marys-school-thornbeck",
    ]


def test_the_owner_can_be_named_and_the_attribution_is_said(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(council, HERON, more=("--owner", "sendiass"))
    assert "owner: sendiass\n" in _school(council, "heron-primary-school")
    assert (
        "Contains public sector information licensed under the Open Government Licence v3.0 "
        "(Get information about schools, Department for Education)"
    ) in capsys.readouterr().out
