"""What docs/spreadsheet.md shows is what happens: its commands are run, in their order."""

import csv
import re
import shlex
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from localoffer.cli.options import make_parser
from localoffer.spreadsheet.export_sheets import ExportChoice
from localoffer.spreadsheet.hints import README
from tests.support.command_line import run_in
from tests.support.spreadsheet import ROOT, Office

PAGE = (ROOT / "docs" / "spreadsheet.md").read_text(encoding="utf-8")
COMMANDS = [
    line.strip().removeprefix("local-offer ")
    for block in re.findall(r"^ *```\n((?: *local-offer .+\n)+?) *```$", PAGE, re.MULTILINE)
    for line in block.splitlines()
]
TOLD = re.search(r"```text\n(.+?)```", PAGE, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example council, three of whose services are drafts without needs."""
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    for file in sorted((content / "services").glob("*.md"))[:3]:
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"^needs: .*\n", "", text, count=1, flags=re.MULTILINE)
        file.write_text(text.replace("\n---\n", "\ndraft: yes\n---\n", 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(command: str) -> int:
    return run_in(ROOT, shlex.split(command))


def test_the_afternoon_goes_as_the_page_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export, take, *others = COMMANDS
    assert (export.split()[0], take) == ("export", "import spreadsheet services.xlsx")
    assert _run(export) == 0
    assert TOLD
    for needs, status in (("autsim", 1), ("autism; sensory", 0)):
        book = load_workbook(folder / "services.xlsx")
        page = book["services"]
        assert (page.max_row, page["C1"].value) == (4, "needs *")
        for number in (2, 3, 4):
            page.cell(number, 3).value = needs if number == 2 else "autism; sensory"
        book.save(folder / "services.xlsx")
        capsys.readouterr()
        assert _run(take) == status
        said = capsys.readouterr()
        wrong = said.err.replace("\n", " ").split()
        assert wrong == (TOLD[1].replace("\n", " ").split() if status else [])
    files = sorted((folder / "content/services").glob("*.md"))[:3]
    assert all("needs: [autism, sensory]\n" in file.read_text(encoding="utf-8") for file in files)
    assert [command.split()[0] for command in others] == ["export", "export", "import"]
    for command in others[:2]:
        assert _run(command) == 0
    assert (folder / "everything.xlsx").is_file()
    assert len(list((folder / "everything-as-csv").glob("*.csv"))) == len(
        load_workbook(folder / "everything.xlsx").sheetnames
    ) - len(["read me first", "choices", "exported"])
    _outpost(folder)
    assert _run(others[2]) == 0
    assert (folder / "content/services/kite-club.md").is_file()


def _outpost(folder: Path) -> None:
    with (folder / "outpost.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(
            ["import_id", "import_id_reference", "name", "description", "service_taxonomies"]
        )
        rows.writerow(["1", "", "Kite Club", "We make kites and fly them each week.", "Clubs"])


def test_the_page_names_every_option_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("export", "import"):
        with pytest.raises(SystemExit):
            make_parser().parse_args([command, "spreadsheet", "--help"])
    known = set(re.findall(r"^ +.*?(--[a-z]+)", capsys.readouterr().out, re.MULTILINE))
    named = set(re.findall(r"^\| `(--[a-z]+)", PAGE, re.MULTILINE)) | {"--report"}
    assert named == known - {"--help"}


def test_the_workbook_explains_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = Office(folder / "content", capsys)
    book = load_workbook(office.export())
    assert [cell.value for cell in book["read me first"]["A"]] == list(README)
    assert (book["choices"].sheet_state, book["exported"].sheet_state) == ("hidden", "veryHidden")
    page = book["services"]
    assert (page.freeze_panes, page.auto_filter.ref[:3]) == ("C2", "A1:")
    for row in page.iter_rows(min_row=2):
        for cell in row:
            assert cell.value is None or (cell.data_type, cell.number_format) == ("s", "@")
    heads = {str(cell.value).removesuffix(" *"): cell for cell in page[1]}
    assert all(cell.comment and cell.comment.text for cell in page[1])
    assert heads["needs"].comment
    assert "The needs it is for.\nNeeded.\nSeveral: put a semicolon" in heads["needs"].comment.text
    assert str(heads["free"].value).endswith(" *")
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in page.data_validations.dataValidation}
    free, needs = (
        rules[get_column_letter(int(heads[one].column or 0))] for one in ("free", "needs")
    )
    assert (free.showErrorMessage, needs.showErrorMessage) == (True, False)
    sheet, _, place = str(free.formula1).replace("$", "").partition("!")
    assert [row[0].value for row in book[sheet][place]] == ["yes", "no"]
    column = int(heads["needs"].column or 0)
    pink = [
        row for row in page.iter_rows(min_row=2) if row[column - 1].fill.fgColor.rgb == "00FBE4E6"
    ]
    assert len(pink) == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--kind", "services2"], '"services2" is no kind of record. Did you mean "services"?'),
        (["--owner", "send-tem"], '"send-tem" is no contact. Did you mean "send-team"?'),
        (["--field", "need"], '"need" is no field. Did you mean "needs"?'),
        (["--out", "x.ods"], "name a workbook .xlsx, or a folder for CSV files."),
        (["--out", "x.csv"], "name a workbook .xlsx, or a folder for CSV files."),
        (["--content", "nowhere"], "There is no folder nowhere."),
    ],
)
def test_a_wrong_word_gets_a_sentence(
    words: list[str], told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_in(ROOT, ["export", "spreadsheet", "--out", "a.xlsx", *words]) == 2
    assert told in capsys.readouterr().err
    assert not (folder / "a.xlsx").exists()


def test_each_team_gets_its_own_records(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--kind", "service", "--owner", "send-team", "--owner", "nobody"]
    book = load_workbook(Office(folder / "content", capsys).export(*words))
    page = book["services"]
    owners = {row[Office.column(page, "owner") - 1].value for row in page.iter_rows(min_row=2)}
    assert owners == {"send-team"}
    assert 1 < page.max_row < 50


def test_rows_of_importing_yaml_lack_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = folder / "content/importing.yaml"
    rules.write_text("- {term: Childminders, kind: childcare}\n", encoding="utf-8")
    office = Office(folder / "content", capsys)
    assert "importing" not in load_workbook(office.export("--gaps", "--field", "needs")).sheetnames
    whole = office.export("--kind", "importing", out=folder / "rules.xlsx")
    assert "importing" in load_workbook(whole).sheetnames


def test_nothing_is_written_where_nothing_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("export spreadsheet --out b.xlsx --kind glossary --gaps") == 0
    assert "No record lacks anything that you asked for." in capsys.readouterr().out
    assert not (folder / "b.xlsx").exists()
    assert ExportChoice().is_part is False
