"""A register that cannot be read gives one sentence and exit status 2, and changes nothing."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.check.checked_file import CheckSettings
from localoffer.importers.shared.fit_to_checks import check_errors
from tests.support.command_line import run_in
from tests.support.register_rows import HERON, OTTER, import_arguments, write_register


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture
def refused(council: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """Takes the words after ``import schools``; then looks that nothing changed, and why."""
    arguments: list[str] = []
    before = _bytes(council)
    yield arguments
    command = ["import", "schools", *arguments[:-1], "--content", str(council)]
    more = [] if "--authority" in arguments else ["--authority", "Brackenshire"]
    assert run_in(council.parent, [*command, *more]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert "nothing was changed" in output.err
    assert arguments[-1] in output.err
    assert _bytes(council) == before
    assert not (council.parent / ".localoffer").exists()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"<!DOCTYPE html><title>Sign in</title>", "perhaps the register's sign-in or error page"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an Excel workbook"),
        (b'{"URN": 1}', "is JSON"),
        (b"\xff\xfeU\x00R\x00N\x00", "saved as UTF-16"),
        (b"\x1f\x8b\x08", "is packed with gzip"),
        (b"URN\0,LA (code)\0", "is not a file of text"),
        (b"PK\x03\x04 broken", "is a damaged zip"),
        (b"name,age\nAnn,7\n", 'its first line is "name,age"'),
        (b"URN,LinkURN,LinkName,LinkType\n", "which goes after --links"),
        (b"Group UID,Group ID,Group Name\n", "the register's file of trusts and groups"),
        (b"pcds,east1m,north1m\n", "a table of postcodes"),
        (b"URN,EstablishmentName\n1,x\n", 'lacks the columns "LA (code)", "LA (name)"'),
    ],
)
def test_another_file_is_called_what_it_is(
    raw: bytes, why: str, tmp_path: Path, refused: list[str]
) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(raw)
    refused += [str(file), why]


def test_a_file_that_is_not_there_is_told(tmp_path: Path, refused: list[str]) -> None:
    refused += [str(tmp_path / "none.csv"), "is not there"]


def test_a_web_address_is_to_be_downloaded_first(refused: list[str]) -> None:
    refused += ["https://register.example.org/all.csv", "is on the web"]


def test_a_workbook_is_no_csv(tmp_path: Path, refused: list[str]) -> None:
    file = tmp_path / "register.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    refused += [str(file), "is an Excel workbook"]


def test_a_zip_without_a_csv_is_told(tmp_path: Path, refused: list[str]) -> None:
    file = tmp_path / "register.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("read me.txt", "Hello")
    refused += [str(file), "holds no CSV"]


def test_a_file_that_was_cut_inside_a_value_is_told(tmp_path: Path, refused: list[str]) -> None:
    file = write_register(tmp_path, HERON, OTTER)
    file.write_bytes(file.read_bytes()[:-150].rstrip(b'",') + b'","Not')
    refused += [str(file), "a quotation mark in it never closes"]


def test_a_file_that_was_cut_between_values_is_told(tmp_path: Path, refused: list[str]) -> None:
    file = write_register(tmp_path, HERON, OTTER)
    file.write_bytes(file.read_bytes()[: -len(b'"","",""\r\n')])
    refused += [str(file), "breaks off in line 3"]


def test_a_row_with_other_columns_is_told(tmp_path: Path, refused: list[str]) -> None:
    file = write_register(tmp_path, HERON, OTTER, HERON)
    rows = file.read_bytes().split(b"\r\n")
    file.write_bytes(b"\r\n".join([*rows[:2], rows[2] + b',"more"', *rows[3:]]))
    refused += [str(file), "is damaged at line 3"]


def test_rows_that_differ_for_one_urn_are_named(tmp_path: Path, refused: list[str]) -> None:
    file = write_register(tmp_path, HERON, OTTER, {**HERON, "Town": "Carrow"})
    refused += [str(file), "rows that differ for the same URN (900001)"]


def test_headings_without_schools_are_told(tmp_path: Path, refused: list[str]) -> None:
    refused += [str(write_register(tmp_path)), "has a first line and no schools"]


def test_an_unknown_council_gets_the_nearest_names(tmp_path: Path, refused: list[str]) -> None:
    names = ["Brackenshire", "Fenwick", "Carrow"]
    rows = [{**HERON, "URN": f"90000{at}", "LA (name)": name} for at, name in enumerate(names)]
    file = write_register(tmp_path, *rows)
    refused += [str(file), "--authority", "Brakenshire", "the nearest names are Brackenshire"]


def test_neighbours_have_to_be_named(tmp_path: Path, refused: list[str]) -> None:
    refused += [str(write_register(tmp_path, HERON)), "--neighbours", "Name the neighbours"]


def test_a_council_of_which_nothing_belongs_here_is_told(
    tmp_path: Path, refused: list[str]
) -> None:
    welsh = {"TypeOfEstablishment (code)": "30", "TypeOfEstablishment (name)": "Welsh school"}
    refused += [str(write_register(tmp_path, {**HERON, **welsh})), "has no school of Brackenshire"]


def test_links_that_are_another_file_are_told(tmp_path: Path, refused: list[str]) -> None:
    file = write_register(tmp_path, HERON)
    refused += [str(file), "--links", str(file), 'lacks the columns "LinkURN", "LinkType"']


def test_the_same_row_twice_is_a_warning(council: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_register(council.parent, HERON, OTTER, HERON)
    assert run_in(council.parent, import_arguments(council, file)) == 0
    output = capsys.readouterr().out
    assert "The same row stands more than once and counts once: URN 900001." in output
    assert output.startswith("What changed for parents: 2 new.\n")


def test_a_urn_that_is_no_number_is_left_out(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_register(council.parent, HERON, {**OTTER, "URN": "12-34"})
    assert run_in(council.parent, import_arguments(council, file)) == 0
    assert "since the URN is not six digits: Otter Academy." in capsys.readouterr().out


def test_a_name_that_somebody_meant_to_replace_is_left_out(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_register(
        council.parent, HERON, {**OTTER, "EstablishmentName": "{{name}} Academy"}
    )
    assert run_in(council.parent, import_arguments(council, source)) == 0
    assert "1  no name that can be read" in capsys.readouterr().out
    assert [file.stem for file in (council / "schools").iterdir()] == ["heron-primary-school"]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    at=st.integers(0, 1_000_000),
    length=st.integers(0, 40),
    instead=st.binary(max_size=12)
    | st.sampled_from([b'"', b",", b"\r\n", b"<p>", b"\x81", b"---"]),
)
def test_no_damage_gives_a_traceback_or_changes_a_file_unless_it_was_imported(
    council: Path, capsys: pytest.CaptureFixture[str], at: int, length: int, instead: bytes
) -> None:
    """Bytes of a good register are replaced anywhere; what is imported has no error in it."""
    good = write_register(council.parent, HERON, OTTER).read_bytes()
    at %= len(good)
    file = council.parent / "edubasealldata20260901.csv"
    file.write_bytes(good[:at] + instead + good[at + length :])
    before = _bytes(council)
    status = run_in(council.parent, import_arguments(council, file))
    output = capsys.readouterr()
    if status:
        assert status == 2
        assert output.err.count("\n") == 1
        assert _bytes(council) == before
    else:
        assert output.err == ""
        assert "What changed for parents" in output.out or "Nothing changed" in output.out
        for written in (council / "schools").iterdir():
            assert (
                check_errors(
                    f"schools/{written.name}",
                    written.read_text("utf-8"),
                    CheckSettings(is_fictional=True),
                )
                == ()
            )
