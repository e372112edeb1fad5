"""Words for the wall as the record that they will be published as, and what they lack."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, get_args

from feedback.local_time import day_of
from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import ModeratedComment
from localoffer.form_error import FormError
from localoffer.model.comment_terms import WallQuestion

_SAME: Final = ("you_said", "themes", "people", "status", "answer", "changed")


def wall_values(
    comment: ModeratedComment, answer: Answer, today: date, signed_by: str
) -> dict[str, Any]:
    """Return the fields of the note (``localoffer.model.wall_note``); what is empty is left out."""
    answered = day_of(comment.current.answered_at) if comment.current.answered_at else today
    values: dict[str, Any] = {name: getattr(answer, name) for name in _SAME}
    values |= {
        "said": f"{day_of(comment.received):%Y-%m}",
        "question": answer.matter,
        "how": comment.way,
        "answered": answered if answer.answer else "",
        "signed_off": today,
        "signed_off_by": signed_by,
    }
    return {name: value for name, value in values.items() if value}


def missing_in_wall_words(answer: Answer) -> Iterator[FormError]:
    """Yield what words for the wall need, and do not have yet."""
    if not answer.you_said:
        yield FormError("you_said", "Write what was said, so that nobody can be known from it.")
    if answer.matter not in get_args(WallQuestion):
        yield FormError("matter", "Choose which question it answers.")
    if not answer.themes:
        yield FormError("themes", "Choose at least one theme.")
    if answer.status != "listening" and not answer.answer:
        yield FormError("answer", "Write what was done, or choose “We are listening”.")
