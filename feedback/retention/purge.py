"""Deleting what has expired, from the tables and from the bytes of the database's file."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from sqlalchemy import Connection, Engine

from feedback.app_context import AppContext
from feedback.retention.future_times import correct_future_times
from feedback.retention.rules import RULES
from feedback.store.audit_log import note_act
from feedback.store.command_runs import record_run
from localoffer.model.feedback import Feedback
from localoffer.problems import UsageError
from localoffer.program import PROGRAM

_NOT_WIPED = (
    "It is deleted, but SQLite's file could not be written anew ({}), so old words may still lie "
    "in it. Make room on the disk, or wait until nobody reads or writes, and run: "
    f"{PROGRAM} feedback purge"
)


def purge(app: AppContext, numbers: Feedback, now: int, *, dry_run: bool) -> Mapping[str, int]:
    """Set times of the future right, apply every rule, and return how many each deleted.

    A dry run counts the same and rolls back.

    Raises:
        UsageError: the rows are deleted, but SQLite's file could not be rewritten.
    """
    with app.engine.connect().execution_options(writes=True) as connection:
        secure(connection)
        with connection.begin() as transaction:
            counts = apply_rules(connection, now, numbers)
            if dry_run:
                transaction.rollback()
    if not dry_run:
        wipe(app.engine)
    return counts


def apply_rules(connection: Connection, now: int, numbers: Feedback) -> Mapping[str, int]:
    """Set times of the future right, apply every rule, and return how many rows each deleted."""
    if corrected := correct_future_times(connection, now, numbers):
        note_act(connection, now, "purge", note=f"times of the future: {corrected}")
    counts = {name: rule(connection, now, numbers) for name, rule in RULES.items()}
    for name, number in counts.items():
        if number:
            note_act(connection, now, "purge", note=f"{name}: {number}")
    record_run(connection, "purge", now)
    return counts


def secure(connection: Connection) -> None:
    """Have SQLite write zeros over what is deleted: sqlite.org/pragma.html#pragma_secure_delete."""
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()


def wipe(engine: Engine) -> None:
    """Rewrite SQLite's files so that nothing deleted is left in them.

    Pages that were split keep old bytes, so the file is rewritten (VACUUM) and the write-ahead log
    emptied. PostgreSQL has its own autovacuum: docs/feedback.md.

    Raises:
        UsageError: the disk is full, or somebody reads or writes the file.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection, closing(connection.connection.cursor()) as cursor:
        try:
            cursor.execute("VACUUM")
            is_busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            raise UsageError(_NOT_WIPED.format(error)) from None
    if is_busy:
        raise UsageError(_NOT_WIPED.format("it is being read"))
