"""Put a standard answer into the box of an answer. Nothing is saved."""

from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from feedback.moderation.action_errors import NotAllowedError
from feedback.moderation.actions.change_state import require_writable
from feedback.moderation.comment_form import SubmittedForm
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.context_parts import FieldOption, StandardAnswerChoice
from feedback.moderation.queue import read_id
from feedback.moderation.standard_answers import (
    StandardAnswer,
    all_standard_answers,
    put_into,
    standard_answer_of,
)
from feedback.submission import PUBLISHED_KINDS

_NONE_CHOSEN: Final = "Choose a standard answer to put in."


def answer_box(kind: str) -> str:
    """Return the box that a standard answer goes into: what is no comment has only a reply."""
    return "answer" if kind in PUBLISHED_KINDS else "reply"


def with_standard_answer(
    connection: Connection, comment: ModeratedComment, form: SubmittedForm
) -> tuple[SubmittedForm, StandardAnswer]:
    """Return a form with the standard answer that was chosen below what its box held.

    Raises:
        NotAllowedError: none was chosen, or nothing can be written in the comment.
    """
    require_writable(comment)
    chosen = standard_answer_of(connection, read_id(form.standard_answer) or 0)
    if chosen is None or form.answer is None:
        raise NotAllowedError(_NONE_CHOSEN)
    written = form.answer
    if answer_box(comment.kind) == "answer":
        answer = replace(written, answer=put_into(written.answer, chosen.text))
    else:
        answer = replace(written, reply=put_into(written.reply, chosen.text))
    return replace(form, answer=answer, standard_answer=""), chosen


def standard_answer_choice(
    connection: Connection, kind: str, chosen: str, put_in: str
) -> StandardAnswerChoice:
    """Return the standard answers to choose from.

    Args:
        connection: An open transaction.
        kind: That of the submission.
        chosen: The id of the one that is chosen, as the form has it.
        put_in: The name of the one that was just put in, if one was.
    """
    options = (
        FieldOption(str(one.id), one.name, str(one.id) == chosen)
        for one in all_standard_answers(connection)
    )
    told = f"“{put_in}” is in the box. Nothing is saved yet." if put_in else ""
    return StandardAnswerChoice(tuple(options), answer_box(kind), told)
