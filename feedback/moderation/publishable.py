"""An answer as the record that it will be published as, and what is missing in it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError

from feedback.local_time import day_of
from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.wall_record import missing_in_wall_words, wall_values
from localoffer.check.comment_checks import comment_problems
from localoffer.check.pydantic_errors import explain
from localoffer.form_error import FormError
from localoffer.model.comment import Comment
from localoffer.model.wall_note import LONGEST_NOTE, WallNote
from localoffer.offer import Entry, Offer, RenderedText
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.placeholders import placeholders
from localoffer.problems import Problem, errors, quoted
from localoffer.read.source import dotted
from localoffer.serving.site_context import SiteContext

#: Which field of the form a field of the record is written in, where their names differ.
_FIELDS: Final[Mapping[str, str]] = {
    "action.what": "action_what",
    "action.owner": "action_owner",
    "action.by": "action_by",
    "action.done": "action_done",
    "question": "matter",
    "in_short.said": "short_said",
    "in_short.answer": "short_answer",
}
#: The most letters in a line of the record (``localoffer.model.comment``).
LONGEST_LINE: Final = 200
#: Fields that are the same in the answer and in the record.
_PLAIN: Final = ("matter", "who", "status", "you_said", "about", "answer", "sorry", "why_not")
_MORE: Final = ("changed", "next_review")


def publishing_errors(
    comment: ModeratedComment,
    answer: Answer,
    site_context: SiteContext,
    today: date,
    signed_by: str,
) -> Iterator[FormError]:
    """Yield what keeps an answer from being signed off, field by field."""
    missing_fields = missing_in_wall_words if comment.kind == "wall" else _missing_errors
    missing = (*missing_fields(answer), *_unknown_errors(answer, site_context))
    yield from missing
    with_error = {error.field for error in missing}
    for error in _model_errors(comment, answer, site_context.offer, today, signed_by):
        if error.field not in with_error:
            yield error


def text_errors(text: str, offer: Offer, today: date) -> Iterator[str]:
    """Yield what keeps a text from being published as an answer, a sentence or two each."""
    values = {
        "said": f"{today:%Y-%m}",
        "how": "website",
        "matter": "content",
        "themes": ("x",),
        "who": "forum",
        "status": "listening",
        "you_said": "x",
        "answer": text,
        "answered": today,
        "signed_off": today,
        "signed_off_by": "x",
    }
    try:
        record = Comment.model_validate(values)
    except ValidationError as error:
        yield from (" ".join(explain(Comment, fault)) for fault in error.errors())
        return
    for problem in (
        *_record_problems(record, offer, today),
        *placeholders([Passage("", 1, "answer", text)]),
    ):
        if _field_of(problem.field) == "answer":
            yield f"{problem.message} {problem.fix}"


def record_values(
    comment: ModeratedComment, answer: Answer, today: date, signed_by: str
) -> dict[str, Any]:
    """Return the fields of the record (``localoffer.model.comment``); what is empty is left out."""
    action = _part(answer, "action_", ("what", "owner", "by", "done"))
    short = _part(answer, "short_", ("said", "answer"))
    answered = day_of(comment.current.answered_at) if comment.current.answered_at else today
    values: dict[str, Any] = {name: getattr(answer, name) for name in (*_PLAIN, *_MORE)}
    values |= {
        "said": f"{day_of(comment.received):%Y-%m}",
        "how": comment.way,
        "themes": answer.themes,
        "people": answer.people,
        "action": action,
        "in_short": short,
        "answered": answered if answer.answer else "",
        "signed_off": today,
        "signed_off_by": signed_by,
    }
    return {name: value for name, value in values.items() if value}


def _part(answer: Answer, prefix: str, names: tuple[str, ...]) -> dict[str, str]:
    written = {name: getattr(answer, f"{prefix}{name}") for name in names}
    return {name: value for name, value in written.items() if value}


def _missing_errors(answer: Answer) -> Iterator[FormError]:
    """Yield what a comment with this status needs and does not have yet."""
    if not answer.you_said:
        yield FormError("you_said", "Write what was said, so that nobody can be known from it.")
    if not answer.matter:
        yield FormError("matter", "Choose which matter it is about.")
    if not answer.themes:
        yield FormError("themes", "Choose at least one theme.")
    if not answer.who:
        yield FormError("who", "Choose who said it.")
    if answer.status != "listening" and not answer.answer:
        yield FormError("answer", "Write the answer, or choose “We are listening”.")
    if answer.status == "cannot" and not answer.why_not:
        yield FormError("why_not", "Say in plain words why it cannot be done.")
    yield from _missing_action_errors(answer)
    if bool(answer.short_said) != bool(answer.short_answer):
        empty = "short_answer" if answer.short_said else "short_said"
        yield FormError(empty, "Write both in easy words, or neither.")


def _missing_action_errors(answer: Answer) -> Iterator[FormError]:
    has_part = answer.action_what or answer.action_owner or answer.action_by or answer.action_done
    is_to_come = answer.status in ("planned", "doing")
    if (is_to_come or has_part) and not answer.action_what:
        yield FormError("action_what", "Write what is done about it.")
    if (is_to_come or has_part) and not answer.action_owner:
        yield FormError("action_owner", "Choose who does it.")
    if is_to_come and not answer.action_by:
        yield FormError("action_by", "Enter the day it will be done by.")
    if answer.status == "done" and not (answer.changed or answer.action_done):
        yield FormError("changed", "Enter the page that changed, or the day the action was done.")


def _unknown_errors(answer: Answer, site_context: SiteContext) -> Iterator[FormError]:
    """Yield the pages, themes and contacts that the site does not have."""
    for name in ("about", "changed"):
        address = getattr(answer, name)
        if address and address not in site_context.titles:
            yield FormError(name, no_page(address, site_context.titles))
    lists = site_context.offer.lists
    for theme in answer.themes:
        if theme not in lists.themes:
            yield FormError("themes", f"{quoted(theme)} is not a theme any more. Choose another.")
    if answer.action_owner and answer.action_owner not in lists.contacts:
        yield FormError("action_owner", "This contact is not there any more. Choose another.")


def no_page(address: str, titles: Mapping[str, str]) -> str:
    """Return the sentence for an address at which the site has no page."""
    near = get_close_matches(address, titles, n=1, cutoff=0.7)
    fix = f"Did you mean {near[0]}?" if near else "Copy the part of its address from the first /."
    return f"There is no page at {quoted(address)}. {fix}"


def _model_errors(
    comment: ModeratedComment, answer: Answer, offer: Offer, today: date, signed_by: str
) -> Iterator[FormError]:
    """Yield the errors that the record's model and the check of the content would report."""
    is_note = comment.kind == "wall"
    model: type[Comment | WallNote] = WallNote if is_note else Comment
    values_of = wall_values if is_note else record_values
    try:
        record = model.model_validate(values_of(comment, answer, today, signed_by))
    except ValidationError as error:
        for fault in error.errors():
            field = fault.get("ctx", {}).get("field") or dotted(fault["loc"])
            yield FormError(_field_of(field), " ".join(explain(model, fault)))
        if answer != (texts := _words_alone(answer) if is_note else _texts_alone(answer)):
            yield from _model_errors(comment, texts, offer, today, signed_by)
        return
    for problem in _record_problems(record, offer, today):
        yield FormError(_field_of(problem.field), f"{problem.message} {problem.fix}")


