"""A value as the text of a cell, and back: nothing is lost on the way.

Several values stand in one cell with a semicolon between them, answers as ``lift: yes; bsl: no``. A
semicolon that belongs to a value is written twice.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from localoffer.read.source import FieldPath
from localoffer.spreadsheet.columns import CellForm
from localoffer.write.quoting import unprintable

#: The most letters that a cell can hold, counted as UTF-16 does (Excel specifications and limits).
MOST_LETTERS: Final = 32_767

#: What a cell says whose value only the file can hold. Left as it is, the value stays.
IN_THE_FILE: Final = "(only in the file)"

_ODD_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_PART = re.compile(r";;|[;\n]|[^;\n]+")


def to_cell(value: Any, form: CellForm) -> str:
    """Return the text of a cell; ``IN_THE_FILE`` for a value that no cell can hold."""
    if value in (None, "", [], {}):
        return ""
    text = _text_of(value, form)
    if text is None or unprintable(text) is not None or _letters(text) > MOST_LETTERS:
        return IN_THE_FILE
    return text


def from_cell(text: str, form: CellForm) -> Any:
    """Return the value that a cell's text stands for, as the reader of the content gives it."""
    if form is CellForm.ONE:
        return text
    parts = _split(text)
    if form is CellForm.SEVERAL:
        return parts
    pairs = [part.partition(":") for part in parts]
    if any(not colon or not answer.strip() for _, colon, answer in pairs):
        return text
    return {name.strip(): answer.strip() for name, _, answer in pairs}


def normal(text: str) -> str:
    """Return a cell's text as it is compared: with plain line ends, without space around it.

    Line ends that only typesetting knows become spaces, as when a file is read.
    """
    return _ODD_LINE_ENDS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def value_at(record: Any, place: FieldPath) -> Any:
    """Return the value at a place of a record, or None where there is none."""
    here = record
    for step in place:
        if isinstance(here, Mapping) and isinstance(step, str):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int):
            here = here[step] if step < len(here) else None
        else:
            return None
    return here


def _text_of(value: Any, form: CellForm) -> str | None:
    if isinstance(value, str):
        return value if form is CellForm.ONE else _joined([value])
    if form is CellForm.SEVERAL and isinstance(value, list):
        return _joined(value)
    if form is CellForm.ANSWERS and isinstance(value, Mapping):
        flat = all(isinstance(answer, str) for answer in value.values())
        pairs = [f"{name}: {answer}" for name, answer in value.items()]
        return _joined(pairs) if flat and not any(":" in str(name) for name in value) else None
    return None


def _joined(parts: list[Any]) -> str | None:
    """Return parts with semicolons between them, or None where that could not be undone."""
    if not all(isinstance(part, str) for part in parts):
        return None
    text = "; ".join(part.replace(";", ";;") for part in parts)
    return text if _split(text) == parts else None


def _split(text: str) -> list[str]:
    parts = [""]
    for piece in _PART.findall(text):
        if piece in (";", "\n"):
            parts.append("")
        else:
            parts[-1] += ";" if piece == ";;" else piece
    return [part.strip() for part in parts if part.strip()]


def _letters(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
