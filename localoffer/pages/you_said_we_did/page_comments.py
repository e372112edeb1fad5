"""Comments about a page: the newest on the page itself, and a list of all where there are more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from localoffer.offer import Offer
from localoffer.pages.index import Index
from localoffer.pages.page import Link, Page, PageComments
from localoffer.pages.you_said_we_did.comment_lists import (
    comment_filters,
    page_comment_list,
    page_list_address,
)
from localoffer.pages.you_said_we_did.comment_rows import Entries, comment_summary, newest_first

#: Comments that stand on the page itself.
_NEWEST = 3


def with_page_comments(pages: Iterable[Page], index: Index) -> Iterator[Page]:
    """Yield the pages, each with the newest of the comments about it."""
    by_page = comments_by_page(index.offer)
    for page in pages:
        entries = by_page.get(page.address) if page.kind != "redirect" else None
        yield (
            replace(page, page_comments=_page_comments(page.address, entries, index))
            if entries
            else page
        )


def comments_by_page(offer: Offer) -> Mapping[str, Entries]:
    """Return the comments by page, newest first; those of an old address are with the new one."""
    moved = {redirect.old: redirect.new for redirect in offer.redirects}
    by_page = defaultdict(list)
    for entry in newest_first(offer.comments):
        if entry.record.about:
            by_page[_current_address(entry.record.about, moved)].append(entry)
    return {address: tuple(entries) for address, entries in by_page.items()}


def page_comment_lists(index: Index) -> Iterator[Page]:
    """Yield the list of all comments about each page that does not show them all itself."""
    filters = comment_filters(index)
    for address, entries in comments_by_page(index.offer).items():
        if _needs_list(entries):
            yield from page_comment_list(address, entries, filters, index)


def _needs_list(entries: Entries) -> bool:
    return len(entries) > _NEWEST


def _current_address(address: str, moved: Mapping[str, str]) -> str:
    """Return where a page is now; a circle of redirects, which checks report, ends somewhere."""
    seen = set()
    path = address.partition("#")[0]
    while path in moved and path not in seen:
        seen.add(path)
        path = moved[path].partition("#")[0]
    return path


def _page_comments(address: str, entries: Entries, index: Index) -> PageComments:
    rows = tuple(
        Link(one.entry.address, one.title, f"{one.status}. {one.who}, {one.month}")
        for one in (comment_summary(entry, index) for entry in entries[:_NEWEST])
    )
    label = f"All {len(entries)} comments about this page"
    return PageComments(
        rows, Link(page_list_address(address), label) if _needs_list(entries) else None
    )
