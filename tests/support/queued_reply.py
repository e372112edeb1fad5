"""A comment whose sender left an address, and the reply that waits to be sent to it."""

from feedback.app_context import AppContext
from feedback.mail.outbox import queue_reply, unsent
from feedback.store.engine import reading, writing
from feedback.store.submissions import by_reference, store_submission
from feedback.submission import Submission

NOW = 1_790_000_000
WORDS = "Thank you. There is a number to ring now."


def queue_reply_to(service: AppContext, reply_to: str = "parent@example.org") -> int:
    """Keep a comment and queue a reply to it; return the comment's number in the store."""
    submission = Submission("form-1", "comment", {"wrong": "No taxi."}, reply_to=reply_to)
    sealed = service.keys.seal(reply_to) if reply_to else None
    with writing(service.engine) as connection:
        receipt = store_submission(connection, submission, sealed, NOW, NOW)
        row = by_reference(connection, receipt.reference)
        assert row
        queue_reply(connection, service, row.id, "Your comment", WORDS, NOW)
    return int(row.id)


def left(service: AppContext) -> int:
    """How many mails have not been sent."""
    with reading(service.engine) as connection:
        return len(unsent(connection, service))
