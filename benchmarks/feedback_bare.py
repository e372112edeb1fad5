"""A bare Flask route that keeps a comment with one INSERT: what anything more is measured by.

No guard, no form, no page: ``gunicorn 'benchmarks.feedback_bare:app()'``, told by ``BARE_DATABASE``
where the comments go.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable

import psycopg
from flask import Flask, redirect, request
from werkzeug.wrappers import Response

_TABLE = "CREATE TABLE IF NOT EXISTS comments (received BIGINT, page TEXT, tried TEXT, wrong TEXT)"
_INSERT = "INSERT INTO comments VALUES ({0}, {0}, {0}, {0})"

Insert = Callable[[tuple[object, ...]], object]


def app() -> Flask:
    """Return the route; each thread has a connection that waits for the disk on every commit."""
    address, own = os.environ["BARE_DATABASE"], threading.local()
    _make_table(address)
    bare = Flask("bare", static_folder=None, template_folder=None)

    @bare.post("/feedback/comment")
    def keep() -> Response:
        if not hasattr(own, "insert"):
            own.insert = _inserting(address)
        form = request.form
        own.insert((int(time.time()), form["page"], form["tried"], form["wrong"]))
        return redirect("/feedback/received/", 303)

    return bare


def _make_table(address: str) -> None:
    if address.startswith("sqlite"):
        file = _sqlite(address)
        file.execute("PRAGMA journal_mode = WAL")
        file.execute(_TABLE)
        file.close()
        return
    with _postgres(address) as server:
        server.execute("SELECT pg_advisory_lock(1)")
        server.execute(_TABLE)


def _inserting(address: str) -> Insert:
    if address.startswith("sqlite"):
        file = _sqlite(address)
        file.execute("PRAGMA synchronous = FULL")
        return lambda row: file.execute(_INSERT.format("?"), row)
    server = _postgres(address)
    return lambda row: server.execute(_INSERT.format("%s"), row)


def _sqlite(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None, timeout=10)


def _postgres(address: str) -> psycopg.Connection:
    return psycopg.connect(address.replace("+psycopg", ""), autocommit=True)
