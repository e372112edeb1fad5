"""Comments that nobody has answered when their words are due: kept back until a person has decided.

A person decides by answering, withholding or putting them aside, or by the button "let-go" of
``moderation.actions.table``, which lets the words be deleted unanswered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, select

from feedback.local_time import day_of
from feedback.retention.site_numbers import months_before
from feedback.states import State
from feedback.store.tables import acts, comments
from localoffer.model.feedback import Feedback

#: So many days before its words are due, a comment that nobody has answered is named.
NOTICE_DAYS = 42

#: The act by which a moderator lets the words be deleted, unanswered.
LET_GO = "let go"

#: What somebody hopes for an answer to.
ANSWERED_KINDS = ("comment", "wall", "correction")

#: The states in which nobody has decided yet.
UNDECIDED = (State.QUARANTINED, State.NEW, State.OPEN, State.ANSWERED)

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Unanswered:
    """References of comments that nobody has answered: kept back by now, and soon due."""

    kept_back: tuple[str, ...]
    soon: Mapping[str, date]


def is_kept_back() -> ColumnElement[bool]:
    """Return the condition for comments that nobody has decided about, whatever their age.

    Whoever does anything else with a comment after letting it go has taken it up again.
    """
    last_act = (
        select(acts.c.act)
        .where(acts.c.comment == comments.c.id)
        .order_by(acts.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(
        comments.c.kind.in_(ANSWERED_KINDS),
        comments.c.state.in_([state.value for state in UNDECIDED]),
        func.coalesce(last_act, "") != LET_GO,
    )


def find_unanswered(connection: Connection, now: int, numbers: Feedback) -> Unanswered:
    """Return what a purge at ``now`` keeps back, and what it would within the days of notice."""
    oldest, soon = (
        months_before(moment, numbers.keep_text_months)
        for moment in (now, now + NOTICE_DAYS * _DAY)
    )
    rows = connection.execute(
        select(comments.c.reference, comments.c.received)
        .where(comments.c.received <= soon, comments.c.words.is_not(None), is_kept_back())
        .order_by(comments.c.received, comments.c.id)
    ).all()
    due_in = {
        row.reference: day_of(months_before(row.received, -numbers.keep_text_months))
        for row in rows
        if row.received > oldest
    }
    return Unanswered(tuple(row.reference for row in rows if row.received <= oldest), due_in)
