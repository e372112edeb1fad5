"""The one way in: whatever is sent is checked and stored, or refused with a sentence why."""

import logging
from collections.abc import Callable, Iterable
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
from feedback.store.lock_errors import is_lock_error
from feedback.store.prepared_statements import Transaction, driver_transaction
from feedback.store.rate_counts import HOUR, count, delete_old_counts
from feedback.store.submissions import store_submission
from feedback.store.survey_answers import store_survey_answer
from feedback.store.votes import store_vote
from feedback.submission import Receipt, Submission, SurveyAnswer, Vote
from feedback.way_to_ask import way_to_ask
from localoffer.calendar_days import working_day_after

#: A class or a waiting room shares one network: votes and choices may come so many times as often.
_CHOICES_FACTOR = 4

#: So many networks in an hour are a flood, which a limit on each of them does not stop.
_FLOOD_NETWORKS, _FLOOD_WARNINGS = 200, 5
_FLOOD = "More than %d networks sent something in this hour. Look at the queue."

Write = Callable[[Transaction], Receipt]


@dataclass(eq=False)
class IntakeRefusal(Exception):  # noqa: N818 - it is an answer: what was typed is shown again with it
    """Nothing was stored. ``sentence`` says what to do; what was typed is shown again."""

    status: int
    sentence: str


def receive(app: AppContext, request: Request, submission: Submission) -> Receipt:
    """Check and store what someone sent with one of our forms; return its receipt.

    Raises:
        IntakeRefusal: it was not stored, with the sentence to show.
    """
    now = app.now()
    form_made = app.keys.form_time(submission.form)
    spam_signs = tuple(find_spam_signs(submission, request.get_data(), form_made, now))
    return _check_and_store(
        app, request, _submission_writer(app, submission, now, spam_signs), submission
    )


def receive_vote(app: AppContext, request: Request, vote: Vote) -> Receipt:
    """Store a yes or a no; its receipt has no reference.

    Raises:
        IntakeRefusal: it was not stored, with the sentence to show.
    """
    month = month_of(app.now())
    return _check_and_store(
        app, request, lambda transaction: Receipt("", store_vote(transaction, vote, month))
    )


def receive_survey_answer(
    app: AppContext, request: Request, answer: SurveyAnswer, words: Submission | None = None
) -> Receipt:
    """Store the choices of an answer and, apart from them, its words.

    The receipt is that of the words; without any it has no reference.

    Raises:
        IntakeRefusal: it was not stored, with the sentence to show.
    """
    now = app.now()
    write_words = _submission_writer(app, words, now) if words else None

    def write(transaction: Transaction) -> Receipt:
        is_new = store_survey_answer(transaction, answer, month_of(now))
        return write_words(transaction) if write_words else Receipt("", is_new)

    return _check_and_store(app, request, write, words)


def enter(app: AppContext, submission: Submission, received: int) -> Receipt:
    """Store what a moderator enters for someone who rang, wrote or came; nothing is checked.

    ``received`` is when it came, in seconds since 1970: the answer is due from then.
    """
    return enter_all(app, (submission,), received)[0]


def enter_all(
    app: AppContext, submissions: Iterable[Submission], received: int
) -> tuple[Receipt, ...]:
    """Store several at once, all of them or none; else as ``enter`` does."""
    with driver_transaction(app.engine) as transaction:
        return tuple(
            _submission_writer(app, submission, received)(transaction) for submission in submissions
        )


def due_after(now: int, working_days: int) -> int:
    """Return when something is due: the end of a working day, in seconds since 1970."""
    return beginning(working_day_after(day_of(now), working_days) + timedelta(days=1)) - 1


def _submission_writer(
    app: AppContext, submission: Submission, now: int, spam_signs: tuple[str, ...] = ()
) -> Write:
    sealed_address = app.keys.seal(submission.reply_to) if submission.reply_to else None
    due = due_after(now, app.site_context.offer.site.feedback.days_to_answer)
    danger = max(submission.danger, danger_of("\n".join(submission.words.values())))
    checked = replace(submission, flags=submission.flags + spam_signs, danger=danger)
    return lambda transaction: store_submission(transaction, checked, sealed_address, now, due)


def _check_and_store(
    app: AppContext, request: Request, write: Write, submission: Submission | None = None
) -> Receipt:
    """Refuse what comes from another site or is too long; store the rest."""
    way = way_to_ask(app.site_context.offer.site)
    if not from_our_site(request.headers, app.settings.origins):
        raise IntakeRefusal(403, refusals.from_elsewhere(way))
    if submission and (sentence := length_error(submission.words)):
        raise IntakeRefusal(413, sentence)
    try:
        return _store_with_retry(app, request, write)
    except SQLAlchemyError as error:
        app.note(error)
        raise IntakeRefusal(503, refusals.not_stored(way)) from None


def _store_with_retry(app: AppContext, request: Request, write: Write) -> Receipt:
    """Store it; if the connection turns out to be lost, or somebody held a lock, try once more.

    An upgrade of the tables may hold them for seconds. Once more is safe: a form that was stored
    after all is known by its number.
    """
    try:
        return _store(app, request, write)
    except DBAPIError as error:
        if not (error.connection_invalidated or is_lock_error(error)):
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
    """Count a new one for its network; above the limit, refuse it, which rolls everything back."""
    most = app.settings.most_an_hour * (_CHOICES_FACTOR if is_choices else 1)
    kind = "choices" if is_choices else "words"
    sender = app.keys.digest(f"{kind} {network_of(request.remote_addr)}")
    counted = count(transaction, sender, now, _FLOOD_NETWORKS + _FLOOD_WARNINGS)
    if counted.number > most:
        way = way_to_ask(app.site_context.offer.site)
        raise IntakeRefusal(429, refusals.too_many(way, HOUR - now % HOUR))
    if counted.number == 1:
        _on_first_of_network(transaction, now, counted.senders)


def _on_first_of_network(transaction: Transaction, now: int, networks: int) -> None:
    """Do what is due when a network sends for the first time in an hour.

    The first network of the hour has old counts deleted. When far more send than a council hears
    from in an hour, a warning goes to the log, on a few counts in a row, because workers that
    count at the same moment may skip one.
    """
    if networks <= 1:
        delete_old_counts(transaction, now)
    if networks in range(_FLOOD_NETWORKS, _FLOOD_NETWORKS + _FLOOD_WARNINGS):
        logging.getLogger("feedback").warning(_FLOOD, _FLOOD_NETWORKS)
