"""The audit log, in words."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from feedback.local_time import moment_of
from feedback.moderation.actions.assign import ASSIGNED
from feedback.moderation.actions.table import ACTIONS
from feedback.moderation.actions.undo import MADE_A_COMMENT
from feedback.moderation.context_parts import AuditEntry
from feedback.moderation.labels import KIND, MAIL_FAILURES, OTHER_ACTS, PASSED_ON, REASONS
from feedback.moderation.queue import DANGER_CHECKED
from feedback.states import State
from feedback.store.tables import accounts, acts, comments
from localoffer.pages.page import Link
from localoffer.render.filters import day

PAGE_SIZE: Final = 50

_NO_ACCOUNT: Final = "This service, by a command"
#: What the note of an act begins with that gives a comment to an account.
_ACCOUNT: Final = "account "
_DELETED_ACCOUNT: Final = "An account that was deleted"
_ACTS_IN_WORDS: Final[Mapping[str, str]] = {
    **OTHER_ACTS,
    **{action.stored_act: action.logged_as for action in ACTIONS},
}
_NOTES_IN_WORDS: Final[Mapping[str, str]] = {**PASSED_ON, **REASONS, **KIND, **MAIL_FAILURES}


def comment_history(connection: Connection, comment_id: int) -> tuple[AuditEntry, ...]:
    """Return what was done to a comment, newest first."""
    rows = connection.execute(_SELECT.where(acts.c.comment == comment_id)).all()
    names = _names_in_notes(connection, rows)
    return tuple(_entry(row, names, link=None) for row in rows)


def danger_history(connection: Connection, comment_id: int) -> tuple[str, ...]:
    """Return what was done about words of danger, a sentence each, newest first."""
    about_danger = (acts.c.comment == comment_id, acts.c.act.in_(DANGER_CHECKED))
    rows = connection.execute(_SELECT.where(*about_danger))
    entries = [_entry(row, {}, link=None) for row in rows]
    return tuple(f"{entry.who} {entry.what} on {day(entry.at.date())}." for entry in entries)


def log_page(
    connection: Connection, before: int | None
) -> tuple[tuple[AuditEntry, ...], int | None]:
    """Return a page of the log, newest first, and the id of its last row if there are more.

    Args:
        connection: An open transaction.
        before: The id of the row that the page begins after; None for the first page.
    """
    query = _SELECT if before is None else _SELECT.where(acts.c.id < before)
    rows = connection.execute(query.limit(PAGE_SIZE + 1)).all()
    page = rows[:PAGE_SIZE]
    last = page[-1].id if len(rows) > PAGE_SIZE else None
    names = _names_in_notes(connection, page)
    return tuple(_entry(row, names, link=_link(row)) for row in page), last


_SELECT: Final = (
    select(acts, accounts.c.name, comments.c.reference)
    .outerjoin(accounts, accounts.c.id == acts.c.account)
    .outerjoin(comments, comments.c.id == acts.c.comment)
    .order_by(acts.c.id.desc())
)


def _names_in_notes(connection: Connection, rows: Iterable[Row[Any]]) -> Mapping[str, str]:
    """Return the names of the accounts that comments were given to, by the note of the act."""
    notes = {row.note for row in rows if row.act == ASSIGNED}
    ids = [int(note.removeprefix(_ACCOUNT)) for note in notes]
    query = select(accounts.c.id, accounts.c.name).where(accounts.c.id.in_(ids))
    return {f"{_ACCOUNT}{row.id}": row.name for row in connection.execute(query)} if ids else {}


def _entry(row: Row[Any], names: Mapping[str, str], link: Link | None) -> AuditEntry:
    who = row.name or (_NO_ACCOUNT if row.account is None else _DELETED_ACCOUNT)
    what = _what(row)
    if row.act == ASSIGNED:
        what = f"gave it to {names.get(row.note, 'a colleague')}"
    return AuditEntry(moment_of(row.at), who, what, link)


def _what(row: Row[Any]) -> str:
    what: str = _ACTS_IN_WORDS.get(row.act, row.act)
    if row.act in (State.MERGED.value, "undone") or row.note in set(State):
        return what
    note = _NOTES_IN_WORDS.get(row.note, row.note)
    if row.act == MADE_A_COMMENT:
        note = KIND.get(row.note.partition(" ")[0], "")
    return f"{what} ({note})" if note else what


def _link(row: Row[Any]) -> Link | None:
    if row.reference is None:
        return None
    return Link(f"/feedback/desk/comment/{row.comment}", row.reference)
