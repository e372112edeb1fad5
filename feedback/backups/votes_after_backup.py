"""Answers of yes and no that came between a backup and its restore.

A day after it came, nothing tells whose a vote was, so none is known by its code. But a store that
was restored has the first votes of the one that was set aside, up to the last in the backup; those
after it are missing.
"""

from typing import Final

from sqlalchemy import Connection, select

from feedback.backups.missing_rows import insert_rows, without_id
from feedback.backups.restore_act import last_restored_vote
from feedback.store.tables import acts, votes

#: The act of a command that brought something back, whose note names the file's last mark.
BROUGHT_BACK: Final = "brought back"


def note_of(number: int, mark: int) -> str:
    """Return the note of that act: how many comments came, and from which file."""
    return f"comments: {number}, {_file(mark)}"


def copy_votes(source: Connection, target: Connection, mark: int) -> int | None:
    """Copy the votes that came after the backup; return how many.

    ``mark`` is the newest of the set-aside store. A second time nothing is copied. Returns None
    where it cannot be told which are missing: ``target`` was not restored from a backup of
    ``source``.
    """
    if _was_brought_back(target, mark):
        return 0
    last = last_restored_vote(target)
    if last is None or _until(source, last) != _until(target, last):
        return None
    known = set(target.execute(select(votes.c.form)).scalars())
    later = source.execute(select(votes).where(votes.c.id > last).order_by(votes.c.id)).mappings()
    missing = (without_id(dict(row)) for row in later if row["form"] not in known)
    return insert_rows(target, votes, missing)


def _file(mark: int) -> str:
    return f"file {mark}"


def _was_brought_back(target: Connection, mark: int) -> bool:
    note = acts.c.note.like(f"%, {_file(mark)}")
    return (
        target.execute(select(acts.c.id).where(acts.c.act == BROUGHT_BACK, note)).first()
        is not None
    )


def _until(connection: Connection, last: int) -> list[tuple[int, str, bool, str]]:
    columns = (votes.c.id, votes.c.page, votes.c.useful, votes.c.month)
    query = select(*columns).where(votes.c.id <= last).order_by(votes.c.id)
    return [(row.id, row.page, row.useful, row.month) for row in connection.execute(query)]
