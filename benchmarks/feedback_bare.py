"""A bare Flask route that keeps a comment with one INSERT: what anything more is measured by.

No guard, no form, no page: ``gunicorn 'benchmarks.feedback_bare:app()'``, told by ``BARE_DATABASE``
where the comments go.
"""

import os
import sqlite3
import time
from collections.abc import Callable

import psycopg
from flask import Flask, redirect, request
from werkzeug.wrappers import Response

_TABLE = "CREATE TABLE IF NOT EXISTS comments (received BIGINT, page TEXT, tried TEXT, wrong TEXT)"
_INSERT = "INSERT INTO comments VALUES ({0}, {0}, {0}, {0})"

Insert = Callable[[tuple[object, ...]], object]


def app() -> Flask:
    """Return the route, with a connection of its own that waits for the disk on every commit."""
    insert = _inserting(os.environ["BARE_DATABASE"])
    bare = Flask("bare", static_folder=None, template_folder=None)

    @bare.post("/feedback/comment")
    def keep() -> Response:
        form = request.form
        insert((int(time.time()), form["page"], form["tried"], form["wrong"]))
        return redirect("/feedback/received/", 303)

    return bare


def _inserting(address: str) -> Insert:
    if not address.startswith("sqlite"):
        server = psycopg.connect(address.replace("+psycopg", ""), autocommit=True)
        server.execute("SELECT pg_advisory_lock(1)")
        server.execute(_TABLE)
        server.execute("SELECT pg_advisory_unlock(1)")
        return lambda row: server.execute(_INSERT.format("%s"), row)
    file = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None, timeout=10)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    file.execute(_TABLE)
    return lambda row: file.execute(_INSERT.format("?"), row)
