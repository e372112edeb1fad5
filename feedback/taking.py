"""The one way in: whatever is sent passes the guards and is kept, or its sender is told why not."""

from dataclasses import dataclass

from flask import Request

from feedback.service import Service
from feedback.store.comments import keep
from feedback.store.engine import writing
from feedback.submission import Receipt, Submission

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Refused(Exception):  # noqa: N818 - it is an answer: what was typed is shown again with it
    """It could not be kept. ``sentence`` says what to do instead; nothing typed may be lost."""

    status: int
    sentence: str


def take(service: Service, _request: Request, submission: Submission) -> Receipt:
    """Keep what someone sent and return its receipt, or raise ``Refused``."""
    now = service.now()
    sealed = service.keys.seal(submission.reply_to) if submission.reply_to else None
    with writing(service.engine) as connection:
        return keep(connection, submission, sealed, now, now + 28 * _DAY)
