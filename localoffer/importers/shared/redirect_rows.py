"""Rows added to redirects.yaml, so that the address of a page that goes leads to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localoffer.check.checked_file import CheckSettings
from localoffer.importers.shared.fit_to_checks import check_errors
from localoffer.importers.shared.list_records import checked_file
from localoffer.model.reference import Redirect
from localoffer.problems import UsageError
from localoffer.program import PROGRAM

REDIRECTS: Final = "redirects.yaml"
_TITLE = "# Addresses that have moved. An old address leads to the new one for ever.\n"


@dataclass(frozen=True, slots=True, order=True)
class RedirectRow:
    """An address whose page goes, and where it leads from now on."""

    old: str
    new: str

    def __str__(self) -> str:
        """Return the row as it stands in redirects.yaml."""
        return f"- {{old: {self.old}, new: {self.new}}}"


def with_rows(content: Path, rows: Iterable[RedirectRow]) -> str:
    """Return the text of redirects.yaml with more rows; an address that leads on already stays.

    Raises:
        UsageError: the file has a mistake, so that no row can be added.
    """
    file = content / REDIRECTS
    raw = file.read_bytes() if file.is_file() else b""
    try:
        text = raw.decode("utf-8") if raw else _TITLE
    except UnicodeDecodeError:
        raise UsageError(_mistake(file)) from None
    end = "\r\n" if b"\r\n" in raw else "\n"
    known = redirected(content)
    added = "".join(f"{row}{end}" for row in sorted(rows) if row.old not in known)
    longer = text + ("" if text.endswith("\n") else end) + added
    if check_errors(REDIRECTS, longer, CheckSettings(is_fictional=True)):
        raise UsageError(_mistake(file))
    return longer


def redirected(content: Path) -> set[str]:
    """Return the addresses that are redirected already."""
    checked = checked_file(REDIRECTS, content / REDIRECTS)
    rows = checked.rows if checked else ()
    return {row.record.old for row in rows if isinstance(row.record, Redirect)}


def _mistake(file: Path) -> str:
    return (
        f"{file} has a mistake, so no address can be added to it and nothing was changed: run "
        f"{PROGRAM} check, and mend it first."
    )
