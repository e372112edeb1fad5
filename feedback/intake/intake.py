"""The one way in: whatever is sent is checked and stored, or refused with a sentence why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache, partial

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
from feedback.store.counted_submissions import CountedReceipt, store_counted, write_counted
from feedback.store.lock_errors import is_lock_error
from feedback.store.prepared_statements import Transaction, driver_transaction
from feedback.store.rate_counts import HOUR, RateLimit, TooManySent
from feedback.store.submissions import store_submission
from feedback.store.survey_answers import store_survey_answer
from feedback.store.votes import store_vote
from feedback.submission import Receipt, Submission, SurveyAnswer, Vote
from feedback.way_to_ask import way_to_ask
from localoffer.calendar_days import working_day_after

#: A class or a waiting room shares one network: votes and choices may come so many times as often.
_CHOICES_FACTOR = 4

Store = Callable[[RateLimit], CountedReceipt]
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
    values = _checked(app, submission, now, spam_signs)
    store = partial(store_counted, app.engine, *values)
    return _check_and_store(app, request, store, submission)


def receive_vote(app: AppContext, request: Request, vote: Vote) -> Receipt:
    """Store a yes or a no; its receipt has no reference.

    Raises:
        IntakeRefusal: it was not stored, with the sentence to show.
    """
    month = month_of(app.now())

    def write(transaction: Transaction) -> Receipt:
        return Receipt("", store_vote(transaction, vote, month))

    return _check_and_store(app, request, partial(write_counted, app.engine, write))


def receive_survey_answer(
    app: AppContext, request: Request, answer: SurveyAnswer, words: Submission | None = None
) -> Receipt:
    """Store the choices of an answer and, apart from them, its words.

    The receipt is that of the words; without any it has no reference.

    Raises:
        IntakeRefusal: it was not stored, with the sentence to show.
    """
    now = app.now()
    write_words = _writer(app, words, now) if words else None

    def write(transaction: Transaction) -> Receipt:
        is_new = store_survey_answer(transaction, answer, month_of(now))
        return write_words(transaction) if write_words else Receipt("", is_new)

    return _check_and_store(app, request, partial(write_counted, app.engine, write), words)


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
        return tuple(_writer(app, submission, received)(transaction) for submission in submissions)


def due_after(now: int, working_days: int) -> int:
    """Return when something is due: the end of a working day, in seconds since 1970."""
    return _end_of_day(day_of(now), working_days)


@lru_cache(maxsize=8)
def _end_of_day(day: date, working_days: int) -> int:
    return beginning(working_day_after(day, working_days) + timedelta(days=1)) - 1


def _checked(
    app: AppContext, submission: Submission, now: int, spam_signs: tuple[str, ...] = ()
) -> tuple[Submission, bytes | None, int]:
    """Return what is stored: the submission with its signs, its sealed address, when it is due."""
    sealed_address = app.keys.seal(submission.reply_to) if submission.reply_to else None
    due = due_after(now, app.site_context.offer.site.feedback.days_to_answer)
    danger = max(submission.danger, danger_of("\n".join(submission.words.values())))
    if spam_signs or danger != submission.danger:
        submission = replace(submission, flags=submission.flags + spam_signs, danger=danger)
    return submission, sealed_address, due


def _writer(app: AppContext, submission: Submission, now: int) -> Write:
    checked, sealed_address, due = _checked(app, submission, now)
    return lambda transaction: store_submission(transaction, checked, sealed_address, now, due)


def _check_and_store(
    app: AppContext, request: Request, store: Store, submission: Submission | None = None
) -> Receipt:
    """Refuse what comes from another site or is too long; store the rest."""
    if not from_our_site(request.headers, app.settings.origins):
        raise IntakeRefusal(403, refusals.from_elsewhere(_way(app)))
    if submission and (sentence := length_error(submission.words)):
        raise IntakeRefusal(413, sentence)
    limit = _limit(app, request, is_choices=submission is None)
    try:
        counted = _store_with_retry(store, limit)
    except TooManySent:
        seconds = HOUR - limit.now % HOUR
        raise IntakeRefusal(429, refusals.too_many(_way(app), seconds)) from None
    except SQLAlchemyError as error:
        app.note(error)
        raise IntakeRefusal(503, refusals.not_stored(_way(app))) from None
    if counted.number == 1:
        _note_new_network(app, limit.now)
    return counted.receipt


def _note_new_network(app: AppContext, now: int) -> None:
    """Do what is due about it; what it sent is stored, whatever becomes of this."""
    try:
        app.networks.note_new(app.engine, now)
    except SQLAlchemyError as error:
        app.note(error)


def _way(app: AppContext) -> str:
    return way_to_ask(app.site_context.offer.site)


def _limit(app: AppContext, request: Request, *, is_choices: bool) -> RateLimit:
    """Return how often the network of a request may send, in choices or in words."""
    most = app.settings.most_an_hour * (_CHOICES_FACTOR if is_choices else 1)
    kind = "choices" if is_choices else "words"
    sender = app.keys.digest(f"{kind} {network_of(request.remote_addr)}")
    return RateLimit(sender, app.now(), most)


def _store_with_retry(store: Store, limit: RateLimit) -> CountedReceipt:
    """Store it; if the connection turns out to be lost, or somebody held a lock, try once more.

    An upgrade of the tables may hold them for seconds. Once more is safe: a form that was stored
    after all is known by its number.
    """
    try:
        return store(limit)
    except DBAPIError as error:
        if not (error.connection_invalidated or is_lock_error(error)):
            raise
        return store(limit)
