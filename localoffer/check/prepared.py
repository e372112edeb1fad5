"""Everything that one file alone can tell: its records, its references, its problems.

The outcome depends on the file's bytes, the settings given here and the code, and on
nothing else, so that it can be kept between builds and worked out in several processes.
"""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from localoffer.check.draft import filled, is_draft, lacking, unfilled
from localoffer.check.shape import references
from localoffer.check.typed import typed
from localoffer.check.wording import left_over, wording
from localoffer.kinds import Kind, address_of, kind_of
from localoffer.markdown import to_text
from localoffer.model.base import Record
from localoffer.model.service import Service
from localoffer.offer import Entry, Text
from localoffer.problems import Level, Problem
from localoffer.read.body import too_much
from localoffer.read.files import Found, text_of
from localoffer.read.header import split
from localoffer.read.source import Place, Source, dotted
from localoffer.read.yaml_text import parse


@dataclass(frozen=True, slots=True)
class Settings:
    """What the outcome for a file depends on besides its bytes."""

    base: str = ""
    reading_age: int = 11


class Reference(NamedTuple):
    """A mention of another record: ``to`` names the list or folder, ``name`` the id."""

    to: str
    name: str
    line: int
    field: str


class Row(NamedTuple):
    """A record with the line on which it begins."""

    record: Record
    line: int


@dataclass(frozen=True)
class Prepared:
    """The outcome for one file. A folder's file has an ``entry``; a list file has ``rows``."""

    path: str
    kind: str
    digest: str
    entry: Entry[Any] | None = None
    rows: tuple[Row, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()


def digest_of(found: Found, settings: Settings) -> str:
    """Return the key under which a file's outcome is kept."""
    hasher = blake2b(f"{settings.reading_age} {settings.base}\0".encode(), digest_size=16)
    hasher.update(found.raw)
    return hasher.hexdigest()


def prepare(found: Found, settings: Settings) -> Prepared:
    """Return the outcome for one file; never raises for bad content."""
    digest = digest_of(found, settings)
    kind = kind_of(found.path)
    if kind is None:
        return Prepared(found.path, "", digest, problems=(_stray(found.path),))
    text = text_of(found)
    if isinstance(text, Problem):
        return Prepared(found.path, kind.name, digest, problems=(text,))
    if not text.strip():
        return Prepared(found.path, kind.name, digest, problems=(*_empty(found.path, kind),))
    if kind.is_folder:
        return _record_file(found.path, kind, digest, text, settings)
    return _list_file(found.path, kind, digest, text)


def _record_file(path: str, kind: Kind, digest: str, text: str, settings: Settings) -> Prepared:
    parts = split(text, path)
    if isinstance(parts, Problem):
        return Prepared(path, kind.name, digest, problems=(parts,))
    header, body, body_line = parts
    parsed = parse(header, path, first_line=2)
    too_long = too_much(body, path, body_line)
    if too_long or (parsed.problems and parsed.values is None):
        unread = (*parsed.problems, *([too_long] if too_long else []))
        return Prepared(path, kind.name, digest, problems=unread)
    if not isinstance(parsed.values or {}, dict):
        return Prepared(path, kind.name, digest, problems=(*parsed.problems, _not_fields(path)))
    source = Source(path, parsed.values or {}, parsed.lines, body, body_line)
    missing = lacking(source.values) if kind.model is Service and is_draft(source.values) else ()
    record = typed(source, kind.model, filled(source.values, missing) if missing else source.values)
    if isinstance(record, list):
        said = wording(source, None, settings.reading_age)
        return Prepared(path, kind.name, digest, problems=(*parsed.problems, *record, *said))
    if missing and isinstance(record, Service):
        record = unfilled(record, missing)
    slug = PurePosixPath(path).stem
    entry = Entry(
        path,
        slug,
        address_of(kind.name, slug),
        record,
        to_text(body, body_line, settings.base),
        digest,
        missing,
    )
    problems = [*parsed.problems, *_draft(path, missing), *_empty_body(entry, body_line)]
    problems += wording(source, record, settings.reading_age)
    mentions = _references(source, record, (), entry.text)
    return Prepared(path, kind.name, digest, entry, (), mentions, tuple(problems))


def _list_file(path: str, kind: Kind, digest: str, text: str) -> Prepared:
    parsed = parse(text, path)
    if parsed.problems and parsed.values is None:
        return Prepared(path, kind.name, digest, problems=tuple(parsed.problems))
    source = Source(path, {}, parsed.lines)
    one = kind.name == "site"
    if not one and not isinstance(parsed.values or [], list):
        wrong = Problem(
            path,
            1,
            "",
            "This file is a list of rows.",
            'Begin each row with "- " (a hyphen and a space).',
        )
        return Prepared(path, kind.name, digest, problems=(wrong,))
    places: list[tuple[Place, Any]] = (
        [((), parsed.values or {})]
        if one
        else [((number,), row) for number, row in enumerate(parsed.values or [])]
    )
    rows: list[Row] = []
    mentions: list[Reference] = []
    problems = list(parsed.problems)
    for place, values in places:
        record = typed(source, kind.model, values, place)
        problems += left_over(source, values, place)
        if isinstance(record, list):
            problems += record
        else:
            rows.append(Row(record, source.line_of(place)))
            mentions += _references(source, record, place, Text())
    return Prepared(path, kind.name, digest, None, tuple(rows), tuple(mentions), tuple(problems))


def _references(source: Source, record: Record, place: Place, text: Text) -> tuple[Reference, ...]:
    named = [
        Reference(to, name, source.line_of((*place, *inner)), dotted(inner))
        for inner, to, name in references(record)
    ]
    return (*named, *(Reference("any", link, line, "") for link, line in text.links))


def _empty_body(entry: Entry[Any], line: int) -> list[Problem]:
    if entry.text.html or entry.path.startswith("topics/") or getattr(entry.record, "lines", None):
        return []
    return [
        Problem(
            entry.path,
            line,
            "",
            "There is no text below the header.",
            "Write how it helps, in plain words.",
        )
    ]


def _empty(path: str, kind: Kind) -> list[Problem]:
    """An empty list is a mistake where the offer cannot do without it."""
    if not kind.is_folder and not kind.required:
        return []
    fix = f"Copy {kind.place} from the example council and change it."
    if kind.is_folder:
        fix = f"Fill it in (python build.py new {kind.name} NAME makes a form), or delete it."
    return [Problem(path, 1, "", "The file is empty.", fix)]


def _draft(path: str, missing: tuple[str, ...]) -> list[Problem]:
    if not missing:
        return []
    wanted = ", ".join(missing)
    return [
        Problem(
            path,
            1,
            "",
            f"A draft that still lacks: {wanted}.",
            "Fill these in, then take draft out.",
            Level.WARNING,
        )
    ]


def _not_fields(path: str) -> Problem:
    return Problem(
        path, 2, "", "The header holds no fields.", "Write each as name: value, on its own line.",
    )  # fmt: skip


def _stray(path: str) -> Problem:
    return Problem(
        path, 0, "", "No kind of record belongs at this place.",
        "Move it to services/, guides/ or topics/ (.md), or use one of the list files' names.",
    )  # fmt: skip
