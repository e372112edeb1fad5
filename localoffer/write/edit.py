"""Changing fields of a file that people edit: their order, layout and comments stay as they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from localoffer.problems import Problem, errors
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse
from localoffer.write.header import field_of

_NULLS = ("", "~", "null")

#: A field on one line with a comment behind its value, which is quoted or plain (not in brackets).
_COMMENTED = re.compile(
    r"""\w+:(?:\ ++(?:
        "(?>(?:[^"\\]|\\.)*)" | '(?>(?:[^']|'')*)' | [^\s"'\#\[{|>](?>(?:\S|\s++(?!\#))*)
    ))?
    (\s++\#.*)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class ExistingFile:
    """A file as people left it.

    ``order`` is the usual order of its fields; ``lines`` are the lines on which fields begin,
    from 0 in the header; ``crlf`` is whether its lines end as on Windows.
    """

    path: str
    order: Sequence[str]
    values: Mapping[str, Any]
    header: str
    body: str
    lines: Mapping[str, int]
    crlf: bool


def read_existing(content: Path, file: Path, order: Sequence[str]) -> ExistingFile | Problem:
    """Return a record's file, or the first problem that keeps it from being read.

    ``order`` is the order in which the fields of such a record usually stand.
    """
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
    found = existing_header(path, order, header)
    return (
        replace(found, body=body, crlf=b"\r\n" in raw) if isinstance(found, ExistingFile) else found
    )


def existing_header(path: str, order: Sequence[str], header: str) -> ExistingFile | Problem:
    """Return a header as people left it, without a text below it, or the first problem with it."""
    parsed = parse(header, path, first_line=0)
    if refused := errors(parsed.problems):
        return refused[0]
    if not isinstance(parsed.values, dict):
        return Problem(path, 1, "", "The header has no fields.", "")
    lines = {str(place[0]): line for place, line in parsed.lines.items() if len(place) == 1}
    lines |= _empty_fields(header, order, lines)
    if len(set(lines.values())) < len(lines):
        return Problem(path, 1, "", "Several fields stand on one line.", "")
    return ExistingFile(path, order, parsed.values, header, "", lines, crlf=False)


def edited(existing: ExistingFile, changes: Mapping[str, Any], body: str | None) -> str:
    """Return the file's text with fields changed (None: taken out) and, if given, another body.

    A field that is new stands below the one that comes before it in the usual order.
    """
    header = edited_header(existing, changes)
    text = f"---\n{header}---\n" + (existing.body if body is None else f"{body}\n")
    return text.replace("\n", "\r\n") if existing.crlf else text


def edited_header(existing: ExistingFile, changes: Mapping[str, Any]) -> str:
    """Return the header alone, with fields changed as by ``edited``."""
    parts = [
        _changed(part, changes[part.name]) if part.name in changes else part
        for part in _parts(existing)
    ]
    parts = [part for part in parts if part.lines]
    for name, value in changes.items():
        if value is not None and name not in existing.lines:
            index = _index_for(name, [part.name for part in parts], existing.order)
            parts.insert(index, _Part(name, _lines(name, value)))
    return "".join(f"{line}\n" for part in parts for line in part.lines)


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of one field, or (without a name) comments and blank lines before the next."""

    name: str
    lines: Sequence[str]


def _parts(existing: ExistingFile) -> Iterator[_Part]:
    lines = existing.header.removesuffix("\n").split("\n")
    starts = sorted((line, name) for name, line in existing.lines.items())
    ends = [*(start for start, _ in starts[1:]), len(lines)]
    yield _Part("", lines[: starts[0][0]])
    for (start, name), end in zip(starts, ends, strict=True):
        last = end
        while last - 1 > start and (not lines[last - 1].strip() or lines[last - 1][0] == "#"):
            last -= 1
        yield _Part(name, lines[start:last])
        yield _Part("", lines[last:end])


def _lines(name: str, value: Any) -> Sequence[str]:
    return () if value is None else field_of(name, value).splitlines()


def _changed(part: _Part, value: Any) -> _Part:
    """Return a field with another value; a comment behind its only line stays there."""
    lines = _lines(part.name, value)
    commented = _COMMENTED.fullmatch(part.lines[0])
    if len(lines) == len(part.lines) == 1 and commented:
        lines = (lines[0] + commented[1],)
    return _Part(part.name, lines)


def _index_for(name: str, names: Sequence[str], order: Sequence[str]) -> int:
    before = order[: order.index(name)] if name in order else order
    known = [names.index(earlier) for earlier in before if earlier in names]
    return known[-1] + 1 if known else len(names)


def _empty_fields(header: str, order: Sequence[str], known: Mapping[str, int]) -> dict[str, int]:
    """Return the lines of fields that are there without a value, which the reader leaves out."""
    lines: dict[str, int] = {}
    for number, line in enumerate(header.split("\n")):
        name, colon, rest = line.partition(":")
        value = rest.partition("#")[0].strip()
        if colon and name in order and name not in known and value in _NULLS:
            lines[name] = number
    return lines
