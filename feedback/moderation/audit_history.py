"""The log of acts, in words."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from feedback.local_time import moment_of
from feedback.moderation.context_parts import ActionButton
from feedback.moderation.labels import ONE, PASSED_ON, REASONS, STATES
from feedback.moderation.queue import SEEN_TO
from feedback.states import State
from feedback.store.tables import accounts, acts, comments
from localoffer.pages.page import Link
from localoffer.render.filters import day

SIZE: Final = 50

_SYSTEM: Final = "This service, by a command"
_WORDS: Final[Mapping[str, str]] = {
    "saved": "saved it",
    "signed off": "signed it off",
    "merged": "merged it into another one",
    "people counted": "counted its people again, after a merge",
    "undone": "undid the last change",
    "taken down": "opened it again, to be taken off the site",
    "entered": "entered it for somebody",
    "address shown": "asked to see the address for the reply",
    "replied": "sent the reply by e-mail",
    "told": "told the sender",
    "passed on": "passed it on",
    "made a comment": "made it a comment",
    "no danger": "read it: nobody is in danger",
    "published": "published it",
    "withdrawn": "took it off the site",
}


def of_comment(connection: Connection, comment: int) -> tuple[ActionButton, ...]:
    """Return what was done to a comment, newest first."""
    rows = connection.execute(_ACTS.where(acts.c.comment == comment)).all()
    return tuple(_deed(row, link=None) for row in rows)


def of_danger(connection: Connection, comment: int) -> tuple[str, ...]:
    """Return what was done about words of danger, a sentence each, newest first."""
    seen_to = (acts.c.comment == comment, acts.c.act.in_(SEEN_TO))
    deeds = [_deed(row, link=None) for row in connection.execute(_ACTS.where(*seen_to))]
    return tuple(f"{deed.who} {deed.what} on {day(deed.at.date())}." for deed in deeds)


def page_of(
    connection: Connection, before: int | None
) -> tuple[tuple[ActionButton, ...], int | None]:
    """Return a page of the log, newest first, and the id of its last row if there are more."""
    query = _ACTS if before is None else _ACTS.where(acts.c.id < before)
    rows = connection.execute(query.limit(SIZE + 1)).all()
    shown = rows[:SIZE]
    more = shown[-1].id if len(rows) > SIZE else None
    return tuple(_deed(row, link=_link(row)) for row in shown), more


_ACTS: Final = (
    select(acts, accounts.c.name, comments.c.reference)
    .outerjoin(accounts, accounts.c.id == acts.c.account)
    .outerjoin(comments, comments.c.id == acts.c.comment)
    .order_by(acts.c.id.desc())
)


def _deed(row: Row[Any], link: Link | None) -> ActionButton:
    who = row.name or (_SYSTEM if row.account is None else "An account that was deleted")
    return ActionButton(moment_of(row.at), who, _what(row), link)


def _what(row: Row[Any]) -> str:
    words = _WORDS.get(row.act)
    states = {state.value: f"made it: {name.lower()}" for state, name in STATES.items()}
    told = words or states.get(row.act, row.act)
    notes = {**PASSED_ON, **REASONS, **ONE}
    note = notes.get(row.note, row.note)
    if row.act == "merged" or row.note in set(State):
        return told
    return f"{told} ({note})" if note else told


def _link(row: Row[Any]) -> Link | None:
    if row.reference is None:
        return None
    return Link(f"/feedback/desk/comment/{row.comment}", row.reference)
