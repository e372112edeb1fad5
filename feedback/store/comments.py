"""Keeping what someone sent. When ``keep`` returns, it is on the disk."""

import json
import secrets
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import IntegrityError

from feedback.states import State
from feedback.store.tables import comments, contacts
from feedback.submission import Receipt, Submission

#: Letters and digits that nobody mixes up when they are read out (Crockford's base 32).
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10


def new_reference() -> str:
    """Return a reference that nobody can guess, such as ``7K4Q9-M2PXA``."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def keep(
    connection: Connection, submission: Submission, sealed: bytes | None, now: int, due: int
) -> Receipt:
    """Write down what someone sent; one that has been kept already is told by its reference.

    ``sealed`` is the sealed address for a reply; ``now`` and ``due`` are seconds since 1970.
    """
    known = kept_reference(connection, submission.form)
    if known:
        return Receipt(known, is_new=False)
    reference = new_reference()
    try:
        with connection.begin_nested():
            row = connection.execute(
                insert(comments).returning(comments.c.id),
                _row(submission, reference, now, due),
            ).one()
    except IntegrityError:
        known = kept_reference(connection, submission.form)
        if known is None:
            raise
        return Receipt(known, is_new=False)
    if sealed is not None:
        connection.execute(insert(contacts), {"comment": row.id, "sealed": sealed})
    return Receipt(reference, is_new=True)


def kept_reference(connection: Connection, form: str) -> str | None:
    """Return the reference of what was sent with this form, if anything was."""
    return connection.execute(
        select(comments.c.reference).where(comments.c.form == form)
    ).scalar_one_or_none()


def by_reference(connection: Connection, reference: str) -> Row[Any] | None:
    """Return the row of a comment by its reference, as its sender may write it."""
    letters = reference.upper().replace(" ", "").replace("-", "")
    letters = letters.replace("O", "0").replace("I", "1").replace("L", "1")
    tidy = f"{letters[:5]}-{letters[5:]}"
    return connection.execute(select(comments).where(comments.c.reference == tidy)).one_or_none()


def _row(submission: Submission, reference: str, now: int, due: int) -> dict[str, object]:
    state = State.QUARANTINED if submission.flags else State.NEW
    return {
        "form": submission.form,
        "reference": reference,
        "received": now,
        "kind": submission.kind,
        "way": submission.way,
        "manner": submission.manner,
        "page": submission.page,
        "about": submission.about,
        "role": submission.role,
        "age": submission.age,
        "area": submission.area,
        "may_publish": submission.may_publish,
        "wants_reply": bool(submission.reply_to),
        "words": json.dumps(dict(submission.words), ensure_ascii=False),
        "flags": " ".join(submission.flags),
        "danger": submission.danger,
        "state": state.value,
        "due": due,
        "version": 1,
    }
