"""Storing what someone sent and counting its network: both, or neither.

On SQLite that is a transaction of several statements, which costs nothing more. A server is asked
once, in one statement that is a transaction by itself, since each further question is a journey:
docs/decisions/0044-one-statement-for-a-comment.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Dialect,
    Engine,
    bindparam,
    exists,
    insert,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql

from feedback.store.prepared_statements import (
    PreparedStatement,
    Transaction,
    driver_transaction,
    single_statements,
)
from feedback.store.rate_counts import RateLimit, TooManySent, count, counting
from feedback.store.submissions import FIND_REFERENCE, comment_row, store_submission
from feedback.store.tables import comments, contacts, senders
from feedback.submission import Receipt, Submission


@dataclass(frozen=True, slots=True)
class CountedReceipt:
    """A receipt, and how often its network has sent in this hour; 0 for a repeat."""

    receipt: Receipt
    number: int


def store_counted(
    engine: Engine, submission: Submission, sealed: bytes | None, due: int, limit: RateLimit
) -> CountedReceipt:
    """Store what someone sent and count it; a repeat is told its receipt and not counted.

    Args:
        engine: the database.
        submission: what was sent.
        sealed: the sealed address for a reply, if one is wanted.
        due: when the answer is due, in seconds since 1970.
        limit: who sent it, when, and how often they may.

    Raises:
        TooManySent: its network has sent as often as it may; nothing is stored.
        sqlalchemy.exc.SQLAlchemyError: nothing is known to be stored.
    """
    if engine.dialect.name == "postgresql":
        return _in_one_statement(engine, submission, sealed, due, limit)
    return write_counted(
        engine,
        lambda transaction: store_submission(transaction, submission, sealed, limit.now, due),
        limit,
    )


def write_counted(
    engine: Engine, write: Callable[[Transaction], Receipt], limit: RateLimit
) -> CountedReceipt:
    """Write in a transaction and count what is new.

    Raises:
        TooManySent: its network has sent as often as it may; nothing is stored.
        sqlalchemy.exc.SQLAlchemyError: nothing is known to be stored.
    """
    with driver_transaction(engine) as transaction:
        receipt = write(transaction)
        return CountedReceipt(receipt, count(transaction, limit) if receipt.is_new else 0)


def _in_one_statement(
    engine: Engine, submission: Submission, sealed: bytes | None, due: int, limit: RateLimit
) -> CountedReceipt:
    comment, statements = comment_row(submission, limit.now, due), _statements(engine.dialect)
    row = {**comment, **limit.row}
    with single_statements(engine) as transaction:
        if sealed is None:
            counted = statements.store.run(transaction, row)
        else:
            counted = statements.store_with_contact.run(transaction, {**row, "sealed": sealed})
        number, new = counted or (0, None)
        if new is not None:
            reference = str(comment["reference"])
            return CountedReceipt(Receipt(reference, is_new=True, danger=submission.danger), number)
        first = statements.find_reference.run(transaction, {"form": comment["form"]})
        if number:  # the same form came twice at the same moment
            statements.uncount.run(transaction, limit.row)
    if first is None:
        raise TooManySent
    return CountedReceipt(Receipt(first[0], is_new=False), 0)


@dataclass(frozen=True, slots=True)
class _ServerStatements:
    store: PreparedStatement
    store_with_contact: PreparedStatement
    find_reference: PreparedStatement
    uncount: PreparedStatement


@cache
def _statements(dialect: Dialect) -> _ServerStatements:
    uncount = (
        update(senders)
        .where(senders.c.hour == bindparam("hour"), senders.c.sender == bindparam("sender"))
        .values(number=senders.c.number - 1)
    )
    statements = (_store(), _store(with_contact=True), FIND_REFERENCE, uncount)
    return _ServerStatements(
        *(PreparedStatement.of(statement, dialect) for statement in statements)
    )


def _store(*, with_contact: bool = False) -> Any:
    """Return the statement that counts a comment, stores it, and returns its number and its id.

    It returns no row where the comment is there already, or its network has sent too often.
    """
    is_there = exists().where(comments.c.form == bindparam("form"))
    once = select(_parameter(senders.c.hour), _parameter(senders.c.sender), literal_column("1"))
    names = ["hour", "sender", "number"]
    to_count = postgresql.insert(senders).from_select(names, once.where(~is_there))
    counted = counting(to_count).cte("counted")
    columns = [column for column in comments.c if column.name != "id"]
    rows = select(*map(_parameter, columns)).select_from(counted)
    to_store = postgresql.insert(comments).from_select([column.name for column in columns], rows)
    stored = (
        to_store.on_conflict_do_nothing(index_elements=[comments.c.form])
        .returning(comments.c.id)
        .cte("stored")
    )
    both = select(counted.c.number, stored.c.id).select_from(counted.outerjoin(stored, true()))
    if not with_contact:
        return both
    contact = select(stored.c.id, _parameter(contacts.c.sealed))
    return both.add_cte(insert(contacts).from_select(["comment", "sealed"], contact).cte("contact"))


def _parameter(column: Any) -> Any:
    return bindparam(column.name, type_=column.type)
