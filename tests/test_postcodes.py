"""Postcodes come in from what is published, the council's own part of them, whole or not at all."""

import csv
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from tests.support.command_line import run_in

DATA = Path(__file__).parents[2] / "shared/data/postcodes/dn_postcodes.csv"
DONCASTER, LINCOLN = "E08000017", "E06000013"

ONSPD = "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,oseast1m,osnrth1m,osgrdind,lat,long"
ONSPD_2025 = "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,cty25cd,lad25cd"

#: A postcode, its place in metres, its authority, and the month in which it went out of use.
Row = tuple[str, int, int, str, str]

ROWS: Sequence[Row] = (
    ("XX10 1AB", 410000, 310000, "E09000033", ""),
    ("XX1 1AB", 400100, 300200, "E09000033", ""),
    ("XX1 1AD", 0, 0, "E09000033", ""),
    ("XX1 2AB", 400300, 300400, "E09000033", "201506"),
    ("XX1 9XY", 400500, 300600, "E09000034", ""),
    ("X1 1AA", 420000, 320000, "E09000034", ""),
    ("BT1 1AA", 146789, 530123, "N09000003", ""),
)


def _code_point(rows: Iterable[Row]) -> str:
    """Code-Point Open: no headings; the postcode is seven characters wide; only those in use."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    for postcode, east, north, authority, ended in rows:
        outcode, inward = postcode.split()
        wide = f"{outcode:<4}{inward}" if len(outcode) != 3 else postcode
        if not ended and not postcode.startswith("BT"):
            quality = 10 if east else 90
            writer.writerow([wide, quality, east, north, "E92000001", "", "", "", authority, "E05"])
    return out.getvalue()


def _onspd(rows: Iterable[Row]) -> str:
    lines = [
        f'"{postcode:<7}","{postcode:<8}","{postcode}","198001","{ended}","E99999999",'
        f'"{authority}",{east or ""},{north or ""},{1 if east else 9},54.1,-2.5'
        for postcode, east, north, authority, ended in rows
    ]
    return "\r\n".join([ONSPD, *lines, ""])


def _onspd_2025(rows: Iterable[Row]) -> str:
    lines = [
        f'"{postcode:<7}","{postcode:<8}","{postcode}","198001","{ended}","0",'
        f'"{east or ""}","{north or ""}","{1 if east else 9}","E10000018","{authority}"'
        for postcode, east, north, authority, ended in rows
    ]
    return "\ufeff" + "\r\n".join([ONSPD_2025, *lines, ""])


def _zip(file: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name, text)
    return file


Import = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bring_in(council: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import a source into the council; return the status and what was said, out and error."""

    def run_import(source: Path | str, *words: str) -> tuple[int, str, str]:
        command = ["import", "postcodes", str(source), "--content", str(council), *words]
        status = run_in(council.parent, command)
        output = capsys.readouterr()
        return status, output.out.replace(str(council), "content"), output.err

    return run_import


def _table(council: Path) -> str:
    return (council / "postcodes.csv").read_text(encoding="utf-8")


def test_a_real_areas_postcodes_come_in_the_same_from_both_published_layouts(
    council: Path, bring_in: Import
) -> None:
    if not DATA.is_file():
        pytest.skip(f"{DATA} is not there: the real postcodes are not part of the project")
    with DATA.open(encoding="utf-8") as stream:
        rows: list[Row] = [
            (row["postcode"], int(row["easting"]), int(row["northing"]),
             row["admin_district_code"], "")
            for row in csv.DictReader(stream)
        ]  # fmt: skip
    code_point = _zip(council.parent / "codepo_gb.zip", {"Data/CSV/dn.csv": _code_point(rows)})
    onspd = council.parent / "ONSPD_NOV_2025_UK.csv"
    onspd.write_text(_onspd_2025(rows), encoding="utf-8")
    selected = sorted(
        f"{row[0]},{row[1]},{row[2]}" for row in rows if row[3] in (DONCASTER, LINCOLN)
    )

    status, output, _ = bring_in(code_point, "--authority", DONCASTER, LINCOLN)
    written = f"{len(rows):,} postcodes read, {len(selected):,} written to content/postcodes.csv.\n"
    assert (status, output) == (0, written)
    table = _table(council)
    assert table.splitlines() == ["postcode,easting,northing", *selected]

    assert bring_in(onspd, "--authority", f"{DONCASTER},{LINCOLN}")[1] == written
    assert _table(council) == table
    assert bring_in(DATA, "--authority", DONCASTER, "--authority", LINCOLN)[1] == written
    assert _table(council) == table


