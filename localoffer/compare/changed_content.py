"""Which files of the content differ between two versions, and whose pages these are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from localoffer.compare.content_version import ContentVersion
from localoffer.kinds import BY_NAME, KINDS, address_of
from localoffer.offer import Entry, Offer
from localoffer.problems import Problem
from localoffer.read.content_files import walk
from localoffer.read.layers import is_national, national_files


@dataclass(frozen=True, slots=True)
class ChangedContent:
    """The paths of the files that differ, and the addresses of the pages that are made of them.

    ``now_national`` are those of pages whose text was the council's own and is the national one
    now, ``now_own`` the other way round.
    """

    files: tuple[str, ...]
    addresses: frozenset[str]
    now_national: frozenset[str] = frozenset()
    now_own: frozenset[str] = frozenset()


def changed_content(old: ContentVersion, new: ContentVersion) -> ChangedContent:
    """Return which files differ between two versions. A file that is new or gone differs too."""
    before, now = _bytes_by_path(old), _bytes_by_path(new)
    paths = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
    addresses = {
        address
        for version in (old, new)
        if version.checked.offer
        for address in _addresses(version.checked.offer, paths)
    }
    was, becomes = _paths_by_address(old), _paths_by_address(new)
    replaced = {address for address, path in was.items() if becomes.get(address, path) != path}
    national = frozenset(address for address in replaced if is_national(becomes[address]))
    own = frozenset(replaced - national)
    return ChangedContent(tuple(sorted(paths)), frozenset(addresses | replaced), national, own)


def _bytes_by_path(version: ContentVersion) -> dict[str, bytes]:
    found = (*walk(version.layers.council), *national_files(version.layers))
    return {file.path: file.raw for file in found if not isinstance(file, Problem)}


def _entries(offer: Offer) -> Iterator[Entry[Any]]:
    for kind in KINDS:
        if kind.is_folder and kind.has_page:
            yield from offer.entries(kind.model)


def _addresses(offer: Offer, paths: set[str]) -> Iterator[str]:
    yield from (entry.address for entry in _entries(offer) if entry.path in paths)
    for slot in offer.slots:
        if slot.path in paths:
            kind, slug = slot.record.text
            yield address_of(BY_NAME[kind], slug)


def _paths_by_address(version: ContentVersion) -> dict[str, str]:
    offer = version.checked.offer
    return {entry.address: entry.path for entry in _entries(offer)} if offer else {}


def entry_at(offer: Offer, address: str) -> Entry[Any] | None:
    """Return the record that the page of an address is made of, or None."""
    return next((entry for entry in _entries(offer) if entry.address == address), None)
