"""The page that confirms receipt. It shows the reference and nothing of what was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from flask import Request
from sqlalchemy import Row
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.forms.contexts import ReceivedPage
from feedback.forms.labels import manner_of
from feedback.forms.receipt_words import (
    BACK,
    HOME_PAGE,
    LATER,
    TITLE,
    next_steps,
    reference_notes,
)
from feedback.forms.render import help_links_of, sentence_page
from feedback.forms.status_view import STATUS
from feedback.store.engine import reading
from feedback.store.submissions import by_reference
from feedback.submission import Manner
from localoffer.pages.navigation import EASY_READ, HOME, TELL_US
from localoffer.pages.page import Link
from localoffer.pictures import FORM_PICTURES
from localoffer.serving.site_context import SiteContext

#: Its sender's reference stands in the address that was asked for, and in no other.
_ADDRESS: Final = "/feedback/received/"

_LINKS: Final = (
    Link("/feedback/comment", "Make a comment"),
    Link("/tell-us/", "Every way to tell us"),
)


@dataclass(frozen=True, slots=True)
class ReceivedView:
    """Confirms to senders that what they sent was stored."""

    app: AppContext

    def get(self, _: Request, reference: str) -> Response:
        """Return the page of a reference; it is the same however often it is opened."""
        with reading(self.app.engine) as connection:
            comment = by_reference(connection, reference)
        site_context = self.app.site_context
        if comment is None:
            return self._unknown()
        return self.app.page(_page(comment, site_context))

    def _unknown(self) -> Response:
        page = sentence_page(
            _ADDRESS,
            "We do not know this reference",
            "Look at it again: it has ten letters and numbers, such as 7K4Q9-M2PXA.",
            "If you cannot find it, call us. Say on which day you wrote and what it was about.",
            links=_LINKS,
        )
        return self.app.page(page, HTTPStatus.NOT_FOUND)


def _page(comment: Row[Any], site_context: SiteContext) -> ReceivedPage:
    manner = manner_of(comment.manner)
    feedback = site_context.offer.site.feedback
    return ReceivedPage(
        address=_ADDRESS,
        title=TITLE,
        description="What you sent is kept.",
        crumbs=(HOME, TELL_US),
        listed=False,
        reference=comment.reference,
        reference_notes=reference_notes(manner),
        steps=tuple(next_steps(comment, feedback, manner)),
        is_danger=comment.danger > 0,
        manner=manner,
        help_links=help_links_of(site_context),
        later=Link(f"{STATUS}?reference={comment.reference}", LATER[manner]),
        onward=tuple(_onward(comment.page, manner, site_context)),
        pictures=FORM_PICTURES if manner == "easy" else {},
    )


def _onward(page: str, manner: Manner, site_context: SiteContext) -> Iterator[Link]:
    """Yield the page that it was about, the pages for readers of this version, the home page."""
    titles, young_people = site_context.titles, site_context.offer.site.home.young_people
    own = {"easy": EASY_READ.address, "young": f"/topics/{young_people}/", "plain": ""}[manner]
    for address in dict.fromkeys((page, own)):
        if address in titles:
            yield Link(address, BACK[manner].format(title=titles[address]))
    yield Link(HOME.address, HOME_PAGE[manner])
