"""Kinds and records that tests of the import of a spreadsheet share."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.support.spreadsheet import Office

Lay = Callable[[Path, Mapping[str, Any]], None]
BROOK = "services/brook-house.md"
KINDS = ("--kind", "service", "--kind", "contact", "--kind", "redirect")


def letter(office: Office, sheet: str, title: str) -> str:
    """The letter of a column."""
    page = load_workbook(office.workbook)[sheet]
    return get_column_letter(office.column(page, title))
