"""Rare combinations: a small place, a need and an age together may name one child.

Nothing is forbidden by them: whoever signs a text off is asked to look, and says that they did.
"""

from collections.abc import Mapping
from typing import Final

from feedback.moderation.answer import Answer
from feedback.moderation.identifying_details import identifying_details
from localoffer.offer import Offer

#: The fields of an answer that families read, in the order of the page.
PUBLISHED_FIELDS: Final = (
    "you_said", "answer", "sorry", "why_not", "action_what", "short_said", "short_answer"
)  # fmt: skip
#: Fields that hold the address of a page, whose title stands beside the comment.
_PAGES: Final = ("about", "changed")
_FEW: Final = 2
#: Two details that together are still those of very many.
_COMMON: Final = frozenset({"need", "age"})
#: Details that speak of one person by themselves, or beside the place where they work.
_OF_ONE: Final = frozenset({"person", "only", "name"})
_AT_WORK: Final = frozenset({"role", "school"})


def rare_together(text: str, offer: Offer) -> tuple[str, ...]:
    """Return the words in a text by which one person may be known, the first of each kind.

    None are returned where nobody in particular is spoken of, where there is one detail alone, or
    where all there is are an age and a need that many have.
    """
    first: dict[str, str] = {}
    for detail in sorted(identifying_details(text, offer), key=lambda one: (one.start, -one.end)):
        first.setdefault(detail.kind, text[detail.start : detail.end])
    details = first.keys() - {"person"}
    is_of_one = not first.keys().isdisjoint(_OF_ONE) or first.keys() >= _AT_WORK
    if not is_of_one or len(details) < _FEW or details <= _COMMON:
        return ()
    return tuple(dict.fromkeys(words for kind, words in first.items() if kind != "person"))


def published_text(answer: Answer, titles: Mapping[str, str]) -> str:
    """Return all that would be published of an answer, with the titles of the pages it names."""
    pages = (titles.get(getattr(answer, name), "") for name in _PAGES)
    return "\n".join((*(getattr(answer, name) for name in PUBLISHED_FIELDS), *pages))
