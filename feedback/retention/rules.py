"""The rules of retention, a function each: what has expired is deleted.

Each takes an open transaction, the time (seconds since 1970) and the council's numbers, and returns
how many it deleted. The privacy notice is made from the same numbers.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update

from feedback.accounts.session import has_ended
from feedback.accounts.throttling import is_forgotten
from feedback.clock_jumps import is_ahead
from feedback.local_time import day_of
from feedback.mail.delivery_attempts import is_unsent
from feedback.mail.held import HELD
from feedback.moderation.answer import Answer
from feedback.retention.site_numbers import is_over, months_before
from feedback.retention.unanswered import is_kept_back
from feedback.states import State
from feedback.store.rate_counts import purge_counts
from feedback.store.tables import acts, answers, comments, contacts, drafts, outbox, sessions, tries
from feedback.store.viewers import purge_viewers
from feedback.store.votes import anonymise_codes
from localoffer.annual_report.reporting_year import period_of
from localoffer.model.feedback import Feedback

DAY = 86_400
_BATCH = 500


def old_contacts(connection: Connection, now: int, numbers: Feedback) -> int:
    """Delete addresses some days after the reply; where nobody replied, with the words.

    An address to which mail still waits to be sent is not deleted.
    """
    waits = select(outbox.c.comment).where(or_(is_unsent(), outbox.c.outcome == HELD))
    replied = and_(
        contacts.c.replied <= now - numbers.keep_contact_days * DAY,
        contacts.c.comment.not_in(waits),
    )
    old = select(comments.c.id).where(_is_old(now, numbers))
    is_expired = or_(replied, contacts.c.comment.in_(old))
    ids = [row.comment for row in connection.execute(select(contacts.c.comment).where(is_expired))]
    forget_contacts(connection, ids)
    return len(ids)


def old_words(connection: Connection, now: int, numbers: Feedback) -> int:
    """Delete what was typed so many months ago, and what moderators wrote about it.

    What was published stays; of the rest only what is counted. What nobody has answered is kept
    back until a person has decided.
    """
    has_words = comments.c.words.is_not(None)
    rows = connection.execute(select(comments.c.id).where(_is_old(now, numbers), has_words))
    return forget_words(connection, rows.scalars())


def old_drafts(connection: Connection, now: int, numbers: Feedback) -> int:
    """Delete earlier versions of answers when they are as old."""
    day = months_before(now, numbers.keep_text_months)
    return connection.execute(delete(drafts).where(drafts.c.written <= day)).rowcount


def rejected_words(connection: Connection, now: int, numbers: Feedback) -> int:
    """Delete words and address of what was judged no comment, some days after the decision.

    They are as many days as for an address after a reply; until then it can be undone.
    """
    of_comment = (acts.c.comment == comments.c.id, ~is_ahead(acts.c.at, now))
    last = select(func.max(acts.c.at)).where(*of_comment).scalar_subquery()
    judged = func.coalesce(last, comments.c.received)
    rows = connection.execute(
        select(comments.c.id).where(
            comments.c.state == State.NOT_A_COMMENT.value,
            comments.c.words.is_not(None),
            judged <= now - numbers.keep_contact_days * DAY,
        )
    )
    ids = list(rows.scalars())
    forget_contacts(connection, ids)
    return forget_words(connection, ids)


def old_facts(connection: Connection, now: int, numbers: Feedback) -> int:
    """Delete role, age and area once their reporting year is over as long as words are stored."""
    day = months_before(now, numbers.keep_text_months)
    has_facts = or_(comments.c.role != "", comments.c.age != "", comments.c.area != "")
    rows = connection.execute(
        select(comments.c.id, comments.c.received).where(comments.c.received <= day, has_facts)
    )
    ids = [row.id for row in rows if _is_over(row.received, now, numbers)]
    forget_facts(connection, ids)
    return len(ids)


def ended_sessions(connection: Connection, now: int, _: Feedback) -> int:
    """Delete sessions that have ended, and attempts to sign in that are a day old."""
    number = connection.execute(delete(sessions).where(has_ended(now))).rowcount
    return number + connection.execute(delete(tries).where(is_forgotten(now))).rowcount


def faded_viewers(connection: Connection, now: int, _: Feedback) -> int:
    """Delete who has stopped looking at a comment."""
    return purge_viewers(connection, now)


def old_senders(connection: Connection, now: int, _: Feedback) -> int:
    """Delete counts of shortened network addresses that are a day old."""
    return purge_counts(connection, now)


def old_codes(connection: Connection, now: int, _: Feedback) -> int:
    """Replace the codes by which a repeated vote is recognised, once their day is over."""
    return anonymise_codes(connection, day_of(now))


def sent_words(connection: Connection, _: int, __: Feedback) -> int:
    """Delete the words of sent mail, should any be left."""
    remaining = and_(outbox.c.sent.is_not(None), outbox.c.sealed.is_not(None))
    return connection.execute(update(outbox).where(remaining).values(sealed=None)).rowcount


Rule = Callable[[Connection, int, Feedback], int]

#: In the order in which they are applied and reported.
RULES: Mapping[str, Rule] = {
    "addresses for a reply": old_contacts,
    "comments as they were written": old_words,
    "former versions of answers": old_drafts,
    "words of what was no comment": rejected_words,
    "roles, ages and areas": old_facts,
    "words of mail that was sent": sent_words,
    "counts of network addresses": old_senders,
    "codes of yes and no": old_codes,
    "sessions and tries to sign in": ended_sessions,
    "who was looking at a comment": faded_viewers,
}


def forget_contacts(connection: Connection, ids: Iterable[int]) -> None:
    """Delete the addresses of these comments, and their mail."""
    for batch in _batches(list(ids)):
        connection.execute(delete(outbox).where(outbox.c.comment.in_(batch)))
        connection.execute(delete(contacts).where(contacts.c.comment.in_(batch)))


def forget_facts(connection: Connection, ids: Iterable[int]) -> None:
    """Delete what these comments say of a person: role, age and area."""
    for batch in _batches(list(ids)):
        empty = {"role": "", "age": "", "area": ""}
        connection.execute(update(comments).where(comments.c.id.in_(batch)).values(empty))


def forget_words(connection: Connection, ids: Iterable[int]) -> int:
    """Delete the words of these comments, their mail, and what moderators wrote about them."""
    ids = list(ids)
    for batch in _batches(ids):
        is_one_of_these = comments.c.id.in_(batch)
        new_values = {"words": None, "version": comments.c.version + 1}
        connection.execute(update(comments).where(is_one_of_these).values(new_values))
        connection.execute(delete(drafts).where(drafts.c.comment.in_(batch)))
        connection.execute(delete(outbox).where(outbox.c.comment.in_(batch)))
        _forget_answers(connection, batch)
    return len(ids)


def _forget_answers(connection: Connection, batch: Iterable[int]) -> None:
    rows = connection.execute(
        select(answers.c.comment, answers.c.content, answers.c.shown).where(
            answers.c.comment.in_(batch)
        )
    ).all()
    for row in rows:
        published = _public(row.shown) if row.shown else None
        remaining = {"content": published or _countable(row.content), "shown": published}
        connection.execute(
            update(answers).where(answers.c.comment == row.comment).values(remaining)
        )


def _public(text: str) -> str:
    return replace(Answer.from_json(text), reply="", private="").as_json()


def _countable(text: str) -> str:
    """Return what is counted of an unpublished answer, without a word of it."""
    answer = Answer.from_json(text)
    return Answer(
        matter=answer.matter,
        themes=answer.themes,
        who=answer.who,
        people=answer.people,
        status=answer.status,
    ).as_json()


def _is_over(received: int, now: int, numbers: Feedback) -> bool:
    period = period_of(f"{day_of(received):%Y-%m}", numbers.year_begins)
    return is_over(period, day_of(now), numbers)


def _is_old(now: int, numbers: Feedback) -> ColumnElement[bool]:
    """Return the condition for comments whose words are due and about which somebody decided."""
    is_due = comments.c.received <= months_before(now, numbers.keep_text_months)
    return and_(is_due, ~is_kept_back())


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
