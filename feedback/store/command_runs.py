"""When each command last did its work: what a monitor asks first."""

from collections.abc import Mapping
from typing import Literal

from sqlalchemy import Connection, select, update

from feedback.store.idempotency import insert_once
from feedback.store.tables import command_runs

CommandName = Literal["export", "purge", "send"]


def record_run(connection: Connection, command: CommandName, now: int) -> None:
    """Record that a command came to its end; ``now`` is seconds since 1970."""
    row = update(command_runs).where(command_runs.c.command == command).values(finished=now)
    if not connection.execute(row).rowcount:
        new = insert_once(connection.dialect.name, command_runs, command_runs.c.command)
        connection.execute(new.values(command=command, finished=now))


def last_runs(connection: Connection) -> Mapping[str, int]:
    """Return when each command that ever ran came to its end, in seconds since 1970."""
    rows = connection.execute(select(command_runs)).all()
    return {row.command: row.finished for row in rows}
