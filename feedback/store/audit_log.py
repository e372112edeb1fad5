"""The log of acts: who did what to which comment, and when. It is only ever added to."""

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
    """Write down an act. ``note`` is of our own words (a state, a number), never of a person's."""
    connection.execute(
        insert(acts),
        {"at": now, "account": account, "act": act, "comment": comment, "note": note},
    )
