"""Kinds and records that tests of the import of a spreadsheet share."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.support.spreadsheet import Office

Lay = Callable[[Path, Mapping[str, Any]], None]
BROOK = "services/brook-house.md"
KINDS = ("--kind", "service", "--kind", "contact", "--kind", "redirect")


def office_of(council: Path, lay: Lay, capsys: pytest.CaptureFixture[str]) -> Office:
    """A council with one service, whose file has a comment and a layout of its own."""
    lay(council, {BROOK: {"text": "Come and see us.\n\nBring a friend."}})
    file = council / BROOK
    text = file.read_text(encoding="utf-8").replace("free:", "# Ask Sam first.\nfree:   ")
    file.write_text(text, encoding="utf-8")
    office = Office(council, capsys)
    office.export(*KINDS)
    return office


def letter(office: Office, sheet: str, title: str) -> str:
    """The letter of a column."""
    page = load_workbook(office.workbook)[sheet]
    return get_column_letter(office.column(page, title))
