"""In which words a page leads to the forms: plain ones, a young person's, or easy read."""

from collections.abc import Callable

from localoffer.offer import Offer
from localoffer.pages.navigation import EASY_READ
from localoffer.pages.page import Page

_EASY_KINDS = frozenset({"easy-read", "review-easy-read"})
_YOUNG_KINDS = frozenset({"said-young", "wall"})


def form_version_of(offer: Offer) -> Callable[[Page], str]:
    """Return what says of a page in which words its readers' form is; empty for plain ones."""
    young = {guide.address for guide in offer.guides if guide.record.audience == "young people"}
    young |= {topic.address for topic in offer.topics if topic.record.audience == "young people"}
    young.add(f"/topics/{offer.site.home.young_people or ''}/")

    def form_version(page: Page) -> str:
        if page.kind in _EASY_KINDS or page.address == EASY_READ.address:
            return "easy"
        return "young" if page.kind in _YOUNG_KINDS or page.address in young else ""

    return form_version
