"""What was sent as one row of a list."""

import json
from typing import Any, Final

from sqlalchemy import Row

from feedback.intake.spam_signs import SPAM_SIGNS
from feedback.local_time import day_of, waited
from feedback.moderation.comment_record import said_in
from feedback.moderation.context_parts import Queued
from feedback.moderation.labels import DANGER, STATES
from feedback.moderation.queue import WAITS
from feedback.states import State
from localoffer.render.filters import day
from localoffer.serving.site_context import SiteContext

_SHORT: Final = 140
_GONE: Final = "(The words have been deleted by rule.)"


def queued(row: Row[Any], around: SiteContext, now: int) -> Queued:
    """Return a row of ``comments`` in words; ``now`` is seconds since 1970."""
    state = State(row.state)
    is_late = state in WAITS and row.due < now
    return Queued(
        address=f"/feedback/desk/comment/{row.id}",
        said=first_words(row.words),
        state=STATES[state],
        received=day_of(row.received),
        waits=waited(row.received, now),
        about=around.titles.get(row.page, row.page),
        late=f"Overdue: it was due by {day(day_of(row.due))}" if is_late else "",
        danger=DANGER.get(min(row.danger, max(DANGER)), ""),
        why_apart=tuple(SPAM_SIGNS.get(flag, flag) for flag in row.flags.split()),
    )


def first_words(words: str | None) -> str:
    """Return the first words of what was typed, as a link's text."""
    if words is None:
        return _GONE
    said = " ".join(said_in(json.loads(words)).split())
    if not said:
        return "(Nothing was written.)"
    return said if len(said) <= _SHORT else f"{said[:_SHORT].rsplit(' ', 1)[0]}…"
