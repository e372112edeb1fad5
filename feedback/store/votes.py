"""Keeping a yes or a no to "Is this page useful?"."""

from functools import cache
from typing import Any

from sqlalchemy import Connection

from feedback.store.once import fitting, form_key, insert_once
from feedback.store.tables import votes
from feedback.submission import Vote


def keep_vote(connection: Connection, vote: Vote, month: str) -> bool:
    """Write down a vote of a month (``2026-03``); return False for a form that was sent before."""
    key = form_key(vote.form)
    row = {
        "form": key,
        "page": fitting(vote.page, votes.c.page),
        "useful": vote.useful,
        "month": month,
    }
    return connection.execute(_insert(connection.dialect.name), row).first() is not None


@cache
def _insert(dialect: str) -> Any:
    return insert_once(dialect, votes, votes.c.form).returning(votes.c.id)
