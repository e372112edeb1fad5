"""Every web address of the content that leads out of the site, and where it is written."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any

from localoffer.kinds import KINDS, Kind
from localoffer.model.base import RecordPart
from localoffer.model.fields import is_readable_address
from localoffer.model.school import School
from localoffer.offer import Entry, Offer

#: A school's report: the only address of which more is read than its first answer.
REPORT = "report.url"

#: Fields whose addresses are not checked: never published, social networks, the site itself, or
#: open to people with an account alone.
_NOT_CHECKED = frozenset({"admin", "social_links", "base_url", "repository"})

_HREF = re.compile(r"href=\"(https?://[^\"]+)\"")
_ADDRESS = re.compile(r"https?://\S{1,1900}")
_IN_TEXT = re.compile(r"https?://[^\s<>\"()\[\]{}]+[^\s<>\"()\[\]{}.,;:!?'’”]")


@dataclass(frozen=True, slots=True)
class LinkLocation:
    """The location of an address.

    ``path`` is its file, ``field`` its dotted field (empty: the text below the header), and
    ``school`` the slug of the school, if the record is one.
    """

    path: str
    field: str
    school: str = ""


@dataclass(slots=True)
class LinkToCheck:
    """An address to visit and every place that it is written in."""

    address: str
    locations: list[LinkLocation] = field(default_factory=list)

    @property
    def is_report(self) -> bool:
        """Whether any of its places is a school's report."""
        return any(location.school and location.field == REPORT for location in self.locations)


def links_to_check(offer: Offer, addresses: Collection[str] = ()) -> list[LinkToCheck]:
    """Return the outward addresses of an offer: schools' reports first, then in content order.

    Where ``addresses`` are given, only records that hold one of them are looked through.
    """
    links: dict[str, LinkToCheck] = {}
    own = offer.site.base_url.rstrip("/")
    for address, location in _located(offer, addresses):
        inside = address == own or address.startswith(f"{own}/")
        if _ADDRESS.fullmatch(address) and not inside and is_readable_address(address):
            links.setdefault(address, LinkToCheck(address)).locations.append(location)
    return sorted(links.values(), key=lambda link: not link.is_report)


def _located(offer: Offer, addresses: Collection[str]) -> Iterator[tuple[str, LinkLocation]]:
    for entry in filter(_may_hold(addresses), offer.schools):
        for address, location in _in_entry(entry):
            yield address, LinkLocation(location.path, location.field, entry.slug)
    for kind in KINDS:
        if kind.links_are_checked and kind.model is not School:
            yield from _of_kind(kind, offer, addresses)


def _of_kind(
    kind: Kind, offer: Offer, addresses: Collection[str]
) -> Iterator[tuple[str, LinkLocation]]:
    if kind.is_folder:
        for entry in filter(_may_hold(addresses), offer.entries(kind.model)):
            yield from _in_entry(entry)
    else:
        for record in offer.rows(kind.model):
            yield from _in_record(record, kind.place)


def _may_hold(addresses: Collection[str]) -> Callable[[Entry[Any]], bool]:
    """Return a quick test of whether a record may hold one of the addresses (none: any may)."""

    def may_hold(entry: Entry[Any]) -> bool:
        text = f"{entry.record.model_dump_json()} {unescape(entry.text.html)}"
        return any(address in text for address in addresses)

    return may_hold if addresses else lambda _: True


def _in_entry(entry: Entry[Any]) -> Iterator[tuple[str, LinkLocation]]:
    yield from _in_record(entry.record, entry.path)
    for match in _HREF.finditer(entry.text.html):
        yield unescape(match[1]), LinkLocation(entry.path, "")


def _in_record(
    record: RecordPart, path: str, prefix: str = ""
) -> Iterator[tuple[str, LinkLocation]]:
    for name in _checked_fields(type(record)):
        value = getattr(record, name)
        if value:
            yield from _in_value(value, path, f"{prefix}{name}")


@cache
def _checked_fields(model: type[RecordPart]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _NOT_CHECKED)


def _in_value(value: Any, path: str, name: str) -> Iterator[tuple[str, LinkLocation]]:
    if isinstance(value, RecordPart):
        yield from _in_record(value, path, f"{name}.")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _in_value(item, path, f"{name}.{number}")
    elif isinstance(value, str) and "http" in value:
        addresses = [value] if _ADDRESS.fullmatch(value) else _IN_TEXT.findall(value)
        yield from ((address, LinkLocation(path, name)) for address in addresses)
