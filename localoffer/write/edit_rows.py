"""Changing rows of a file that is a list: all other rows, comments and layout stay as they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.yaml_parser import parse
from localoffer.write.edit import ExistingFile, edited_header, existing_header
from localoffer.write.header import flow_of, header_of
from localoffer.write.quoting import WIDTH

_ROW = re.compile(r" *- +(?=\S)")
_BEHIND = re.compile(r"\}(\s+#.*)$")


@dataclass(frozen=True, slots=True)
class YamlRow:
    """A row: its fields, the lines on which it begins and ends (from 0), and what stands before it.

    ``header`` is its fields as those of a file; None where they stand on one line.
    """

    values: Mapping[str, Any]
    start: int
    end: int
    mark: str
    header: ExistingFile | None


@dataclass(frozen=True, slots=True)
class YamlRows:
    """A file of rows as people left it; ``crlf`` is whether its lines end as on Windows."""

    path: str
    order: Sequence[str]
    lines: Sequence[str]
    rows: Sequence[YamlRow]
    crlf: bool


def read_rows(content: Path, path: str, order: Sequence[str]) -> YamlRows | Problem:
    """Return a file of rows, without any where it is not there; or the first problem with it.

    ``order`` is the order in which the fields of a row usually stand.
    """
    file = content / path
    if not file.is_file():
        return YamlRows(path, order, (), (), crlf=False)
    try:
        raw = file.read_bytes()
    except OSError as error:
        return Problem(path, 0, "", f"The file cannot be read ({error.strerror}).", "")
    text = text_of(ContentFile(path, file, raw))
    if isinstance(text, Problem):
        return text
    return rows_in(path, text, order, crlf=b"\r\n" in raw)


def rows_in(
    path: str, text: str, order: Sequence[str], *, crlf: bool = False
) -> YamlRows | Problem:
    """Return the text of a file of rows, which stands at ``path``; or the first problem with it."""
    parsed = parse(text, path, first_line=0)
    if parsed.problems:
        return parsed.problems[0]
    values = parsed.values or []
    if not isinstance(values, list) or not all(isinstance(row, dict) for row in values):
        return Problem(path, 1, "", "This file is a list of rows.", 'Begin each row with "- ".')
    lines = text.removesuffix("\n").split("\n") if text.strip() else []
    starts = [parsed.lines[number,] for number in range(len(values))]
    ends = [*starts, len(lines)][1:]
    rows = [
        _row(path, order, lines, row, start, _end(lines, start, end))
        for row, start, end in zip(values, starts, ends, strict=True)
    ]
    found = next((row for row in rows if isinstance(row, Problem)), None)
    known = [row for row in rows if isinstance(row, YamlRow)]
    return found or YamlRows(path, order, lines, known, crlf)


def edited_rows(
    existing: YamlRows,
    changes: Mapping[int, Mapping[str, Any]],
    added: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Return the file's text with fields of rows changed (None: taken out) and rows added.

    New rows stand at the end. ``changes`` are by the number of a row, from 0.
    """
    lines: list[str] = []
    here = 0
    for number, row in enumerate(existing.rows):
        if number in changes:
            lines += [
                *existing.lines[here : row.start],
                *_changed_row(existing, row, changes[number]),
            ]
            here = row.end
    lines += existing.lines[here:]
    if added and not existing.rows:
        lines = [line for line in lines if line.startswith("#") or not line.strip()]
    lines += [line for values in added for line in _added_row(existing, values)]
    text = "".join(f"{line}\n" for line in lines)
    return text.replace("\n", "\r\n") if existing.crlf else text


def _row(
    path: str, order: Sequence[str], lines: list[str], values: Any, start: int, end: int
) -> YamlRow | Problem:
    match = _ROW.match(lines[start])
    if not match:
        return Problem(path, start + 1, "", "Several rows stand on one line.", "Write one a line.")
    indent = " " * len(match[0])
    inner = [
        lines[start][len(indent) :],
        *(_dedented(line, indent) for line in lines[start + 1 : end]),
    ]
    found = existing_header(path, order, "".join(f"{line}\n" for line in inner))
    is_block = not inner[0].startswith("{")
    header = found if is_block and isinstance(found, ExistingFile) else None
    return YamlRow(values, start, end, match[0], header)


def _dedented(line: str, indent: str) -> str:
    return line[len(indent) :] if line.startswith(indent) else line.lstrip(" ")


def _end(lines: Sequence[str], start: int, end: int) -> int:
    """Return where a row ends: blank lines and comments below it belong to the next one."""
    while end - 1 > start and (not lines[end - 1].strip() or lines[end - 1].lstrip()[0] == "#"):
        end -= 1
    return end


def _changed_row(existing: YamlRows, row: YamlRow, changes: Mapping[str, Any]) -> list[str]:
    if row.header:
        header = edited_header(row.header, changes).removesuffix("\n").split("\n")
        return _as_row(header, row.mark)
    values = {name: value for name, value in {**row.values, **changes}.items() if value is not None}
    behind = _BEHIND.search(existing.lines[row.end - 1]) if row.end - row.start == 1 else None
    lines = _new_row(values, existing.order, row.mark, is_flow=True)
    return [f"{lines[0]}{behind[1]}"] if behind and len(lines) == 1 else lines


def _added_row(existing: YamlRows, values: Mapping[str, Any]) -> list[str]:
    if not existing.rows:
        return _new_row(values, existing.order, "- ", is_flow=False)
    last = existing.rows[-1]
    lines = _new_row(values, existing.order, last.mark, is_flow=last.header is None)
    is_apart = len(existing.rows) > 1 and not existing.lines[last.start - 1].strip()
    return ["", *lines] if is_apart else lines


def _new_row(
    values: Mapping[str, Any], order: Sequence[str], mark: str, *, is_flow: bool
) -> list[str]:
    """Return the lines of a row: one, where that is wished for and has room for it."""
    names = sorted(values, key=lambda name: order.index(name) if name in order else len(order))
    line = f"{mark}{{{', '.join(f'{name}: {flow_of(values[name])}' for name in names)}}}"
    if is_flow and len(line) <= WIDTH:
        return [line]
    return _as_row(header_of(values, order).removesuffix("\n").split("\n"), mark)


def _as_row(header: Sequence[str], mark: str) -> list[str]:
    """Return the lines of a header as those of a row; comments above its first field stay there."""
    first = next(number for number, line in enumerate(header) if line and line[0] != "#")
    indent, margin = " " * len(mark), mark[: mark.index("-")]
    above = [f"{margin}{line}" if line else "" for line in header[:first]]
    below = [f"{indent}{line}" if line else "" for line in header[first + 1 :]]
    return [*above, f"{mark}{header[first]}", *below]
