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
from feedback.forms.render import help_links_of, link_to, sentence_page
from feedback.store.engine import reading
from feedback.store.submissions import by_reference
from feedback.submission import stored_publish_answer
from localoffer.counted import counted
from localoffer.model.site import Feedback
from localoffer.pages.navigation import HOME, TELL_US
from localoffer.pages.page import Link

#: Its sender's reference stands in the address that was asked for, and in no other.
_ADDRESS: Final = "/feedback/received/"

_LINKS: Final = (
    Link("/feedback/comment", "Make a comment"),
    Link("/tell-us/", "Every way to tell us"),
)

_WALL_STEPS: Final = (
    "We take out anything that could show who you are.",
    "Then your words go on the wall, where everyone can read them.",
    "Did you change your mind? Call us with your reference, and we keep them off the wall.",
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
        feedback = site_context.offer.site.feedback
        return self.app.page(
            ReceivedPage(
                address=_ADDRESS,
                title="We have it. Thank you",
                description="What you sent is kept.",
                crumbs=(HOME, TELL_US),
                listed=False,
                reference=comment.reference,
                next_steps=tuple(_next_steps(comment, feedback)),
                is_danger=comment.danger > 0,
                manner=comment.manner,
                help_links=help_links_of(site_context),
                back=link_to(comment.page, site_context),
            )
        )

    def _unknown(self) -> Response:
        page = sentence_page(
            _ADDRESS,
            "We do not know this reference",
            "Look at it again: it has ten letters and numbers, such as 7K4Q9-M2PXA.",
            "If you cannot find it, call us. Say on which day you wrote and what it was about.",
            links=_LINKS,
        )
        return self.app.page(page, HTTPStatus.NOT_FOUND)


def _next_steps(comment: Row[Any], feedback: Feedback) -> Iterator[str]:
    yield f"Someone reads it within {counted(feedback.days_to_read, 'working day')}."
    if comment.kind == "wall":
        yield from _WALL_STEPS
        return
    if comment.wants_reply:
        yield f"We aim to reply within {counted(feedback.days_to_answer, 'working day')}."
        keep = counted(feedback.keep_contact_days, "day")
        yield f"We delete your address {keep} after our reply."
    else:
        yield "You did not ask for a reply. You can still call us with your reference."
    yield _publishing(comment)


def _publishing(comment: Row[Any]) -> str:
    answer = stored_publish_answer(comment.publish, may_publish=comment.may_publish)
    if answer == "yes":
        return "We may publish it with our answer. We take out every name first."
    if answer == "no":
        return "You asked us not to publish what you wrote, so we do not."
    if comment.kind in ("sought", "survey"):
        return "We do not publish what you wrote."
    return "You did not say that we may publish what you wrote, so we do not."
