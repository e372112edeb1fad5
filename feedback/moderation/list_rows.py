"""Submissions as the rows of a list."""

import json
from typing import Any, Final

from sqlalchemy import Row

from feedback.intake.spam_signs import SPAM_SIGNS
from feedback.local_time import day_of, waited
from feedback.moderation.comment_record import typed_text
from feedback.moderation.context_parts import QueueRow
from feedback.moderation.labels import DANGER, STATES
from feedback.moderation.queue import WAITING_STATES
from feedback.states import State
from localoffer.render.filters import day
from localoffer.serving.site_context import SiteContext

_LONGEST: Final = 140
_DELETED: Final = "(The words have been deleted by rule.)"


def queue_row(row: Row[Any], site_context: SiteContext, now: int) -> QueueRow:
    """Return a row of ``comments`` in words; ``now`` is seconds since 1970."""
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
