"""The audit log: who did what to which comment, and when. Rows are only ever added."""

from sqlalchemy import Connection, insert

from feedback.store.tables import acts


def note_act(
    connection: Connection,
    now: int,
    act: str,
    *,
    account: int | None = None,
    comment: int | None = None,
    note: str = "",
) -> None:
    """Add an act to the log. ``note`` holds our own words (a state, a number), never a person's."""
    connection.execute(
        insert(acts),
        {"at": now, "account": account, "act": act, "comment": comment, "note": note},
    )
