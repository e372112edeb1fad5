"""Inserting a row once: a second one with the same key is ignored, in one statement."""

from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(dialect: str, table: Table, *key: Column[Any]) -> Any:
    """Return an INSERT that does nothing where a row with this key is there already.

    Two that come at the same moment wait for each other: one of them inserts.
    """
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing(index_elements=key)


def form_key(number: str, *content: str) -> str:
    """Return the key of a submitted form: 64 letters, whatever its number and content are.

    Nothing of the content can be read from it, as long as the number is one that we made.
    """
    return sha256("\0".join((number, *content)).encode("utf-8", "replace")).hexdigest()


def storable(text: str) -> str:
    """Return a text that both databases take: NUL and lone surrogates become a question mark."""
    plain = text.replace("\0", "?")
    return plain if plain.isascii() else plain.encode("utf-8", "replace").decode()


def cut_to_column(text: str, column: Column[Any]) -> str:
    """Return a text cut to the length of its column; used for addresses and choices only."""
    return storable(text)[: getattr(column.type, "length", None)]
