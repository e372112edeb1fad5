"""Storing a yes or a no to "Is this page useful?"."""

from datetime import date
from functools import cache
from secrets import token_hex
from typing import Final

from sqlalchemy import Connection, Dialect, bindparam, select, update

from feedback.store.idempotency import cut_to_column, insert_once
from feedback.store.prepared_statements import PreparedStatement, Transaction
from feedback.store.tables import votes
from feedback.submission import Vote


def store_vote(transaction: Transaction, vote: Vote, month: str) -> bool:
    """Insert a vote of a month (``2026-03``); return False for a form that was sent before."""
    row = {
        "form": cut_to_column(vote.form, votes.c.form),
        "page": cut_to_column(vote.page, votes.c.page),
        "useful": vote.useful,
        "month": month,
    }
    return _insert(transaction.dialect).run(transaction, row) is not None


def anonymise_codes(connection: Connection, today: date) -> int:
    """Replace the codes of earlier days by random ones; return how many.

    A code is of use only on its own day. Whoever has the key could test a guess by it, such as a
    network and a browser; from then on nobody can.
    """
    code = votes.c.form
    earlier = select(votes.c.id).where(code.not_like(f"{today} %"), code.not_like(f"{_RANDOM}%"))
    ids = connection.execute(earlier).scalars().all()
    rows = [{"vote": vote, "new": f"{_RANDOM}{token_hex(16)}"} for vote in ids]
    if rows:
        connection.execute(_ANONYMISE, rows)
    return len(rows)


_RANDOM: Final = "random "
_ANONYMISE: Final = (
    update(votes).where(votes.c.id == bindparam("vote")).values(form=bindparam("new"))
)


@cache
def _insert(dialect: Dialect) -> PreparedStatement:
    insert = insert_once(dialect.name, votes, votes.c.form).returning(votes.c.id)
    names = ("form", "page", "useful", "month")
    return PreparedStatement.of(insert.values({name: bindparam(name) for name in names}), dialect)
