"""The act by which a store remembers that it came out of a backup, and with which votes."""

from typing import Final

from sqlalchemy import Connection, func, select

from feedback.store.audit_log import note_act
from feedback.store.tables import acts, votes

_RESTORED: Final = "restored"
_LAST_VOTE: Final = "votes up to "


def note_restored(connection: Connection, now: int) -> None:
    """Note the restore, and the last vote in the backup; ``now`` is seconds since 1970."""
    last = connection.scalar(select(func.max(votes.c.id))) or 0
    note_act(connection, now, _RESTORED, note=f"{_LAST_VOTE}{last}")


def last_restored_vote(connection: Connection) -> int | None:
    """Return the id of the last vote in the backup that was restored last; None if none was."""
    query = select(acts.c.note).where(acts.c.act == _RESTORED).order_by(acts.c.id.desc()).limit(1)
    note: str | None = connection.scalar(query)
    return None if note is None else int(note.removeprefix(_LAST_VOTE))