@pytest.mark.parametrize("layout", [_onspd, _onspd_2025])
def test_only_postcodes_in_use_that_lie_somewhere_are_written(
    council: Path, bring_in: Import, layout: Callable[[Iterable[Row]], str]
) -> None:
    file = council.parent / "ONSPD.csv"
    file.write_text(layout(ROWS), encoding="utf-8")
    status, output, _ = bring_in(file, "--outcodes", "xx1", "BT")
    assert status == 0
    assert output == (
        "7 postcodes read, 2 written to content/postcodes.csv; 1 had no position; "
        "1 is no longer in use; 1 is not on the National Grid of Great Britain.\n"
        "There is no postcode for BT.\n"
    )
    assert _table(council) == (
        "postcode,easting,northing\nXX1 1AB,400100,300200\nXX1 9XY,400500,300600\n"
    )


def test_what_is_chosen_is_an_outward_code_an_area_or_an_authority(
    council: Path, bring_in: Import
) -> None:
    folder = council.parent / "codepo_gb"
    (folder / "Data/CSV").mkdir(parents=True)
    (folder / "Doc").mkdir()
    (folder / "Data/CSV/xx.csv").write_text(_code_point(ROWS[:5]), encoding="utf-8")
    (folder / "Data/CSV/x.csv").write_text(_code_point(ROWS[5:]), encoding="utf-8")
    (folder / "Doc/Code-Point_Open_Column_Headers.csv").write_text(
        "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,Eastings\n",
        encoding="utf-8",
    )

    def chosen(*words: str) -> list[str]:
        assert bring_in(folder, *words)[0] == 0
        return [line.split(",")[0] for line in _table(council).splitlines()[1:]]

    assert chosen("--outcodes", "XX1") == ["XX1 1AB", "XX1 9XY"]
    assert chosen("--outcodes", "X") == ["X1 1AA"]
    assert chosen("--outcodes", "XX,X1") == ["X1 1AA", "XX1 1AB", "XX1 9XY", "XX10 1AB"]
    assert chosen("--authority", "E09000034") == ["X1 1AA", "XX1 9XY"]


def test_by_default_the_postcodes_are_those_around_the_councils_services(
    council: Path, bring_in: Import
) -> None:
    file = council.parent / "simple.csv"
    file.write_text("postcode,easting,northing\nSC1 4AB,5,6\nSC2 1AA,7,8\nSC9 1AA,1,2\n", "utf-8")
    status, _, error = bring_in(file)
    assert (status, "has a postcode yet. Say which postcodes are yours" in error) == (2, True)

    (council / "services").mkdir()
    (council / "services/club.md").write_text(
        '---\nlocations:\n  - postal_code: sc14ab\n  - {name: B, postal_code: "SC2 1AA"}\n'
        "  - postal_code: nonsense\n---\n",
        encoding="utf-8",
    )
    assert bring_in(file)[1] == (
        "3 postcodes read, 2 written to content/postcodes.csv.\nThey begin with SC1 and SC2, as "
        "your services' postcodes do. For others, name them with --authority or --outcodes.\n"
    )
    assert _table(council) == "postcode,easting,northing\nSC1 4AB,5,6\nSC2 1AA,7,8\n"