def _record_problems(record: Comment | WallNote, offer: Offer, today: date) -> tuple[Problem, ...]:
    """Return what the check of the content would find wrong with a record of its own."""
    entry = Entry("", f"{today.year}-001", "/", record, RenderedText(), "")
    alone = replace(offer.with_entries(type(record), (entry,)), today=today)
    return errors(comment_problems(alone, lambda *_: 0))


def _texts_alone(answer: Answer) -> Answer:
    """Return an answer with its texts alone, all else valid: so that the texts are checked too."""
    return Answer(
        you_said=answer.you_said or "x",
        matter="content",
        themes=("x",),
        who="forum",
        answer=answer.answer,
        sorry=answer.sorry,
        why_not=answer.why_not,
        short_said=answer.short_said[:LONGEST_LINE] or "x",
        short_answer=answer.short_answer[:LONGEST_LINE] or "x",
        action_what=answer.action_what,
        action_owner="x" if answer.action_what else "",
    )


def _words_alone(answer: Answer) -> Answer:
    """Return the same of words for the wall."""
    words = answer.you_said[:LONGEST_NOTE] or "x"
    return Answer(you_said=words, matter="good", themes=("x",), answer=answer.answer)


def _field_of(field: str) -> str:
    name = _FIELDS.get(field, field.split(".", maxsplit=1)[0])
    return name if name in Answer.__dataclass_fields__ else "you_said"
