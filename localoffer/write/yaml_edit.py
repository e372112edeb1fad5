"""Changing fields of a file that people keep: their order, layout and comments stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localoffer.importers.shared.layout import layout_of
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse
from localoffer.write.yaml_header import field_of


@dataclass(frozen=True, slots=True)
class ExistingFile:
    """A file as people left it. ``starts`` are the lines (from 0, in the header) of its fields."""

    path: str
    values: Mapping[str, Any]
    header: str
    body: str
    starts: Mapping[str, int]
    windows: bool


def read_kept(content: Path, file: Path) -> ExistingFile | Problem:
    """Return a record's file, or the first problem that keeps it from being read."""
    path = file.relative_to(content).as_posix()
    try:
        raw = file.read_bytes()
    except OSError as error:
        return Problem(path, 0, "", f"The file cannot be read ({error.strerror}).", "")
    text = text_of(ContentFile(path, file, raw))
    parts = text if isinstance(text, Problem) else split(text, path)
    if isinstance(parts, Problem):
        return parts
    header, body, _ = parts
    parsed = parse(header, path, first_line=0)
    if parsed.problems:
        return parsed.problems[0]
    if not isinstance(parsed.values, dict):
        return Problem(path, 1, "", "The header has no fields.", "")
    starts = {str(place[0]): line for place, line in parsed.lines.items() if len(place) == 1}
    return ExistingFile(
        path, parsed.values, header, body, _with_empty(header, starts, path), b"\r\n" in raw
    )


def edited(kept: ExistingFile, changes: Mapping[str, Any], body: str | None) -> str:
    """Return the file's text with fields changed (None: taken out) and, if given, another body."""
    rows = kept.header.split("\n")
    if rows and not rows[-1]:
        rows.pop()
    starts = dict(kept.starts)
    for name in sorted(changes, key=lambda one: -starts.get(one, -1)):
        if name in starts:
            first, last = starts[name], _end(rows, starts, name)
            fresh = _rows(name, changes[name])
            rows[first:last] = fresh
            starts = _moved(starts, first, len(fresh) - (last - first), name, gone=not fresh)
        elif changes[name] is not None:
            at = _place(rows, starts, name, layout_of(kept.path).order)
            fresh = _rows(name, changes[name])
            rows[at:at] = fresh
            starts = {**_moved(starts, at - 1, len(fresh), ""), name: at}
    text = "---\n" + "\n".join(rows) + "\n---\n" + (kept.body if body is None else f"{body}\n")
    return text.replace("\n", "\r\n") if kept.windows else text


def _rows(name: str, value: Any) -> list[str]:
    return [] if value is None else field_of(name, value).rstrip("\n").split("\n")


def _end(rows: list[str], starts: Mapping[str, int], name: str) -> int:
    """Return the line after a field: comments before the next one belong to that."""
    last = min((line for line in starts.values() if line > starts[name]), default=len(rows))
    while last - 1 > starts[name] and (
        not rows[last - 1].strip() or rows[last - 1].startswith("#")
    ):
        last -= 1
    return last


def _place(rows: list[str], starts: Mapping[str, int], name: str, order: tuple[str, ...]) -> int:
    """Return the line for a new field: below the one that comes before it in the usual order."""
    rank = order.index(name) if name in order else len(order)
    before = [one for one in order[:rank] if one in starts]
    return _end(rows, starts, before[-1]) if before else len(rows)


def _moved(
    starts: Mapping[str, int], after: int, by: int, name: str, *, gone: bool = False
) -> dict[str, int]:
    return {
        one: line + by if line > after else line
        for one, line in starts.items()
        if not (gone and one == name)
    }


def _with_empty(header: str, starts: Mapping[str, int], path: str) -> dict[str, int]:
    """Add fields that are there without a value, which the reader leaves out."""
    found, order = dict(starts), layout_of(path).order
    for number, row in enumerate(header.split("\n")):
        name, colon, rest = row.partition(":")
        if colon and name in order and name not in found and rest.strip() in ("", "~", "null"):
            found[name] = number
    return found
