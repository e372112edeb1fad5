"""One checked file: its records, its references and its problems.

It depends on the file's bytes, the settings given here and the code, and on nothing else, so that
it can be cached between builds and made in several processes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from localoffer.check.council_words import PlaceholderValues
from localoffer.check.model_introspection import references
from localoffer.model.base import Record
from localoffer.model.site import LEAST_FACTS
from localoffer.offer import Entry, RenderedText
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile
from localoffer.read.layers import SITE
from localoffer.read.source import FieldPath, Source, dotted


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What the check of a file depends on besides its bytes.

    ``base`` is the path at which the site is published, ``reading_age`` the highest reading age
    of a page in years. ``placeholders`` are the words that replace them (see ``council_words``),
    ``site_defaults`` the national values of ``site.yaml``. ``is_fictional`` says that the council
    is an example, whose numbers and names are made up. ``least_facts`` are what has to be known of
    a service that is published with gaps.
    """

    base: str = ""
    reading_age: int = 11
    placeholders: PlaceholderValues = field(default_factory=dict)
    site_defaults: Mapping[str, Any] = field(default_factory=dict)
    is_fictional: bool = False
    least_facts: tuple[str, ...] = LEAST_FACTS


class Reference(NamedTuple):
    """A reference to another record: ``to`` is the list or folder, ``name`` the id in it."""

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
    """One file, checked. A folder's file has an ``entry``, a list file has ``rows``."""

    path: str
    kind: str
    digest: str
    entry: Entry[Any] | None = None
    rows: tuple[LocatedRecord, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()


def digest_of(file: ContentFile, settings: CheckSettings) -> str:
    """Return the digest of all that the check of a file depends on, but for the code."""
    hasher = blake2b(
        f"{settings.reading_age} {settings.base} {settings.is_fictional}\0".encode(), digest_size=16
    )
    if b"publish_with_gaps" in file.raw:
        hasher.update(repr(settings.least_facts).encode())
    hasher.update(file.raw)
    if b"{" in file.raw:
        hasher.update(repr((settings.placeholders, file.slots)).encode())
    if file.path == SITE:
        hasher.update(repr(settings.site_defaults).encode())
    return hasher.hexdigest()


def references_of(
    source: Source, record: Record, place: FieldPath, text: RenderedText
) -> tuple[Reference, ...]:
    """Return every reference in a record (at ``place`` of its file) and every link in its text."""
    named = [
        Reference(to, name, source.line_of((*place, *inner)), dotted(inner))
        for inner, to, name in references(record)
    ]
    return (*named, *(Reference("any", link, line, "") for link, line in text.links))
