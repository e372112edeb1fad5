"""A spreadsheet as an officer handles it: exported, filled in, imported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.command_line import run_in

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Imported:
    """What an import printed, its report and its exit status."""

    status: int
    out: str
    err: str
    report: str


@dataclass
class Office:
    """A council's folder and the workbook that its officer fills in."""

    content: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def workbook(self) -> Path:
        """Where the workbook is."""
        return self.content.parent / "records.xlsx"

    def export(self, *words: str, out: Path | None = None) -> Path:
        """Export to the workbook, or to ``out``; return it."""
        file = out or self.workbook
        command = ["export", "spreadsheet", "--out", str(file), "--content", str(self.content)]
        assert run_in(ROOT, [*command, *words]) == 0
        return file

    def fill(self, sheet: str, key: str, cells: Mapping[str, Any]) -> None:
        """Write cells of the row of a record, by their titles, as a person would."""
        book = load_workbook(self.workbook)
        page = book[sheet]
        keys = [str(row[0].value or "") for row in page.iter_rows()]
        number = keys.index(key) + 1
        for title, value in cells.items():
            page.cell(number, self.column(page, title)).value = value
        book.save(self.workbook)

    def add(self, sheet: str, *rows: Mapping[str, Any]) -> None:
        """Write new rows below the others."""
        book = load_workbook(self.workbook)
        page = book[sheet]
        for row in rows:
            number = page.max_row + 1
            for title, value in row.items():
                page.cell(number, self.column(page, title)).value = value
        book.save(self.workbook)

    @staticmethod
    def column(page: Any, title: str) -> int:
        """Return the number of a column from 1."""
        titles = [str(cell.value or "").removesuffix(" *") for cell in page[1]]
        return titles.index(title) + 1

    def take(self, source: Path | None = None, words: Sequence[str] = ()) -> Imported:
        """Import the workbook, or another source."""
        report = self.content.parent / "report.md"
        report.unlink(missing_ok=True)
        self.capsys.readouterr()
        command = ["import", "spreadsheet", str(source or self.workbook)]
        command += ["--content", str(self.content), "--report", str(report), *words]
        status = run_in(ROOT, command)
        said = self.capsys.readouterr()
        text = report.read_text(encoding="utf-8") if report.is_file() else ""
        return Imported(status, said.out, said.err, text)

    def text(self, path: str) -> str:
        """Return a file of the council's."""
        return (self.content / path).read_text(encoding="utf-8")


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}
