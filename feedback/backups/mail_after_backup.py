"""What became of mail after a backup, of comments that are in both stores."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from feedback.backups.missing_rows import RowValues, rows_of
from feedback.store.tables import comments, contacts, outbox

#: What a mail of the present store takes over from the same one in the set-aside store.
_FATE: Final = ("sealed", "tries", "next_try", "sent", "carrier_id", "ask_at", "outcome")

#: By what a mail is known in both: the id of its comment here, when it was written, and as what.
_Key = tuple[int, int, str]


def settle_mail(source: Connection, target: Connection, both: Mapping[int, int]) -> tuple[str, ...]:
    """Have the present store know what became of mail, so that none is sent twice or never.

    ``both`` are ids of ``target`` by those of ``source``. What was sent counts as sent here, also
    where it was written after the backup; what still waited there is sent from here.

    Returns:
        The references of comments whose sender had mail after the backup.
    """
    here = _unsent_here(target, both)
    told: dict[int, int] = {}
    for row in rows_of(source, outbox, both):
        comment = both[row["comment"]]
        row_id = here.pop((comment, row["created"], row["template"]), None)
        if row_id is not None:
            fate = {name: row[name] for name in _FATE}
            target.execute(update(outbox).where(outbox.c.id == row_id).values(fate))
        elif row["sent"] is not None and not _is_known(target, comment, row):
            values = {name: value for name, value in row.items() if name != "id"}
            target.execute(insert(outbox), values | {"comment": comment})
        else:
            continue
        if row["sent"] is not None:
            told[comment] = row["comment"]
    for comment, there in told.items():
        _take_over_day(source, target, comment, there)
    query = select(comments.c.reference).where(comments.c.id.in_(told)).order_by(comments.c.id)
    return tuple(target.execute(query).scalars())


def _unsent_here(target: Connection, both: Mapping[int, int]) -> dict[_Key, int]:
    rows = rows_of(target, outbox, both.values())
    return {
        (row["comment"], row["created"], row["template"]): row["id"]
        for row in rows
        if row["sent"] is None
    }


def _is_known(target: Connection, comment: int, row: RowValues) -> bool:
    same: tuple[Any, ...] = (
        outbox.c.comment == comment,
        outbox.c.created == row["created"],
        outbox.c.template == row["template"],
    )
    return target.execute(select(outbox.c.id).where(*same)).first() is not None


def _take_over_day(source: Connection, target: Connection, comment: int, there: int) -> None:
    """Take over when a sender was told, from which the days of their address are counted."""
    replied = source.scalar(select(contacts.c.replied).where(contacts.c.comment == there))
    if replied is not None:
        contact = update(contacts).where(contacts.c.comment == comment)
        target.execute(contact.values(replied=replied))
