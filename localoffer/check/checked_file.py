"""The outcome for one file: its records, its references and its problems, by the file alone.

It depends on the file's bytes, the settings given here and the code, and on nothing else,
so that it can be kept between builds and worked out in several processes.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

from localoffer.check.model_introspection import references
from localoffer.model.base import Record
from localoffer.offer import Entry, RenderedText
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile
from localoffer.read.source import FieldPath, Source, dotted


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What the outcome for a file depends on besides its bytes."""

    base: str = ""
    reading_age: int = 11


class Reference(NamedTuple):
    """A mention of another record: ``to`` names the list or folder, ``name`` the id."""

    to: str
    name: str
    line: int
    field: str


class LocatedRecord(NamedTuple):
    """A record with the line on which it begins."""

    record: Record
    line: int


@dataclass(frozen=True)
class CheckedFile:
    """The outcome for one file. A folder's file has an ``entry``; a list file has ``rows``."""

    path: str
    kind: str
    digest: str
    entry: Entry[Any] | None = None
    rows: tuple[LocatedRecord, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()


def digest_of(found: ContentFile, settings: CheckSettings) -> str:
    """Return the key under which a file's outcome is kept."""
    hasher = blake2b(f"{settings.reading_age} {settings.base}\0".encode(), digest_size=16)
    hasher.update(found.raw)
    return hasher.hexdigest()


def references_of(
    source: Source, record: Record, place: FieldPath, text: RenderedText
) -> tuple[Reference, ...]:
    """Return every mention of something else in a record at ``place`` and in its text."""
    named = [
        Reference(to, name, source.line_of((*place, *inner)), dotted(inner))
        for inner, to, name in references(record)
    ]
    return (*named, *(Reference("any", link, line, "") for link, line in text.links))
