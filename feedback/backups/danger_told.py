"""Which comments with words of danger the council's mailbox was told of before a restore."""

from sqlalchemy import Connection, insert, select

from feedback.backups.missing_rows import IdMaps, insert_rows, rows_of, without_id
from feedback.store.tables import danger_notices, notices


def copy_danger_notices(source: Connection, target: Connection, ids: IdMaps) -> int:
    """Note of which new comments the mailbox was told; return of how many.

    A notice that was not sent is left out: the present store makes a new one, so that nobody waits
    for mail that never went.
    """
    sent = {
        row["id"]: dict(row)
        for row in source.execute(select(notices).where(notices.c.sent.is_not(None))).mappings()
    }
    told = [row for row in rows_of(source, danger_notices, ids.new) if row["notice"] in sent]
    copies: dict[int, int] = {}
    for row in told:
        if row["notice"] not in copies:
            period = str(ids.new[row["comment"]])
            values = without_id(sent[row["notice"]]) | {"period": period}
            query = insert(notices).returning(notices.c.id)
            copies[row["notice"]] = target.execute(query, values).scalar_one()
    rows = ({**ids.translated(row), "notice": copies[row["notice"]]} for row in told)
    return insert_rows(target, danger_notices, rows)
