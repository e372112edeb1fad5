"""Standard answers: texts of the council's own, by name, that an answer can begin with.

They are few and short, and are looked at as an answer is before it is signed off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedback.accounts.account import Account
from feedback.local_time import day_of
from feedback.moderation.actions.sign_off import names_to_check
from feedback.moderation.answer import Answer
from feedback.moderation.publishable import text_errors
from feedback.moderation.rare_combinations import rare_together
from feedback.store.audit_log import note_act
from feedback.store.idempotency import storable
from feedback.store.tables import standard_answers
from localoffer.form_error import FormError
from localoffer.offer import Offer

MOST: Final = 100
LONGEST_NAME: Final = 80
LONGEST_TEXT: Final = 2_000
_TAKEN: Final = "There is one of this name already. Choose another name, or change that one."


@dataclass(frozen=True, slots=True)
class StandardAnswer:
    """A text and its name. ``version`` counts its changes; ``id`` is 0 for one not kept yet."""

    id: int = 0
    name: str = ""
    text: str = ""
    version: int = 0


class StandardAnswerError(Exception):
    """It cannot be kept or deleted. ``errors`` say why, field by field."""

    def __init__(self, *errors: FormError) -> None:
        super().__init__(*(error.message for error in errors))
        self.errors = errors


class ChangedMeanwhileError(StandardAnswerError):
    """A colleague has changed it since the page was made. ``current`` is what it is now."""

    def __init__(self, current: StandardAnswer) -> None:
        message = "A colleague has changed it meanwhile. Theirs stands beside it: join the two."
        super().__init__(FormError("text", message))
        self.current = current


def all_standard_answers(connection: Connection) -> tuple[StandardAnswer, ...]:
    """Return every standard answer, by name."""
    rows = connection.execute(_SELECT.order_by(func.lower(standard_answers.c.name)))
    return tuple(StandardAnswer(*row) for row in rows)


def standard_answer_of(connection: Connection, answer_id: int) -> StandardAnswer | None:
    """Return a standard answer by its id; None where there is none."""
    row = connection.execute(_SELECT.where(standard_answers.c.id == answer_id)).one_or_none()
    return None if row is None else StandardAnswer(*row)


def details_in(answer: StandardAnswer, offer: Offer) -> str:
    """Return the names and rare details in it that somebody has to look at before it is kept."""
    both = Answer(answer=f"{answer.name}\n\n{answer.text}")
    names = names_to_check(both, "answer", offer)
    rare = rare_together(both.answer, offer)
    return ", ".join(dict.fromkeys(part for part in (names, *rare) if part))


def keep(
    connection: Connection,
    answer: StandardAnswer,
    looked_at: str,
    account: Account,
    offer: Offer,
    now: int,
) -> None:
    """Keep a new standard answer, or change one.

    Args:
        connection: An open transaction that may write.
        answer: What was written; its ``version`` is the one that was changed.
        looked_at: The details that stood beside the tick, if it was ticked.
        account: Who keeps it.
        offer: The names that the site knows.
        now: Seconds since 1970.

    Raises:
        StandardAnswerError: it cannot be kept as it is, or was changed or deleted meanwhile.
    """
    if errors := tuple(_errors(answer, looked_at, offer, now)):
        raise StandardAnswerError(*errors)
    act = "standard answer changed" if answer.id else "standard answer kept"
    try:
        with connection.begin_nested():
            kept = _change(connection, answer, now) if answer.id else _add(connection, answer, now)
    except IntegrityError:
        raise StandardAnswerError(FormError("name", _TAKEN)) from None
    note_act(connection, now, act, account=account.id, note=f"number {kept}")


def forget(connection: Connection, answer: StandardAnswer, account: Account, now: int) -> None:
    """Delete a standard answer.

    Raises:
        StandardAnswerError: it was changed or deleted meanwhile.
    """
    this = _this_version(answer)
    if not connection.execute(delete(standard_answers).where(*this)).rowcount:
        raise _changed_error(connection, answer)
    act = "standard answer deleted"
    note_act(connection, now, act, account=account.id, note=f"number {answer.id}")


def put_into(box: str, text: str) -> str:
    """Return what a box holds after a text was put in: below what stood there."""
    return f"{box.rstrip()}\n\n{text}" if box.strip() else text


_SELECT: Final = select(
    standard_answers.c.id,
    standard_answers.c.name,
    standard_answers.c.text,
    standard_answers.c.version,
)


def _errors(answer: StandardAnswer, looked_at: str, offer: Offer, now: int) -> Iterator[FormError]:
    limits = {"name": (answer.name, LONGEST_NAME), "text": (answer.text, LONGEST_TEXT)}
    for field, (text, longest) in limits.items():
        if not text.strip():
            yield FormError(field, f"Write the {field}.")
        elif len(text) > longest:
            yield FormError(field, f"It has {len(text):,} letters. Use {longest:,} at most.")
        else:
            yield from (FormError(field, why) for why in text_errors(text, offer, day_of(now)))
    details = details_in(answer, offer)
    if details and looked_at != details:
        yield FormError("looked", f"Look at these, and tick that you did: {details}.")


def _add(connection: Connection, answer: StandardAnswer, now: int) -> int:
    number = connection.execute(select(func.count()).select_from(standard_answers)).scalar_one()
    if number >= MOST:
        message = f"There are {number} already, and no more than {MOST} are kept. Delete one first."
        raise StandardAnswerError(FormError("name", message))
    row = {**_columns(answer, now), "version": 1}
    added = insert(standard_answers).returning(standard_answers.c.id)
    return int(connection.execute(added, row).scalar_one())


def _change(connection: Connection, answer: StandardAnswer, now: int) -> int:
    new = {**_columns(answer, now), "version": answer.version + 1}
    changed = update(standard_answers).where(*_this_version(answer)).values(new)
    if not connection.execute(changed).rowcount:
        raise _changed_error(connection, answer)
    return answer.id


def _columns(answer: StandardAnswer, now: int) -> dict[str, object]:
    text = storable(answer.text.strip())
    return {"name": storable(" ".join(answer.name.split())), "text": text, "changed": now}


def _this_version(answer: StandardAnswer) -> tuple[ColumnElement[bool], ...]:
    return standard_answers.c.id == answer.id, standard_answers.c.version == answer.version


def _changed_error(connection: Connection, answer: StandardAnswer) -> StandardAnswerError:
    current = standard_answer_of(connection, answer.id)
    if current is None:
        message = "A colleague has deleted it meanwhile. Keep yours as a new one, if it is needed."
        return StandardAnswerError(FormError("name", message))
    return ChangedMeanwhileError(current)
