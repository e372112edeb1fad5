"""What people said of a page, on that page: the newest, and a way to the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from localoffer.offer import Offer
from localoffer.pages.index import Index
from localoffer.pages.page import Link, Page, PageComment
from localoffer.pages.you_said_we_did.comment_lists import about
from localoffer.pages.you_said_we_did.comment_rows import Entries, newest_first, told

#: So many stand on the page itself.
_SHOWN = 3


def with_heard(pages: Iterable[Page], index: Index) -> Iterator[Page]:
    """Yield the pages, those that comments are about with the newest of these."""
    by_page = comments_by_page(index.offer)
    for page in pages:
        entries = by_page.get(page.address) if page.kind != "redirect" else None
        yield replace(page, heard=_heard(page.address, entries, index)) if entries else page


def comments_by_page(offer: Offer) -> Mapping[str, Entries]:
    """Return the comments of each page, newest first; one about a page that moved is its too."""
    moved = {redirect.old: redirect.new for redirect in offer.redirects}
    found = defaultdict(list)
    for entry in newest_first(offer.comments):
        if entry.record.about:
            found[_now_at(entry.record.about, moved)].append(entry)
    return {address: tuple(entries) for address, entries in found.items()}


def needs_a_list(entries: Entries) -> bool:
    """Return whether not all that was said of a page stands on it."""
    return len(entries) > _SHOWN


def _now_at(address: str, moved: Mapping[str, str]) -> str:
    """Return where a page is now. A circle of redirects is told by the checks."""
    seen = set()
    path = address.partition("#")[0]
    while path in moved and path not in seen:
        seen.add(path)
        path = moved[path].partition("#")[0]
    return path


def _heard(address: str, entries: Entries, index: Index) -> PageComment:
    rows = tuple(
        Link(one.entry.address, one.title, f"{one.status}. {one.who}, {one.month}")
        for one in (told(entry, index) for entry in entries[:_SHOWN])
    )
    label = f"All {len(entries)} comments about this page"
    return PageComment(rows, Link(about(address), label) if needs_a_list(entries) else None)
