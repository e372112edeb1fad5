"""Every web address of the content that leads out of the site, and where it stands."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any

from localoffer.kinds import KINDS, Kind
from localoffer.model.base import RecordPart
from localoffer.model.fields import can_be_asked
from localoffer.model.school import School
from localoffer.offer import Entry, Offer

#: A school's report: the only address of which more is read than its first answer.
REPORT = "report.url"

#: Fields whose addresses are not visited: never published, another's door, or the site itself.
_APART = frozenset({"admin", "social_links", "base_url"})

_HREF = re.compile(r"href=\"(https?://[^\"]+)\"")
_WHOLE = re.compile(r"https?://\S{1,1900}")
_IN_TEXT = re.compile(r"https?://[^\s<>\"()\[\]{}]+[^\s<>\"()\[\]{}.,;:!?'’”]")


@dataclass(frozen=True, slots=True)
class LinkLocation:
    """Where an address stands: file, dotted field (empty: the text), and school, if it is one."""

    path: str
    field: str
    school: str = ""


@dataclass(slots=True)
class LinkToCheck:
    """An address to visit and every place where it stands."""

    address: str
    places: list[LinkLocation] = field(default_factory=list)

    @property
    def is_report(self) -> bool:
        """Whether it is a school's report somewhere."""
        return any(place.school and place.field == REPORT for place in self.places)


def wanted(offer: Offer, sought: Collection[str] = ()) -> list[LinkToCheck]:
    """Return the outward addresses of an offer: schools' reports first, then as they come.

    Where some are ``sought``, only records that hold one of them are looked through.
    """
    found: dict[str, LinkToCheck] = {}
    own = offer.site.base_url.rstrip("/")
    for address, place in _standing(offer, sought):
        inside = address == own or address.startswith(f"{own}/")
        if _WHOLE.fullmatch(address) and not inside and can_be_asked(address):
            found.setdefault(address, LinkToCheck(address)).places.append(place)
    return sorted(found.values(), key=lambda one: not one.is_report)


def _standing(offer: Offer, sought: Collection[str]) -> Iterator[tuple[str, LinkLocation]]:
    for entry in filter(_holds(sought), offer.schools):
        for address, place in _of_entry(entry):
            yield address, LinkLocation(place.path, place.field, entry.slug)
    for kind in KINDS:
        if kind.links_are_checked and kind.model is not School:
            yield from _of_kind(kind, offer, sought)


def _of_kind(
    kind: Kind, offer: Offer, sought: Collection[str]
) -> Iterator[tuple[str, LinkLocation]]:
    if kind.is_folder:
        for entry in filter(_holds(sought), offer.entries(kind.model)):
            yield from _of_entry(entry)
    else:
        for record in offer.rows(kind.model):
            yield from _of_record(record, kind.place)


def _holds(sought: Collection[str]) -> Callable[[Entry[Any]], bool]:
    """Return a quick look at whether a file may hold an address; it may hold any if none is."""

    def holds(entry: Entry[Any]) -> bool:
        whole = f"{entry.record.model_dump_json()} {unescape(entry.text.html)}"
        return any(address in whole for address in sought)

    return holds if sought else lambda _: True


def _of_entry(entry: Entry[Any]) -> Iterator[tuple[str, LinkLocation]]:
    yield from _of_record(entry.record, entry.path)
    for match in _HREF.finditer(entry.text.html):
        yield unescape(match[1]), LinkLocation(entry.path, "")


def _of_record(
    record: RecordPart, path: str, within: str = ""
) -> Iterator[tuple[str, LinkLocation]]:
    for name in _told_fields(type(record)):
        value = getattr(record, name)
        if value:
            yield from _of_value(value, path, f"{within}{name}")


@cache
def _told_fields(model: type[RecordPart]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _APART)


def _of_value(value: Any, path: str, name: str) -> Iterator[tuple[str, LinkLocation]]:
    if isinstance(value, RecordPart):
        yield from _of_record(value, path, f"{name}.")
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _of_value(one, path, f"{name}.{number}")
    elif isinstance(value, str) and "http" in value:
        found = [value] if _WHOLE.fullmatch(value) else _IN_TEXT.findall(value)
        yield from ((address, LinkLocation(path, name)) for address in found)
