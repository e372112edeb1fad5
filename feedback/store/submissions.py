"""Storing what someone sent."""

import secrets
from dataclasses import dataclass
from functools import cache
from json import JSONEncoder
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Row, bindparam, insert, select

from feedback.states import State
from feedback.store.idempotency import cut_to_column, form_key, insert_once, storable
from feedback.store.prepared_statements import PreparedStatement, Transaction
from feedback.store.tables import comments, contacts
from feedback.submission import Receipt, Submission

#: Letters and digits that nobody mixes up when they are read out (Crockford's base 32).
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10

_JSON = JSONEncoder(ensure_ascii=False)
_NAMES = [column.name for column in comments.c if column.name != "id"]
_LIMITED_COLUMNS = {name: comments.c[name] for name in ("page", "about", "role", "age", "area")}

FIND_REFERENCE: Final = select(comments.c.reference).where(comments.c.form == bindparam("form"))


def new_reference() -> str:
    """Return a reference that nobody can guess, such as ``7K4Q9-M2PXA``."""
    letters = "".join(_LETTERS[byte % len(_LETTERS)] for byte in secrets.token_bytes(_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def store_submission(
    transaction: Transaction, submission: Submission, sealed: bytes | None, now: int, due: int
) -> Receipt:
    """Insert what someone sent and return its receipt; for a repeat, that of the first.

    The same form with the same content is one comment, however often it is sent. Going back and
    writing more makes another. ``sealed`` is the sealed address for a reply; ``now`` and ``due``
    are seconds since 1970.
    """
    row, statements = comment_row(submission, now, due), _statements(transaction.dialect)
    inserted = statements.insert.run(transaction, row)
    if inserted is None:
        (reference,) = statements.find_reference.run(transaction, {"form": row["form"]}) or ("",)
        return Receipt(reference, is_new=False)
    if sealed is not None:
        statements.insert_contact.run(transaction, {"comment": inserted[0], "sealed": sealed})
    return Receipt(str(row["reference"]), is_new=True, danger=submission.danger)


def by_reference(connection: Connection, reference: str) -> Row[Any] | None:
    """Return the row of a comment by its reference, as its sender may write it."""
    letters = reference.upper().replace(" ", "").replace("-", "")
    letters = letters.replace("O", "0").replace("I", "1").replace("L", "1")
    normalised = storable(f"{letters[:5]}-{letters[5:]}")
    return connection.execute(
        select(comments).where(comments.c.reference == normalised)
    ).one_or_none()


def insert_comment(dialect: str) -> Any:
    """Return the INSERT of a comment's row, which returns its id, or no row for a repeat."""
    insert = insert_once(dialect, comments, comments.c.form).returning(comments.c.id)
    return insert.values({name: bindparam(name) for name in _NAMES})


@dataclass(frozen=True, slots=True)
class _Statements:
    insert: PreparedStatement
    find_reference: PreparedStatement
    insert_contact: PreparedStatement


@cache
def _statements(dialect: Dialect) -> _Statements:
    insert_contact = insert(contacts).values(
        comment=bindparam("comment"), sealed=bindparam("sealed")
    )
    statements = (insert_comment(dialect.name), FIND_REFERENCE, insert_contact)
    return _Statements(*(PreparedStatement.of(statement, dialect) for statement in statements))


def comment_row(submission: Submission, now: int, due: int) -> dict[str, object]:
    """Return the row of a comment that came ``now`` and is ``due``, in seconds since 1970."""
    state = State.QUARANTINED if submission.flags else State.NEW
    words = storable(_JSON.encode(dict(submission.words)))
    content = (submission.kind, submission.page, submission.about, submission.reply_to, words)
    return {
        "form": form_key(submission.form, *content),
        "reference": new_reference(),
        "received": now,
        "kind": submission.kind,
        "way": submission.way,
        "manner": submission.manner,
        **{
            name: cut_to_column(getattr(submission, name), column)
            for name, column in _LIMITED_COLUMNS.items()
        },
        "may_publish": submission.may_publish,
        "publish": submission.publish,
        "wants_reply": bool(submission.reply_to),
        "words": words,
        "flags": " ".join(submission.flags),
        "danger": submission.danger,
        "state": state.value,
        "due": due,
        "version": 1,
    }