def test_importing_again_changes_no_byte_and_the_order_of_the_rows_does_not_matter(
    council: Path, bring_in: Import
) -> None:
    source = council.parent / "ONSPD.csv"
    source.write_text(_onspd(ROWS), encoding="utf-8")
    assert bring_in(source, "--outcodes", "XX")[0] == 0
    file = council / "postcodes.csv"
    before = file.read_bytes(), file.stat().st_mtime_ns
    source.write_text(_onspd(reversed(ROWS)), encoding="utf-8")
    assert bring_in(source, "--outcodes", "XX")[0] == 0
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert bring_in(file, "--outcodes", "XX")[0] == 0
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_the_pieces_that_repeat_the_whole_of_onspd_are_not_read_twice(
    council: Path, bring_in: Import
) -> None:
    pieces = {"ONSPD_UK_XX.csv": _onspd(ROWS[:5]), "ONSPD_UK_X.csv": _onspd(ROWS[5:])}
    whole = {
        "Data/ONSPD_UK.csv": _onspd(ROWS),
        **{f"Data/multi_csv/{name}": text for name, text in pieces.items()},
        "Documents/LA names.csv": "LAD23CD,LAD23NM\nE09000033,Somewhere\n",
        "__MACOSX/Data/._ONSPD_UK.csv": "\0\0",
    }
    source = _zip(council.parent / "ONSPD.zip", whole)
    assert bring_in(source, "--outcodes", "XX1")[1].startswith("7 postcodes read, 2 written")
    table = _table(council)
    folder = council.parent / "multi_csv"
    folder.mkdir()
    for name, text in pieces.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert bring_in(folder, "--outcodes", "XX1")[1].startswith("7 postcodes read, 2 written")
    assert _table(council) == table


def test_odd_spaces_small_letters_and_letters_of_other_encodings_do_no_harm(
    council: Path, bring_in: Import
) -> None:
    file = council.parent / "typed.csv"
    file.write_bytes(
        b"Postcode ,Place, Easting,Northing\r\n\r\n"
        b"  xx1   1ab ,Caf\xe9 Ren\xe9,400100,300200.00\r\n"
        b"XX1\xa01AD,\xff\xfe,400101,300201\r\n"
        b'"XX11AE","a, ""b""",400102,300202\r\n'
    )
    assert bring_in(file, "--outcodes", "XX1")[0] == 0
    assert _table(council).splitlines()[1:] == [
        "XX1 1AB,400100,300200",
        "XX1 1AD,400101,300201",
        "XX1 1AE,400102,300202",
    ]


def test_rows_that_cannot_be_read_are_counted_and_the_first_is_shown(
    council: Path, bring_in: Import
) -> None:
    file = council.parent / "typed.csv"
    rows = (
        "XX1 1AB,400100,300200",
        "XX1 OAB,1,2",
        "XX1 1AD,51.5,-0.12",
        "XX1 1AE",
        "XX1 1AF,9,9999999",
    )
    file.write_text("\n".join(["postcode,easting,northing", *rows]), encoding="utf-8")
    assert bring_in(file, "--outcodes", "XX1")[1] == (
        "5 postcodes read, 1 written to content/postcodes.csv; 4 could not be read.\n"
        'The first that could not be read: line 3 of typed.csv has "XX1 OAB" for a postcode.\n'
    )


FAULTS: tuple[tuple[str, bytes, str], ...] = (
    ("a.csv", b"", "a.csv is empty. Download it again."),
    ("a.csv", b"\n\n \n", "has no column for the postcode (postcode, pcds or pcd7), the easting"),
    ("a.csv", b"%PDF-1.7\n%\xe2\xe3", "a.csv is a PDF. Name Code-Point Open or ONSPD as"),
    ("a.gpkg", b"SQLite format 3\0\x10", "is a GeoPackage; download the CSV instead."),
    ("a.csv", b"<!doctype html><p>Not found", "is a web page or XML; download the CSV instead."),
    ("a.csv", "postcode".encode("utf-16"), "is saved as UTF-16; save it as CSV in UTF-8."),
    ("a.csv", b"a,b\0\0\0", "a.csv is not a file of text."),
    ("a.gz", b"\x1f\x8b\x08rest", "is packed with gzip; unpack it first."),
    ("a.zip", b"PK\x03\x04 and then no more", "a.zip is a broken zip: a part of it is missing"),
    ("a.csv", b"pcds,lat,long\nXX1 1AB,51,0\n", "no column for the easting (easting, oseast1m or"),
    ("a.csv", b"pcds,lat,long\n", "the northing (northing, osnrth1m or north1m). Its first line"),
    ("a.csv", b"postcode,easting,northing\n", "Of the 0 postcodes in a.csv, none of XX1 has a"),
    ("a.csv", b"postcode,easting,northing\nAA1 1AA,1,1\n", "none of XX1 has a place. Choose"),
    ("a.csv", b"postcode,easting,northing\nXX1 1AA,0,0\n", "has a place (1 had no position)."),
    ("a.csv", b"postcode,easting,northing\n" + b"x" * 2_000_000, "more than 100,000 letters."),
)  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "sentence"), FAULTS)
def test_a_file_that_is_no_table_of_postcodes_gets_a_sentence_and_changes_nothing(
    council: Path, bring_in: Import, name: str, raw: bytes, sentence: str
) -> None:
    (council / "postcodes.csv").write_text("as it was", encoding="utf-8")
    (council.parent / name).write_bytes(raw)
    status, output, error = bring_in(council.parent / name, "--outcodes", "XX1")
    assert (status, output) == (1, "")
    assert sentence in error
    assert error.endswith("Nothing was changed.\n")
    assert _table(council) == "as it was"


