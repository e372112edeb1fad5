"""Proving a copy by opening it: that it is whole, and that its tables are as the models say."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from feedback.backups.store_rows import count_rows
from feedback.store.engine import make_engine, reading
from feedback.store.migrate import is_current
from feedback.store.schema_differences import schema_differences
from localoffer.problems import UsageError

_DAMAGED = (
    "{} is damaged: {}. It cannot be used. If it is a backup, use an older one; if it is what a "
    "restore set aside, docs/backups.md says how to save what can still be read."
)
_NO_STORE = "{} holds no comments of this program: it has none of the tables. Name another file."
_TABLES = "The tables in {} are not those of this program:\n{}\nUse another backup."


def verify(file: Path) -> dict[str, int]:
    """Return how many rows each table of a SQLite store has, after looking at all of it.

    The tables of an older version are not compared with the models: a restore migrates them first.

    Raises:
        UsageError: it is damaged, it is no store of ours, or its tables are not as they should be.
    """
    require_whole(file)
    engine = make_engine(f"sqlite:///{file}")
    try:
        if not is_current(engine):
            return _counts_of_older(file)
        with reading(engine) as connection:
            differences = schema_differences(connection)
            if differences:
                raise UsageError(_TABLES.format(file, "\n".join(f"- {one}" for one in differences)))
            return count_rows(connection)
    except DatabaseError as error:
        raise UsageError(_DAMAGED.format(file, error.orig)) from None
    finally:
        engine.dispose()


def require_whole(file: Path, name: Path | None = None) -> None:
    """Look at every page of a file, and at every reference between rows.

    ``name`` is the file that somebody knows, if this is a copy of it.

    Raises:
        UsageError: something is wrong, or it is no store of ours.
    """
    name = name or file
    try:
        with closing(sqlite3.connect(file)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            lost = connection.execute("PRAGMA foreign_key_check").fetchmany(3)
            tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    except sqlite3.DatabaseError as error:
        raise UsageError(_DAMAGED.format(name, error)) from None
    if found != ["ok"]:
        raise UsageError(_DAMAGED.format(name, "; ".join(found)))
    if lost:
        rows = ", ".join(f"row {row[1]} of {row[0]} belongs to nothing" for row in lost)
        raise UsageError(_DAMAGED.format(name, rows))
    if not {("alembic_version",), ("comments",)} <= set(tables):
        raise UsageError(_NO_STORE.format(name))


def _counts_of_older(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        return {
            str(name): int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - a table's own name
            for (name,) in tables
            if name != "alembic_version"
        }
