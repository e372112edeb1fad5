"""The one way in: whatever is sent passes the guards and is kept, or its sender is told why not."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from flask import Request
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from feedback.app_context import AppContext
from feedback.intake import refusals
from feedback.intake.danger import danger_of
from feedback.intake.length import length_error
from feedback.intake.network import network_of
from feedback.intake.origin import from_our_site
from feedback.intake.spam_signs import find_spam_signs
from feedback.local_time import beginning, day_of, month_of
from feedback.store.prepared_statements import Transaction, driver_transaction
from feedback.store.rate_counts import HOUR, count, delete_old_counts
from feedback.store.submissions import store_submission
from feedback.store.survey_answers import store_survey_answer
from feedback.store.votes import store_vote
from feedback.submission import Receipt, Submission, SurveyAnswer, Vote
from localoffer.calendar_days import working_day_after
from localoffer.serving.error_log import note

#: A class or a waiting room has one network: yes, no and choices may come so many times oftener.
_CHOICES_FACTOR = 4

#: So many networks in an hour are a flood, which no limit on each of them sees.
_FLOOD_NETWORKS, _FLOOD_WARNINGS = 200, 5
_FLOOD = "More than %d networks sent something in this hour. Look at the queue."

Write = Callable[[Transaction], Receipt]


@dataclass(eq=False)
class IntakeRefusal(Exception):  # noqa: N818 - it is an answer: what was typed is shown again with it
    """It could not be kept. ``sentence`` says what to do instead; nothing typed may be lost."""

    status: int
    sentence: str


def receive(app: AppContext, request: Request, submission: Submission) -> Receipt:
    """Keep what someone sent with one of our forms and return its receipt.

    Raises:
        IntakeRefusal: it could not be kept, with the sentence to show.
    """
    now = app.now()
    form_made = app.keys.form_made(submission.form)
    spam_signs = tuple(find_spam_signs(submission, request.get_data(), form_made, now))
    return _check_and_store(
        app, request, _submission_writer(app, submission, now, spam_signs), submission
    )


def receive_vote(app: AppContext, request: Request, vote: Vote) -> Receipt:
    """Keep a yes or a no, or raise ``IntakeRefusal``. Its receipt has no reference."""
    month = month_of(app.now())
    return _check_and_store(
        app, request, lambda transaction: Receipt("", store_vote(transaction, vote, month))
    )


def receive_survey_answer(
    app: AppContext, request: Request, answer: SurveyAnswer, words: Submission | None = None
) -> Receipt:
    """Keep the choices of an answer and, apart from them, its words; or raise ``IntakeRefusal``.

    The receipt is that of the words; without any it has no reference.
    """
    now = app.now()
    write_words = _submission_writer(app, words, now) if words else None

    def write(transaction: Transaction) -> Receipt:
        is_new = store_survey_answer(transaction, answer, month_of(now))
        return write_words(transaction) if write_words else Receipt("", is_new)

    return _check_and_store(app, request, write, words)


def enter(app: AppContext, submission: Submission) -> Receipt:
    """Keep what a moderator enters for someone who rang, wrote or came; no guard looks at it."""
    with driver_transaction(app.engine) as transaction:
        return _submission_writer(app, submission, app.now())(transaction)


def due_after(now: int, working_days: int) -> int:
    """Return the last second of the working day that lies so many working days after now."""
    return beginning(working_day_after(day_of(now), working_days) + timedelta(days=1)) - 1


def _submission_writer(
    app: AppContext, submission: Submission, now: int, spam_signs: tuple[str, ...] = ()
) -> Write:
    sealed_address = app.keys.seal(submission.reply_to) if submission.reply_to else None
    due = due_after(now, app.site_context.offer.site.feedback.answer_days)
    danger = max(submission.danger, danger_of("\n".join(submission.words.values())))
    checked = replace(submission, flags=submission.flags + spam_signs, danger=danger)
    return lambda transaction: store_submission(transaction, checked, sealed_address, now, due)


def _check_and_store(
    app: AppContext, request: Request, write: Write, submission: Submission | None = None
) -> Receipt:
    """Let what was sent pass the guards that refuse, and keep it."""
    phone = app.site_context.offer.site.phone
    if not from_our_site(request.headers, app.settings.origins):
        raise IntakeRefusal(403, refusals.from_elsewhere(phone))
    if submission and (sentence := length_error(submission.words)):
        raise IntakeRefusal(413, sentence)
    try:
        return _store_with_retry(app, request, write)
    except SQLAlchemyError as error:
        note("feedback", error)
        raise IntakeRefusal(503, refusals.not_stored(phone)) from None


def _store_with_retry(app: AppContext, request: Request, write: Write) -> Receipt:
    """Keep it; where the connection turns out to be lost, once more with a new one.

    That is safe: a form that was kept after all is found by its number.
    """
    try:
        return _store(app, request, write)
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        return _store(app, request, write)


def _store(app: AppContext, request: Request, write: Write) -> Receipt:
    now = app.now()
    with driver_transaction(app.engine) as transaction:
        receipt = write(transaction)
        if receipt.is_new:
            _count(app, transaction, request, now, is_choices=not receipt.reference)
        return receipt


def _count(
    app: AppContext, transaction: Transaction, request: Request, now: int, *, is_choices: bool
) -> None:
    """Count what is new; refuse it, and so undo all of it, where there are too many."""
    most = app.settings.most_an_hour * (_CHOICES_FACTOR if is_choices else 1)
    kind = "choices" if is_choices else "words"
    sender = app.keys.sender(f"{kind} {network_of(request.remote_addr)}")
    counted = count(transaction, sender, now, _FLOOD_NETWORKS + _FLOOD_WARNINGS)
    if counted.number > most:
        phone = app.site_context.offer.site.phone
        raise IntakeRefusal(429, refusals.too_many(phone, HOUR - now % HOUR))
    if counted.number == 1:
        _on_first_of_network(transaction, now, counted.senders)


def _on_first_of_network(transaction: Transaction, now: int, networks: int) -> None:
    """See what is to do when a network sends for the first time in an hour.

    The first of all deletes old counts. When far more send than a council hears from in an hour,
    the operator is told. Workers that count at once may pass over a number: hence a few lines.
    """
    if networks <= 1:
        delete_old_counts(transaction, now)
    if networks in range(_FLOOD_NETWORKS, _FLOOD_NETWORKS + _FLOOD_WARNINGS):
        logging.getLogger("feedback").warning(_FLOOD, _FLOOD_NETWORKS)
