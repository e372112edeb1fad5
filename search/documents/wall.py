"""The wall, as search knows it: the page, and not each of its notes."""

from collections.abc import Iterator

from localoffer.offer import Offer
from localoffer.pages.index import make_index
from localoffer.pages.navigation import WALL, parts_of
from localoffer.pages.wall.wall_pages import wall_pages
from search.documents.document import SearchDocument
from search.documents.from_page import document_of

_TYPED = (
    "wall", "graffiti wall", "what children say", "what young people say", "what kids think",
    "my ideas", "say what I think", "what is good what would you change", "children's voices",
)  # fmt: skip


def wall(offer: Offer) -> Iterator[SearchDocument]:
    """Yield the wall, where the site has one."""
    if WALL in parts_of(offer):
        yield document_of(next(wall_pages(make_index(offer))), "Page of this site", _TYPED)
