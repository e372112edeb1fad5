"""Submissions as the rows of a list."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Row

from feedback.accounts.account import Account
from feedback.intake.spam_signs import SPAM_SIGNS
from feedback.local_time import day_of, waited
from feedback.moderation.actions.second_person import waiting_texts
from feedback.moderation.assignment_status import viewers_in_words
from feedback.moderation.comment_record import typed_text
from feedback.moderation.context_parts import QueueRow
from feedback.moderation.labels import DANGER, STATES
from feedback.moderation.queue import WAITING_STATES
from feedback.states import State
from feedback.store.assignments import Assignment, assignments_of
from feedback.store.viewers import Viewer, viewers_of
from localoffer.render.filters import day
from localoffer.serving.site_context import SiteContext

_LONGEST: Final = 140
_DELETED: Final = "(The words have been deleted by rule.)"


def rows_in_words(
    connection: Connection,
    rows: Sequence[Row[Any]],
    account: Account,
    site_context: SiteContext,
    now: int,
) -> tuple[QueueRow, ...]:
    """Return rows of ``comments`` in words.

    Args:
        connection: An open transaction.
        rows: The rows of one page.
        account: Who looks at the page. That they look at a comment is not told to them.
        site_context: Where the titles of pages stand.
        now: Seconds since 1970.
    """
    ids = [row.id for row in rows]
    assigned, viewers = (
        assignments_of(connection, ids),
        viewers_of(connection, ids, now, but=account.id),
    )
    waits = waiting_texts(connection, rows, account, site_context)
    in_words = (
        _queue_row(row, assigned.get(row.id), viewers.get(row.id, ()), site_context, now)
        for row in rows
    )
    return tuple(
        replace(words, second_person=waits.get(row.id, ""))
        for row, words in zip(rows, in_words, strict=True)
    )


def _queue_row(
    row: Row[Any],
    assigned: Assignment | None,
    viewers: tuple[Viewer, ...],
    site_context: SiteContext,
    now: int,
) -> QueueRow:
    state = State(row.state)
    is_late = state in WAITING_STATES and row.due < now
    return QueueRow(
        address=f"/feedback/desk/comment/{row.id}",
        reference=row.reference,
        excerpt=excerpt(row.words),
        state=STATES[state],
        received=day_of(row.received),
        due=day_of(row.due),
        wants_reply=row.wants_reply,
        waiting_time=waited(row.received, now),
        page_title=site_context.titles.get(row.page, row.page),
        overdue=f"Overdue: it was due by {day(day_of(row.due))}" if is_late else "",
        danger=DANGER.get(min(row.danger, max(DANGER)), ""),
        assigned_to=assigned.name if assigned else "",
        viewers=viewers_in_words(viewers),
        quarantine_reasons=tuple(SPAM_SIGNS.get(flag, flag) for flag in row.flags.split()),
    )


def excerpt(words: str | None) -> str:
    """Return the first words of what was typed, as a link's text."""
    if words is None:
        return _DELETED
    text = " ".join(typed_text(json.loads(words)).split())
    if not text:
        return "(Nothing was written.)"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"
