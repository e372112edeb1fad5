"""Whose words stand on a page: national ones, with the council's own in some of its parts."""

from collections.abc import Iterator
from typing import Any

from localoffer.kinds import BY_MODEL
from localoffer.model.slot import Slot
from localoffer.national_versions.history import last_changed
from localoffer.offer import TOP, Entry, Offer
from localoffer.pages.page import Link, Provenance
from localoffer.read.layers import path_in_layer


def provenance_of(entry: Entry[Any], offer: Offer) -> Provenance | None:
    """Return whose words a record's text is; None if they are all the council's own."""
    if not entry.is_national:
        return None
    parts = tuple(_parts(entry))
    days = [slot.record.assured_date for slot in offer.slots if _fills(slot.record, entry)]
    version = last_changed(path_in_layer(entry.path), offer.releases)
    return Provenance(version, parts, min(filter(None, days), default=None) if parts else None)


def _fills(slot: Slot, entry: Entry[Any]) -> bool:
    return slot.text == (BY_MODEL[type(entry.record)].name, entry.slug)


def _parts(entry: Entry[Any]) -> Iterator[Link]:
    """Yield the parts of a text, each below a heading of the highest level, with council words."""
    part = Link("#main", "the beginning of the page")
    parts = {"": part}
    for heading in entry.text.headings:
        if heading.level == TOP:
            part = Link(f"#{heading.id}", heading.text)
        parts[heading.id] = part
    yield from dict.fromkeys(parts[name] for name in entry.council_headings)
