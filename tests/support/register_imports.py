"""A council's folder into which registers are imported one after the other."""

from datetime import date
from pathlib import Path

import pytest

from localoffer.pipeline import Task, check
from localoffer.problems import errors
from tests.support.command_line import run_in
from tests.support.register_rows import import_arguments, write_register

ROOT = Path(__file__).parents[2]


class RegisterFolder:
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
