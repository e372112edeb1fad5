"""Stores as the program made them at earlier commits, with rows in every table (made up)."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from sqlalchemy import make_url

_DUMPS = Path(__file__).parents[1] / "data" / "stores"

#: The commits that changed the tables; later ones changed only how the code is written.
COMMITS = sorted({file.name.partition(".")[0] for file in _DUMPS.glob("*.sql")})


def lay_old_store(database: str, commit: str) -> None:
    """Fill an empty database with the store of a commit."""
    kind = database.partition(":")[0].partition("+")[0]
    script = (_DUMPS / f"{commit}.{kind}.sql").read_text(encoding="utf-8")
    if kind == "sqlite":
        with closing(sqlite3.connect(str(make_url(database).database))) as file:
            file.executescript(script)
        return
    address = database.replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        connection.execute(script.encode())
