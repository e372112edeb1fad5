"""What a receipt says: what to do with the reference, and what happens next."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Row

from feedback.forms.form import days
from feedback.forms.labels import three
from feedback.forms.progress_step import ProgressStep, StepWording
from feedback.submission import Manner, stored_publish_answer
from localoffer.counted import counted
from localoffer.model.feedback import Feedback

TITLE: Final = "We have it. Thank you"
LATER: Final = three(
    "See later how far we are",
    "Come back later to see how far we are",
    "See later what we do with it",
)
BACK: Final = three("Back to: {title}", "Back to: {title}", "Go back to: {title}")
HOME_PAGE: Final = three(
    "Back to the home page", "Back to the home page", "Go to the start of this site"
)

_NOTES: Final = (
    StepWording(
        three(
            "Write it down, or take a picture of this page. Say it when you call, and we can find "
            "what you sent.",
            "Write it down, or take a photo of this page. Say it when you call us. Then we can "
            "find what you sent.",
            "Write it down. Or take a photo.",
        ),
        "pencil",
    ),
    StepWording(
        three(
            "The reference is yours alone. We never publish it.",
            "This number is just for you. We never put it on this site.",
            "This number is only for you. Do not show it to other people.",
        ),
        "person",
    ),
)
_READ: Final = StepWording(
    three("Someone reads it within {days}.", "Someone reads it within {days}.",
          "We read it in {days}."),
    "eyes",
)  # fmt: skip
_REPLY: Final = StepWording(
    three("We aim to reply within {days}.", "We try to reply within {days}.",
          "We try to answer you in {days}."),
    "incoming envelope",
)  # fmt: skip
_DELETE: Final = StepWording(
    three(
        "We delete your address {keep} after our reply.",
        "We delete your address {keep} after we reply.",
        "{keep} after that, we delete your address.",
    ),
    "prohibited",
)
_NO_REPLY: Final = StepWording(
    three(
        "You did not ask for a reply. You can still call us with your reference.",
        "You did not ask for a reply. You can still call us. Tell us your reference.",
        "You do not get an answer by post or e-mail. You can call us. Tell us your reference.",
    ),
    "telephone receiver",
)
_MAY_PUBLISH: Final = StepWording(
    three(
        "We may publish it with our answer. We take out every name first.",
        "We may put it on this site, with our answer. We take out every name first.",
        "You said yes: other people may read it. We take out all names first.",
    ),
    "newspaper",
)
_ASKED_NOT_TO: Final = StepWording(
    three(
        "You asked us not to publish what you wrote, so we do not.",
        "You asked us to keep it off this site, so we do.",
        "You said no. So we do not put it on this site.",
    ),
    "person gesturing no",
)
_NEVER: Final = StepWording(
    three(
        "We do not publish what you wrote.",
        "We do not put what you wrote on this site.",
        "We do not put your words on this site.",
    ),
    "person gesturing no",
)
_DID_NOT_SAY: Final = StepWording(
    three(
        "You did not say that we may publish what you wrote, so we do not.",
        "You did not say that we can put it on this site, so we do not.",
        "You did not say yes. So we do not put it on this site.",
    ),
    "person gesturing no",
)
_WALL: Final = (
    StepWording(
        three(
            "We take out anything that could show who you are.",
            "We take out anything that could show who you are.",
            "We take out names.",
        ),
        "prohibited",
    ),
    StepWording(
        three(
            "Then your words go on the wall, where everyone can read them.",
            "Then your words go on the wall, where everyone can read them.",
            "Then your words go on the wall. Everyone can read them.",
        ),
        "newspaper",
    ),
    StepWording(
        three(
            "Did you change your mind? Call us with your reference, and we keep them off the wall.",
            "Did you change your mind? Call us. Tell us your reference, and we keep them off the "
            "wall.",
            "Did you change your mind? Call us. Tell us your reference.",
        ),
        "telephone receiver",
    ),
)


def reference_notes(manner: Manner) -> tuple[ProgressStep, ...]:
    """Return what a sender should do with the reference."""
    return tuple(wording.step(manner) for wording in _NOTES)


def next_steps(comment: Row[Any], feedback: Feedback, manner: Manner) -> Iterator[ProgressStep]:
    """Yield what happens next with a stored submission."""
    yield _READ.step(manner, days=days(feedback.days_to_read))
    if comment.kind == "wall":
        yield from (wording.step(manner) for wording in _WALL)
        return
    if comment.wants_reply:
        yield _REPLY.step(manner, days=days(feedback.days_to_answer))
        yield _DELETE.step(manner, keep=counted(feedback.keep_contact_days, "day"))
    else:
        yield _NO_REPLY.step(manner)
    yield _publishing(comment).step(manner)


def _publishing(comment: Row[Any]) -> StepWording:
    answer = stored_publish_answer(comment.publish, may_publish=comment.may_publish)
    if answer == "yes":
        return _MAY_PUBLISH
    if answer == "no":
        return _ASKED_NOT_TO
    return _NEVER if comment.kind in ("sought", "survey") else _DID_NOT_SAY
