"""Which pages of what people said there are: none but "Tell us" where nothing is published."""

from collections.abc import Iterator

from localoffer.model.comment import Comment
from localoffer.offer import Entry
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, SAID
from localoffer.pages.page import Page
from localoffer.pages.you_said_we_did.comment_lists import (
    list_about,
    said_lists,
    ways_of,
    young_pages,
)
from localoffer.pages.you_said_we_did.comment_rows import told
from localoffer.pages.you_said_we_did.contexts import CommentPage
from localoffer.pages.you_said_we_did.labels import MATTERS, WAYS
from localoffer.pages.you_said_we_did.page_comments import comments_by_page, needs_a_list
from localoffer.pages.you_said_we_did.tell_us_page import tell_page


def said_pages(index: Index) -> Iterator[Page]:
    """Yield every page of this part."""
    yield tell_page(index)
    if index.offer.comments:
        yield from said_lists(index)
        yield from young_pages(index)
        yield from (_comment_page(entry, index) for entry in index.offer.comments)
        yield from _lists_by_page(index)


def _lists_by_page(index: Index) -> Iterator[Page]:
    ways = ways_of(index)
    for address, entries in comments_by_page(index.offer).items():
        if needs_a_list(entries):
            yield from list_about(address, entries, ways, index)


def _comment_page(entry: Entry[Comment], index: Index) -> CommentPage:
    comment, row = entry.record, told(entry, index)
    return CommentPage(
        address=entry.address,
        title=row.title,
        description=f"{row.who} said this. {row.status}.",
        crumbs=(HOME, SAID),
        told=row,
        matter=MATTERS[comment.matter],
        way=WAYS[comment.how],
    )
