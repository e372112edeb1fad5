"""A table as CSV that Excel, LibreOffice and Numbers open as what it says."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

#: A cell that begins so is run as a formula, whoever wrote it (owasp.org, "CSV Injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

#: Without this mark programs that people open by a double click take UTF-8 for another encoding and
#: spoil every name with an accent; those that read it as ``utf-8-sig`` skip it.
_MARK: Final = "\ufeff"


def csv_table(header: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a header and rows as CSV; None is an empty cell, and no cell is a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return _MARK + stream.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
