"""The titles of comments and their lists, so that links to them speak in their words."""

from collections.abc import Iterator

from localoffer.offer import Offer
from localoffer.pages.page import Link
from localoffer.pages.you_said_we_did.labels import YOUNG, title_of


def said_links(offer: Offer) -> Iterator[Link]:
    """Yield a link to the page of every comment, and to the young people's list."""
    if offer.comments:
        yield YOUNG
    for entry in offer.comments:
        yield Link(entry.address, title_of(entry.record))