def test_a_wrong_choice_a_missing_source_and_a_foreign_folder_get_a_sentence(
    council: Path, bring_in: Import, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("postcode,easting,northing\nXX1 1AB,1,2\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for words, status, sentence in (
        ((tmp_path / "none.csv", "--outcodes", "XX1"), 2, "There is no file or folder"),
        (("https://example.org/codepo_gb.zip", "--outcodes", "XX1"), 2, "codepo_gb.zip is on the"),
        ((file, "--outcodes", "DONCASTER"), 2, '"DONCASTER" is not the first half of a postcode.'),
        ((file, "--outcodes", " "), 2, '"" is not the first half of a postcode.'),
        ((file, "--authority", "Doncaster"), 2, "Write a letter and eight digits, as in E08000017"),
        ((file, "--authority", DONCASTER), 1, "a.csv does not say which authority a postcode lies"),
        ((tmp_path / "empty", "--outcodes", "XX1"), 1, "holds no file whose name ends in .csv."),
        ((council, "--outcodes", "XX1"), 1, "holds no file whose name ends in .csv."),
    ):
        found = bring_in(*words)
        assert (found[0], sentence in found[2]) == (status, True), found
    assert (
        run_in(
            tmp_path,
            ["import", "postcodes", str(file), "--content", str(tmp_path)],
        )
        == 2
    )


def test_a_zip_that_is_a_bomb_a_spreadsheet_or_locked_is_refused(
    council: Path, bring_in: Import
) -> None:
    bomb = _zip(council.parent / "bomb.zip", {"Data/CSV/xx.csv": "0" * 50_000_000})
    error = bring_in(bomb, "--outcodes", "XX1")[2]
    assert re.search(r"xx\.csv in bomb\.zip would grow from [\d,]+ bytes to 50,000,000", error)

    sheet = _zip(council.parent / "a.xlsx", {"[Content_Types].xml": "", "xl/a.csv": ""})
    assert "a.xlsx is a spreadsheet. Save it as CSV." in bring_in(sheet, "--outcodes", "XX1")[2]

    locked = _zip(council.parent / "locked.zip", {"xx.csv": _code_point(ROWS)})
    raw = bytearray(locked.read_bytes())
    for at in (raw.index(b"PK\x03\x04") + 6, raw.index(b"PK\x01\x02") + 8):
        raw[at] |= 1  # the flag of a member that a password locks
    locked.write_bytes(raw)
    assert "Unpack it and name its folder." in bring_in(locked, "--outcodes", "XX1")[2]

    large = council.parent / "large.csv"
    large.touch()
    os.truncate(large, 5_000_000_000)  # a hole: it takes no room
    assert "large.csv holds more than 4 GB of tables." in bring_in(large, "--outcodes", "XX1")[2]
    assert not (council / "postcodes.csv").exists()


def test_a_zip_with_any_byte_wrong_comes_in_or_gets_a_sentence(
    council: Path, bring_in: Import
) -> None:
    whole = _zip(council.parent / "a.zip", {"xx.csv": _code_point(ROWS)}).read_bytes()
    source = council.parent / "b.zip"
    for at in range(0, len(whole), 3):
        source.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        status, output, error = bring_in(source, "--outcodes", "XX1")
        assert (status == 0, bool(output)) in {(True, True), (False, False)}
        assert status == 0 or error.endswith("Nothing was changed.\n")
