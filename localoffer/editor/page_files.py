"""The files of the content folder that a page is made of, and where each of them is changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from localoffer.editor.kind_collections import entry_address
from localoffer.kinds import BY_MODEL, KINDS
from localoffer.model.reference import Contact
from localoffer.model.school import School
from localoffer.model.site import Site
from localoffer.offer import Entry, Offer
from localoffer.pages.navigation import CONTACT

_CONTACTS = BY_MODEL[Contact].place


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file of the council's own, by its path in the content folder.

    ``holds`` names the part of the page that stands in it; it is empty for the page's own record.
    ``address`` leads to where it is changed, and is empty where ``site.yaml`` names no such place.
    """

    path: str
    holds: str
    address: str


def council_files(offer: Offer) -> Mapping[str, str]:
    """Return the council's own file that each page is made of, by the page's address."""
    rows = {kind.landing: kind.place for kind in KINDS if kind.has_rows}
    folders = (kind for kind in KINDS if kind.is_folder and kind.has_page)
    entries = (entry for kind in folders for entry in offer.entries(kind.model))
    own = {entry.address: entry.path for entry in entries if not entry.is_national}
    return {**rows, CONTACT.address: _CONTACTS, **own}


def page_files(offer: Offer, address: str) -> tuple[PageFile, ...]:
    """Return the council's own files of a page: its record, words in slots, who to contact."""
    return tuple(
        PageFile(path, holds, _change_address(path, offer.site))
        for path, holds in dict(_parts(offer, address)).items()
    )


def entry_at(offer: Offer, address: str) -> Entry[Any] | None:
    """Return the record that has a page; None where the page is no record's."""
    folders = (kind for kind in KINDS if kind.is_folder and kind.has_page)
    entries = (entry for kind in folders for entry in offer.entries(kind.model))
    return next((entry for entry in entries if entry.address == address), None)


def _parts(offer: Offer, address: str) -> Iterator[tuple[str, str]]:
    """Yield the path of each file, and which part of the page stands in it."""
    if own := council_files(offer).get(address):
        yield own, ""
    entry = entry_at(offer, address)
    if entry is None:
        return
    text = (BY_MODEL[type(entry.record)].name, entry.slug)
    for slot in offer.slots:
        if slot.record.text == text:
            yield slot.path, f"our own words, “{slot.record.slot}”"
    field = "coordinator" if isinstance(entry.record, School) else "contact"
    contact = offer.lists.contacts.get(getattr(entry.record, field, None) or "")
    if contact:
        yield _CONTACTS, f"who to contact, {contact.role}"


def _change_address(path: str, site: Site) -> str:
    """Return where the editor opens a file; without an editor, where the repository does."""
    in_editor = entry_address(path) if site.editor else ""
    if in_editor or not site.repository:
        return in_editor
    return f"{site.repository.rstrip('/')}/{quote(path)}"
